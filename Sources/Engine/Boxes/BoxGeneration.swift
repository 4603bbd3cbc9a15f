import Findings
import Markup
import Scene

/// Generates the box tree of a styled document. `[CSS Display 3]`
struct BoxGeneration {
  let styled: StyledTree
  let images: any ImageSource
  /// Measures text in inline SVG.
  let shaper: (any TextShaper)?
  var tree: BoxTree
  /// Looks through the whole document for what inline SVG refers to: once is enough.
  lazy var inlineSVG = SVGMarkup(styled, shaper: shaper, images: images)
  var counters = CounterScopes()
  var quoteDepth = 0
  var findings: [Finding] = []
  private var anonymousStyles: [StyleID: StyleID] = [:]
  private var anonymousCellStyles: [StyleID: StyleID] = [:]
  private var droppedDepth = false

  /// Boxes nested deeper than this are dropped, with a finding, so that layout's recursion is bounded.
  static let depthLimit = 512

  init(styled: StyledTree, images: any ImageSource, shaper: (any TextShaper)? = nil) {
    self.styled = styled
    self.images = images
    self.shaper = shaper
    tree = BoxTree(styles: styled.styles)
    tree.ignoresStruts = styled.document.hasQuirks
  }

  var document: Document { styled.document }

  /// - Returns: the boxes; without a root where the document shows nothing.
  mutating func run() -> BoxTree {
    guard let element = document.documentElement else { return tree }
    let styleID = styled.styleOfNode[element.index]
    guard styleID != .none, styled.styles[styleID.index].box.display != .none else { return tree }
    let holder = tree.add(Box(kind: .block, level: .block, style: styleID, node: nil))
    append(element, to: holder, depth: 0)
    tree.root = tree[holder].firstChild
    if let root = tree.root {
      tree[root].parent = nil
      propagateWritingMode(to: root)
    }
    return tree
  }

  /// The body's writing mode and direction are those of the page and of the root's box.
  /// `[CSS Writing Modes 4, §8]`
  private mutating func propagateWritingMode(to root: BoxID) {
    guard let body = tree.body else { return }
    let text = tree.style(of: body).text
    var style = tree.style(of: root)
    guard style.text.writingMode != text.writingMode || style.text.direction != text.direction
    else { return }
    style.text.writingMode = text.writingMode
    style.text.direction = text.direction
    style.text.textOrientation = text.textOrientation
    tree[root].style = tree.add(style)
  }

  // MARK: Elements

  mutating func append(_ node: NodeID, to parent: BoxID, depth: Int) {
    let entry = document[node]
    if entry.isText {
      appendText(document.text(of: node), node: node, to: parent)
      return
    }
    guard entry.isElement else { return }
    let styleID = styled.styleOfNode[node.index]
    guard styleID != .none else { return }
    let display = tree.styles[styleID.index].box.display
    guard display != .none else { return }
    guard depth < Self.depthLimit else {
      reportDepth(node)
      return
    }
    counters.enter(node, style: tree.styles[styleID.index], document: document)
    defer { counters.leave() }
    if display == .contents {
      appendContents(of: node, style: styleID, to: parent, depth: depth)
      return
    }
    if let replaced = replacedBox(for: node, style: styleID, parent: parent) {
      tree.append(replaced, to: parent)
      return
    }
    let box = makeBox(
      node: node, pseudo: nil, style: styleID, display: display, parent: parent)
    tree.append(box, to: parent)
    if tree.body == nil, document.tag(of: node) == "body",
      document[node].parentID == document.documentElement
    {
      tree.body = box
    }
    appendMarker(of: node, to: box, display: display)
    // An atomic inline takes the recursion through its line, which is twice as deep.
    let levels = tree[box].isAtomicInline ? 2 : 1
    let content = contentBox(of: node, in: box)
    appendContents(of: node, style: styleID, to: content, depth: depth + levels)
    if tree[box].kind == .fieldset { liftLegend(from: content, to: box) }
    if content != box { finish(content) }
    finish(box)
    applyFirstLetter(of: node, to: box)
  }

