package import Markup
package import Scene

/// The computed values of every property for one element or pseudo-element.
///
/// Values lie in groups that are shared copy-on-write: elements that leave a whole group at its
/// initial (or inherited) values share one object. `[CSS Cascade 4, §4.4]`
package struct ComputedStyle: Sendable {
  /// Properties that inherit: fonts, text, lists, visibility.
  @SharedGroup package var font: FontStyle
  @SharedGroup package var text: TextStyle
  /// Display, position, sizes, margins, padding.
  @SharedGroup package var box: BoxStyle
  /// Flex, grid, alignment, multi-column.
  @SharedGroup package var container: ContainerStyle
  @SharedGroup package var background: BackgroundStyle
  @SharedGroup package var border: BorderStyle
  /// Opacity, transforms, filters, blending, clipping and masks.
  @SharedGroup package var effects: EffectsStyle
  /// Generated content, counters, tables, lists, shapes.
  @SharedGroup package var generated: GeneratedStyle
  /// Resolved custom properties by name with the leading `--`.
  @SharedGroup package var custom: CustomProperties

  /// The initial values of every property.
  package static let initial = ComputedStyle()

  package init() {
    _font = SharedGroup(wrappedValue: FontStyle())
    _text = SharedGroup(wrappedValue: TextStyle())
    _box = SharedGroup(wrappedValue: BoxStyle())
    _container = SharedGroup(wrappedValue: ContainerStyle())
    _background = SharedGroup(wrappedValue: BackgroundStyle())
    _border = SharedGroup(wrappedValue: BorderStyle())
    _effects = SharedGroup(wrappedValue: EffectsStyle())
    _generated = SharedGroup(wrappedValue: GeneratedStyle())
    _custom = SharedGroup(wrappedValue: CustomProperties())
  }

  /// The style that a child starts from: inherited groups are kept, the others are initial.
  package func inherited() -> ComputedStyle {
    var child = ComputedStyle.initial
    child._font = _font
    child._text = _text
    child._custom = _custom
    return child
  }

  /// A style color with `currentcolor` put in.
  package func resolve(_ color: StyleColor) -> Color {
    switch color {
    case .current: text.color
    case .color(let color): color
    }
  }
}

extension ComputedStyle {
  /// Whether layout comes out the same with either style: they differ in paint alone.
  func laysOut(as other: ComputedStyle) -> Bool {
    func alike<Group: Hashable>(
      _ own: SharedGroup<Group>, _ theirs: SharedGroup<Group>, _ measured: (Group) -> Group = { $0 }
    ) -> Bool {
      own.isIdentical(to: theirs) || own.wrappedValue == theirs.wrappedValue
        || measured(own.wrappedValue) == measured(theirs.wrappedValue)
    }
    return alike(_font, other._font) && alike(_box, other._box)
      && alike(_text, other._text) { $0.withoutPaint }
      && alike(_container, other._container) { $0.withoutPaint }
      && alike(_border, other._border) { $0.withoutPaint }
      && alike(_effects, other._effects) { $0.withoutPaint }
      && alike(_generated, other._generated) { $0.withoutPaint }
  }

  /// A style that was made from `base`, as it would have been made from `other`, which lays out as
  /// `base` does; nil where that cannot be told.
  func repainted(from base: ComputedStyle, to other: ComputedStyle) -> ComputedStyle? {
    var style = self
    /// What is still the base's becomes the other's; what was made initial stays.
    func take<Group: Hashable>(
      _ group: inout SharedGroup<Group>, _ from: SharedGroup<Group>, _ to: SharedGroup<Group>,
      initial: Group
    ) -> Bool {
      if from.isIdentical(to: to) { return true }
      if group.isIdentical(to: from) || group.wrappedValue == from.wrappedValue {
        group = to
        return true
      }
      return group.wrappedValue == initial
    }
    if _text.isIdentical(to: base._text) {
      style._text = other._text
    } else {
      guard text.hasPaint(of: base.text) else { return nil }
      style.text.takePaint(of: other.text)
    }
    guard
      take(&style._background, base._background, other._background, initial: BackgroundStyle()),
      take(&style._border, base._border, other._border, initial: BorderStyle()),
      take(&style._effects, base._effects, other._effects, initial: EffectsStyle()),
      take(&style._generated, base._generated, other._generated, initial: GeneratedStyle())
    else { return nil }
    style._custom = other._custom
    return style
  }
}

/// One group of computed values behind a reference, copied when it is written and shared.
@propertyWrapper
package struct SharedGroup<Group: Sendable>: Sendable {
  private final class Storage: @unchecked Sendable {
    // Written only while uniquely referenced, as any copy-on-write storage is.
    var group: Group
    init(_ group: Group) { self.group = group }
  }

  private var storage: Storage

  package init(wrappedValue: Group) { storage = Storage(wrappedValue) }

  package var wrappedValue: Group {
    _read { yield storage.group }
    _modify {
      if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.group) }
      yield &storage.group
    }
  }

  /// Whether both are the same object, and so certainly equal.
  package func isIdentical(to other: SharedGroup) -> Bool { storage === other.storage }
}

/// Custom properties after substitution, by name with the leading `--`.
package struct CustomProperties: Sendable {
  package var values: [String: ComponentValues] = [:]
  package init() {}
}
