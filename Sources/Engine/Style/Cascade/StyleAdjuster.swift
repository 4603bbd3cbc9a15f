import Markup

/// Changes that the computed values of some properties make to others.
enum StyleAdjuster {
  static func adjust(
    _ builder: inout StyleBuilder, parent: ComputedStyle, isRoot: Bool, isBlockified: Bool,
    pseudo: PseudoElementSelector?, tag: String
  ) {
    finishBorders(&builder)
    finishLayers(&builder)
    if builder.style.box.display == .contents, pseudo == nil, unboxable.contains(tag) {
      builder.style.box.display = .none
    }
    adjustDisplay(&builder, parent: parent, isRoot: isRoot, isBlockified: isBlockified, pseudo)
    adjustOverflow(&builder)
    adjustContainment(&builder)
    adjustText(&builder, parent: parent, isRoot: isRoot)
    adjustAlignment(&builder, parent: parent)
  }

  /// Elements that `display: contents` makes vanish. `[CSS Display 3, appendix B]`
  private static let unboxable: Set<String> = [
    "img", "video", "canvas", "audio", "iframe", "embed", "object", "input", "textarea", "select",
    "br", "wbr", "meter", "progress",
  ]

  /// Nothing in a container has a say in the sizes that it is asked for. `[CSS Conditional 5, §4.1]`
  private static func adjustContainment(_ builder: inout StyleBuilder) {
    switch builder.style.box.containerType {
    case .normal: break
    case .size: builder.style.box.contain.size = true
    case .inlineSize: builder.style.box.contain.inlineSize = true
    }
  }

  /// Widths count only where there is a line.
  private static func finishBorders(_ builder: inout StyleBuilder) {
    let border = builder.style.border
    let widths = builder.pending.borderWidths
    func used(_ style: LineStyle, _ width: Double) -> Double {
      style == .none || style == .hidden ? 0 : snapped(width)
    }
    let top = used(border.sides.top.style, widths.top)
    let right = used(border.sides.right.style, widths.right)
    let bottom = used(border.sides.bottom.style, widths.bottom)
    let left = used(border.sides.left.style, widths.left)
    let outline = used(border.outline.style, builder.pending.outlineWidth)
    if (top, right, bottom, left) != (
      border.sides.top.width, border.sides.right.width, border.sides.bottom.width,
      border.sides.left.width
    ) || outline != border.outline.width {
      builder.style.border.sides.top.width = top
      builder.style.border.sides.right.width = right
      builder.style.border.sides.bottom.width = bottom
      builder.style.border.sides.left.width = left
      builder.style.border.outline.width = outline
    }
    let rule = used(builder.style.container.columnRule.style, builder.pending.columnRuleWidth)
    if rule != builder.style.container.columnRule.width {
      builder.style.container.columnRule.width = rule
    }
    if let image = builder.pending.borderImage.image { builder.style.border.image = image }
    if let image = builder.pending.maskBorder.image { builder.style.effects.maskBorder = image }
  }

  /// Lines are whole device pixels, at least one. `[CSS Values 4, §6.3]`
  private static func snapped(_ width: Double) -> Double {
    width <= 0 ? 0 : width < 1 ? 1 : width.rounded(.down)
  }

  private static func finishLayers(_ builder: inout StyleBuilder) {
    if builder.pending.background.isTouched {
      builder.style.background.layers = builder.pending.background.layers
    }
    guard builder.pending.mask.isTouched else { return }
    let layers = builder.pending.mask.layers
    builder.style.effects.maskLayers = layers.contains { $0.image != nil } ? layers : []
  }

  // MARK: Display

