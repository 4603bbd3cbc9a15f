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