  private mutating func appendContents(
    of node: NodeID, style: StyleID, to box: BoxID, depth: Int
  ) {
    let pseudo = styled.pseudoStyles[node]
    if let before = pseudo?.before {
      appendGenerated(.before, of: node, style: before, to: box)
    }
    if let text = formControlText(node) {
      appendText(
        text, node: node, to: box, style: placeholderStyle(of: node) ?? tree[box].style)
    } else if !appendControlParts(of: node, to: box) {
      let isClosed =
        document.tag(of: node) == "details" && document.attribute("open", of: node) == nil
      for child in document.children(of: node) {
        if document[child].isText {
          // The style sheet hides the elements of a closed one.
          if isClosed { continue }
          appendText(document.text(of: child), node: child, to: box, style: style)
        } else {
          append(child, to: box, depth: depth)
        }
      }
    }
    if let after = pseudo?.after {
      appendGenerated(.after, of: node, style: after, to: box)
    }
    if let firstLine = pseudo?.firstLine { tree[box].firstLineStyle = firstLine }
  }

  mutating func appendText(
    _ text: String, node: NodeID?, to parent: BoxID, style: StyleID? = nil
  ) {
    guard !text.isEmpty else { return }
    appendText(units: Array(text.utf16), node: node, to: parent, style: style)
  }

  mutating func appendText(
    units: [UInt16], node: NodeID?, to parent: BoxID, style: StyleID? = nil
  ) {
    let used = style ?? tree[parent].style
    if isCombined(units, used) {
      appendCombined(units, node: node, to: parent, style: used)
      return
    }
    var box = Box(kind: .text, level: .inline, style: used, node: node)
    box.content = Int32(clamping: tree.texts.count)
    tree.texts.append(units)
    let id = tree.add(box)
    tree.append(id, to: parent)
  }

  /// A box for an element or pseudo-element of that display, blockified where its context demands.
  /// `[CSS Display 3, §2.7]`
  mutating func makeBox(
    node: NodeID, pseudo: PseudoElement?, style: StyleID, display: Display, parent: BoxID
  ) -> BoxID {
    let computed = tree.styles[style.index]
    let isFloating = computed.box.float != .none && computed.box.position.isInFlow
    let isOutOfFlow = !computed.box.position.isInFlow
    let parentKind = tree[parent].kind
    let isItem = parentKind == .flex || parentKind == .grid
    let isRoot = document.documentElement == node && pseudo == nil
    var display = display
    if isFloating || isOutOfFlow || isItem || isRoot || pseudo == nil && isLegend(node, in: parent)
    {
      display = display.blockified
    }
    if pseudo == nil {
      switch document.tag(of: node) {
      case "br":
        return tree.add(Box(kind: .lineBreak, level: .inline, style: style, node: node))
      case "wbr":
        return tree.add(Box(kind: .wordBreak, level: .inline, style: style, node: node))
      default: break
      }
    }
    var box = Box(
      kind: display.boxKind(lineClamp: computed.box.lineClamp), level: display.boxLevel,
      style: style, node: node)
    box.pseudo = pseudo
    box.isFloating = isFloating && !isItem
    box.isOutOfFlow = isOutOfFlow
    box.isFlexOrGridItem = isItem && !isOutOfFlow
    readSpans(of: node, into: &box)
    box.style = tablePartStyle(box)
    return tree.add(box)
  }

  /// Rows and columns have no overflow, and borders only where they collapse; columns show nothing but
  /// backgrounds. `[CSS 2.1, §17.5.1, §17.6]`
  private mutating func tablePartStyle(_ box: Box) -> StyleID {
    let isColumn = box.kind == .tableColumn || box.kind == .tableColumnGroup
    guard isColumn || box.kind == .tableRow || box.kind == .tableRowGroup else { return box.style }
    var style = tree.styles[box.style.index]
    let clips = style.box.overflowX != .visible || style.box.overflowY != .visible
    let hasBorders =
      style.text.borderCollapse == .separate && style.border.sides != Sides(BorderSide())
    let hasOutline = isColumn && style.border.outline.style != .none
    guard clips || hasBorders || hasOutline else { return box.style }
    style.box.overflowX = .visible
    style.box.overflowY = .visible
    if hasBorders { style.border.sides = Sides(BorderSide()) }
    if isColumn { style.border.outline = BorderSide() }
    return tree.add(style)
  }