  private static func adjustDisplay(
    _ builder: inout StyleBuilder, parent: ComputedStyle, isRoot: Bool, isBlockified: Bool,
    _ pseudo: PseudoElementSelector?
  ) {
    let box = builder.style.box
    var display = box.display
    var float = box.float
    let isOutOfFlow = box.position == .absolute || box.position == .fixed
    if isOutOfFlow { float = .none }
    if pseudo == .firstLetter || pseudo == .firstLine { display = .inline }
    if display != .none, pseudo != .firstLine {
      if isRoot || isOutOfFlow || float != .none || isBlockified {
        display = display.blockified(isRoot: isRoot)
      }
    }
    if box.display != display || box.float != float || box.originalDisplay != box.display {
      builder.style.box.originalDisplay = box.display
      builder.style.box.display = display
      builder.style.box.float = float
    }
  }

  /// `[CSS Overflow 3, §3.1]`
  private static func adjustOverflow(_ builder: inout StyleBuilder) {
    let (x, y) = (builder.style.box.overflowX, builder.style.box.overflowY)
    func scrolls(_ value: Overflow) -> Bool { value != .visible && value != .clip }
    func forced(_ value: Overflow) -> Overflow {
      value == .visible ? .auto : value == .clip ? .hidden : value
    }
    guard scrolls(x) != scrolls(y) else { return }
    builder.style.box.overflowX = forced(x)
    builder.style.box.overflowY = forced(y)
  }

  // MARK: Text

  private static func adjustText(
    _ builder: inout StyleBuilder, parent: ComputedStyle, isRoot: Bool
  ) {
    if builder.style.text.align == .matchParent {
      // The root has no parent to match. [CSS Text 3, §6.1]
      builder.style.text.align =
        isRoot ? .start : resolved(parent.text.align, parent.text.direction)
    }
    if builder.style.text.alignLast == .matchParent {
      let align = parent.text.alignLast
      builder.style.text.alignLast =
        switch align {
        case .start: parent.text.direction == .ltr ? .left : .right
        case .end: parent.text.direction == .ltr ? .right : .left
        default: align
        }
    }
    // Old attributes align the table itself, not what stands in it.
    switch (builder.style.box.display, builder.style.text.align) {
    case (.table, .webkitLeft), (.table, .webkitRight), (.table, .webkitCenter),
      (.inlineTable, .webkitLeft), (.inlineTable, .webkitRight), (.inlineTable, .webkitCenter):
      builder.style.text.align = .start
    default: break
    }
    // An inline with another writing mode than its parent's becomes an inline block.
    // [CSS Writing Modes 4, §3.2]
    if builder.style.text.writingMode != parent.text.writingMode {
      if builder.style.box.display == .inline {
        builder.style.box.display = .inlineBlock
      } else if builder.style.box.display == .block {
        builder.style.box.display = .flowRoot
      }
    }
  }

  private static func resolved(_ align: TextAlign, _ direction: Direction) -> TextAlign {
    switch align {
    case .start, .matchParent: direction == .ltr ? .left : .right
    case .end: direction == .ltr ? .right : .left
    default: align
    }
  }

  /// `legacy` of justify-items inherits; `auto` of the self properties is the container's.
  private static func adjustAlignment(_ builder: inout StyleBuilder, parent: ComputedStyle) {
    let items = builder.style.container.justifyItems
    if items.isLegacy, items.keyword == .normal, parent.container.justifyItems.isLegacy {
      builder.style.container.justifyItems = parent.container.justifyItems
    }
  }
}

extension Display {
  /// `[CSS Display 3, §2.7]`
  func blockified(isRoot: Bool) -> Display {
    switch self {
    case .inline, .ruby, .rubyText: .block
    case .inlineBlock: isRoot ? .block : .flowRoot
    case .inlineFlex: .flex
    case .inlineGrid: .grid
    case .inlineTable: .table
    case .inlineListItem: .listItem
    case .webkitInlineBox: .webkitBox
    case .contents: isRoot ? .block : .contents
    case .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableRow, .tableCell,
      .tableColumn, .tableColumnGroup, .tableCaption:
      .block
    default: self
    }
  }
}
