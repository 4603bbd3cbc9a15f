import Markup
import Scene

/// The boxes that a styled document generates, after anonymous boxes were made: an arena.
/// `[CSS Display 3, §2]`
struct BoxTree {
  var boxes: ContiguousArray<Box> = []
  /// The styled tree's styles, then those of anonymous boxes.
  var styles: ContiguousArray<ComputedStyle>
  /// Characters of text boxes, as UTF-16.
  var texts: ContiguousArray<[UInt16]> = []
  var replaced: ContiguousArray<ReplacedContent> = []
  var root: BoxID?
  /// The `<body>`, whose overflow belongs to the viewport where the root's is visible.
  /// `[CSS Overflow 3, §3.3]`
  var body: BoxID?
  /// Whether a line is only as high as what stands on it, as documents with an old doctype want it.
  /// `[Quirks, §3.3]`
  var ignoresStruts = false

  init(styles: ContiguousArray<ComputedStyle>) { self.styles = styles }

  subscript(id: BoxID) -> Box {
    _read { yield boxes[id.index] }
    _modify { yield &boxes[id.index] }
  }

  func style(of id: BoxID) -> ComputedStyle { styles[boxes[id.index].style.index] }

  /// Whether both trees have the same boxes with the same content, in styles that differ in paint alone.
  func laysOut(as other: BoxTree) -> Bool {
    boxes == other.boxes && texts == other.texts && root == other.root && body == other.body
      && styles.count == other.styles.count && replaced.count == other.replaced.count
      && zip(replaced, other.replaced).allSatisfy { $0.laysOut(as: $1) }
      && zip(styles, other.styles).allSatisfy { $0.laysOut(as: $1) }
  }

  func childList(of id: BoxID) -> [BoxID] {
    var list: [BoxID] = []
    var next = boxes[id.index].firstChild
    while let child = next {
      list.append(child)
      next = boxes[child.index].nextSibling
    }
    return list
  }

  mutating func add(_ box: Box) -> BoxID {
    let id = BoxID(Int32(clamping: boxes.count))
    boxes.append(box)
    return id
  }

  mutating func add(_ style: ComputedStyle) -> StyleID {
    let id = StyleID(Int32(clamping: styles.count))
    styles.append(style)
    return id
  }

  mutating func append(_ child: BoxID, to parent: BoxID) {
    boxes[child.index].parent = parent
    boxes[child.index].nextSibling = nil
    if let last = boxes[parent.index].lastChild {
      boxes[last.index].nextSibling = child
    } else {
      boxes[parent.index].firstChild = child
    }
    boxes[parent.index].lastChild = child
  }

  mutating func setChildren(_ list: [BoxID], of parent: BoxID) {
    boxes[parent.index].firstChild = nil
    boxes[parent.index].lastChild = nil
    for child in list { append(child, to: parent) }
  }
}

/// The handle of a box in its tree.
struct BoxID: Sendable, Hashable {
  let raw: Int32
  init(_ raw: Int32) { self.raw = raw }
  var index: Int { Int(raw) }
}

/// One box: what it is to its children (`kind`) and to its parent (`level`).
struct Box: Hashable {
  enum Kind: UInt8, Sendable {
    /// A block container: normal flow of blocks or lines inside.
    case block
    case flex
    case grid
    /// A fieldset: the legend that its border shows, if there is one, and the anonymous box of all else.
    case fieldset
    case table
    case tableRowGroup
    case tableRow
    case tableCell
    case tableColumnGroup
    case tableColumn
    case tableCaption
    case inline
    /// Text combined into the space of one character.
    case combined
    /// A base with its ruby annotation: an anonymous block and the annotation's box.
    case ruby
    case text
    /// `<br>`
    case lineBreak
    /// `<wbr>`
    case wordBreak
    case replaced
  }

  enum Level: UInt8, Sendable {
    case block
    case inline
    /// Rows, cells and the like.
    case tableInternal
  }

  var kind: Kind
  var level: Level
  var style: StyleID
  var node: NodeID?
  var pseudo: PseudoElement?
  var parent: BoxID?
  var firstChild: BoxID?
  var lastChild: BoxID?
  var nextSibling: BoxID?
  var isAnonymous = false
  /// A block container whose children are inline-level, floating or out of flow.
  var hasInlineChildren = false
  var isFloating = false
  var isOutOfFlow = false
  /// A list marker that stands outside of its list item's box.
  var isOutsideMarker = false
  var isFlexOrGridItem = false
  /// Whether it makes its parent as wide as itself and is not shown: the options of a select.
  var isMeasuredOnly = false
  /// Whether this piece of an inline box that a block interrupts has the box's edges.
  var hasStartEdge = true
  var hasEndEdge = true
  /// An inline box that contains a block-level box in flow.
  var containsBlock = false
  /// For a block-level box inside an inline box: the piece of it that came before.
  var splitFrom: BoxID?
  /// Index into `BoxTree.texts` or `.replaced`.
  var content: Int32 = -1
  /// The style on the first line, from `::first-line`.
  var firstLineStyle: StyleID?
  /// `span`, `colspan`, `rowspan` attributes.
  var columnSpan: Int32 = 1
  var rowSpan: Int32 = 1

  init(kind: Kind, level: Level, style: StyleID, node: NodeID?) {
    self.kind = kind
    self.level = level
    self.style = style
    self.node = node
  }

  var isInFlow: Bool { !isFloating && !isOutOfFlow }
  var isAtomicInline: Bool {
    level == .inline && isInFlow && kind != .inline && kind != .text && kind != .lineBreak
      && kind != .wordBreak
  }
}