  private func readSpans(of node: NodeID, into box: inout Box) {
    func span(_ name: String, limit: Int, from low: Int) -> Int32 {
      guard let text = document.attribute(name, of: node), let value = Int(text), value >= low
      else { return 1 }
      return Int32(Swift.min(value, limit))
    }
    switch box.kind {
    case .tableCell:
      box.columnSpan = span("colspan", limit: 1000, from: 1)
      box.rowSpan = span("rowspan", limit: 65534, from: 0)
    case .tableColumn, .tableColumnGroup:
      box.columnSpan = span("span", limit: 1000, from: 1)
    default: break
    }
  }

  /// The style of an anonymous box inside a box of the given style: inherited values, the rest initial.
  mutating func anonymousStyle(inside style: StyleID) -> StyleID {
    if let known = anonymousStyles[style] { return known }
    var anonymous = tree.styles[style.index].inherited()
    anonymous.box.display = .block
    // The lines in it are still the parent's paragraphs.
    anonymous.box.unicodeBidi = tree.styles[style.index].box.unicodeBidi
    let id = tree.add(anonymous)
    anonymousStyles[style] = id
    return id
  }

  /// Cells are told by their style where rows paint their backgrounds.
  private mutating func anonymousCellStyle(inside style: StyleID) -> StyleID {
    if let known = anonymousCellStyles[style] { return known }
    var cell = tree.styles[anonymousStyle(inside: style).index]
    cell.box.display = .tableCell
    let id = tree.add(cell)
    anonymousCellStyles[style] = id
    return id
  }

  mutating func addAnonymous(_ kind: Box.Kind, _ level: Box.Level, inside parent: BoxID) -> BoxID {
    let style =
      kind == .tableCell
      ? anonymousCellStyle(inside: tree[parent].style) : anonymousStyle(inside: tree[parent].style)
    var box = Box(kind: kind, level: level, style: style, node: nil)
    box.isAnonymous = true
    return tree.add(box)
  }

  private mutating func reportDepth(_ node: NodeID) {
    guard !droppedDepth else { return }
    droppedDepth = true
    findings.append(
      Finding(
        .nestingTooDeep,
        "Elements are nested deeper than \(Self.depthLimit) levels; what lies deeper is not shown.",
        at: Place(line: Int(document[node].line))))
  }
}

extension PositionScheme {
  /// Whether the box stays in flow (it may be shifted).
  var isInFlow: Bool { self != .absolute && self != .fixed }
  var isPositioned: Bool { self != .static }
}

extension Display {
  var blockified: Display {
    switch self {
    case .inline, .inlineBlock, .ruby, .rubyText: .block
    case .inlineFlex: .flex
    case .inlineGrid: .grid
    case .inlineTable: .table
    case .inlineListItem: .listItem
    case .webkitInlineBox: .webkitBox
    case .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableRow, .tableCell, .tableColumn,
      .tableColumnGroup, .tableCaption:
      .block
    default: self
    }
  }

  func boxKind(lineClamp: Int?) -> Box.Kind {
    switch self {
    case .inline, .ruby, .inlineListItem: .inline
    case .flex, .inlineFlex: .flex
    case .webkitBox, .webkitInlineBox: lineClamp == nil ? .flex : .block
    case .grid, .inlineGrid: .grid
    case .table, .inlineTable: .table
    case .tableRowGroup, .tableHeaderGroup, .tableFooterGroup: .tableRowGroup
    case .tableRow: .tableRow
    case .tableCell: .tableCell
    case .tableColumn: .tableColumn
    case .tableColumnGroup: .tableColumnGroup
    case .tableCaption: .tableCaption
    default: .block
    }
  }

  var boxLevel: Box.Level {
    switch self {
    case .inline, .inlineBlock, .inlineFlex, .inlineGrid, .inlineTable, .inlineListItem, .ruby,
      .rubyText, .webkitInlineBox:
      .inline
    case .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableRow, .tableCell, .tableColumn,
      .tableColumnGroup, .tableCaption:
      .tableInternal
    default: .block
    }
  }
}
