import Scene

/// Collects the items of an inline formatting context: white-space processing, `text-transform`, bidi
/// controls, then levels, shaping and break opportunities.
struct InlineCollector {
  let context: LayoutContext
  let root: BoxID
  var map: StyleMap
  private let content: InlineContent
  /// The last character was a collapsible space, or a line begins.
  private var afterCollapsible = true
  /// Whether the next letter begins a word, for `capitalize`.
  private var atWordStart = true

  init(_ root: BoxID, map: StyleMap, context: LayoutContext) {
    self.root = root
    self.map = map
    self.context = context
    var map = map
    content = InlineContent(rootStyle: map.map(context.tree[root].style))
    self.map = map
  }

  private var tree: BoxTree { context.tree }

  func collect() -> InlineContent {
    var walker = self
    let style = context.style(content.rootStyle)
    let wraps = BidiControls.block(style)
    walker.append(control: wraps.open, box: root)
    walker.walkChildren(of: root)
    walker.append(control: wraps.close, box: root)
    InlineShaping(content: content, context: context, style: style).run()
    return content
  }

  private mutating func walkChildren(of parent: BoxID) {
    // Inline boxes nest in the stack of this walk rather than in calls.
    var stack: [BoxID] = []
    var next = context.tree[parent].firstChild
    while true {
      guard let box = next else {
        guard let open = stack.popLast() else { return }
        close(open)
        next = context.tree[open].nextSibling
        continue
      }
      let entry = context.tree[box]
      next = entry.nextSibling
      if entry.isOutsideMarker {
        content.marker = box
        content.isEmpty = false
        continue
      }
      if entry.isOutOfFlow {
        append(.outOfFlow, box, entry.style)
        content.outOfLine.append(box)
        continue
      }
      if entry.isFloating {
        append(.floating, box, entry.style)
        content.outOfLine.append(box)
        continue
      }
      switch entry.kind {
      case .inline:
        open(box)
        stack.append(box)
        next = entry.firstChild
      case .text: appendText(box)
      case .lineBreak:
        content.isEmpty = false
        appendForcedBreak(box, entry.style)
      case .wordBreak:
        content.isEmpty = false
        append(.control, box, entry.style, characters: [0x200B])
      default:
        content.isEmpty = false
        append(
          .atomic, box, entry.style,
          characters: [entry.kind == .combined ? firstCharacter(of: box) : 0xFFFC])
        afterCollapsible = false
        atWordStart = true
      }
    }
  }

  /// Lines break around combined text as around its first character, as in browsers.
  private func firstCharacter(of combined: BoxID) -> UInt16 {
    for child in tree.childList(of: combined) where tree[child].kind == .text {
      let units = tree.texts[Int(tree[child].content)]
      if let unit = units.first(where: { !CombinedText.spaces.contains($0) }),
        !(0xD800...0xDFFF).contains(unit)
      {
        return unit
      }
    }
    return 0x4E00
  }

  private mutating func append(
    _ kind: InlineItem.Kind, _ box: BoxID, _ style: StyleID, characters: [UInt16] = []
  ) {
    let start = content.text.count
    content.text += characters
    content.items.append(
      InlineItem(
        kind: kind, start: start, end: content.text.count, box: box, style: map.map(style)))
  }

  private mutating func append(control characters: [UInt16], box: BoxID) {
    guard !characters.isEmpty else { return }
    append(.control, box, context.tree[box].style, characters: characters)
  }

  private mutating func appendForcedBreak(_ box: BoxID, _ style: StyleID) {
    append(.forcedBreak, box, style, characters: [0x0A])
    afterCollapsible = true
    atWordStart = true
  }

  private mutating func open(_ box: BoxID) {
    let entry = context.tree[box]
    append(.open, box, entry.style)
    content.boxStyles[box] = map.map(entry.style)
    let style = context.style(entry.style)
    if entry.hasStartEdge, style.hasInlineEdge(atStart: true) { content.isEmpty = false }
    if entry.hasStartEdge { append(control: BidiControls.inline(style).open, box: box) }
  }

  private mutating func close(_ box: BoxID) {
    let entry = context.tree[box]
    let style = context.style(entry.style)
    if entry.hasEndEdge { append(control: BidiControls.inline(style).close, box: box) }
    append(.close, box, entry.style)
    if entry.hasEndEdge, style.hasInlineEdge(atStart: false) { content.isEmpty = false }
  }

  // MARK: Text

  private mutating func appendText(_ box: BoxID) {
    let entry = context.tree[box]
    let styleID = map.map(entry.style)
    let style = context.style(styleID).text
    var units = context.tree.texts[Int(entry.content)]
    if style.transform != TextTransform() {
      let language = context.style(styleID).font.language
      units = TextTransformation.apply(
        style.transform, to: units, language: language, atWordStart: &atWordStart)
    }
    var itemStart = content.text.count
    func flush() {
      guard content.text.count > itemStart else { return }
      content.items.append(
        InlineItem(
          kind: .text, start: itemStart, end: content.text.count, box: box, style: styleID))
      itemStart = content.text.count
    }
    func single(_ kind: InlineItem.Kind, _ unit: UInt16) {
      flush()
      content.text.append(unit)
      content.items.append(
        InlineItem(
          kind: kind, start: itemStart, end: content.text.count, box: box, style: styleID))
      itemStart = content.text.count
    }
    let collapses =
      style.whiteSpaceCollapse == .collapse
      || style.whiteSpaceCollapse == .preserveBreaks
    var index = 0
    while index < units.count {
      let unit = units[index]
      switch unit {
      case 0x0D:
        index += 1
        if index < units.count, units[index] == 0x0A { continue }
        if collapses { appendSpace() } else { content.text.append(unit) }
      case 0x0A
      where style.whiteSpaceCollapse == .preserve
        || style.whiteSpaceCollapse == .breakSpaces
        || style.whiteSpaceCollapse == .preserveBreaks:
        content.isEmpty = false
        single(.forcedBreak, 0x0A)
        afterCollapsible = true
        index += 1
      case 0x20, 0x09, 0x0A, 0x0C:
        if collapses {
          let end = spaceEnd(
            in: units, from: index, preservesBreaks: style.whiteSpaceCollapse == .preserveBreaks)
          let hasNewline = units[index..<end].contains(0x0A)
          if !(hasNewline && dropsSegmentBreak(units, at: index, until: end)) { appendSpace() }
          index = end
        } else if unit == 0x09 && style.whiteSpaceCollapse != .preserveSpaces {
          content.isEmpty = false
          single(.tab, 0x09)
          afterCollapsible = false
          index += 1
        } else {
          content.isEmpty = false
          content.text.append(0x20)
          afterCollapsible = false
          index += 1
        }
      default:
        content.text.append(unit)
        content.isEmpty = false
        afterCollapsible = false
        index += 1
      }
    }
    flush()
  }

  private mutating func appendSpace() {
    guard !afterCollapsible else { return }
    content.text.append(0x20)
    afterCollapsible = true
  }

  private func spaceEnd(in units: [UInt16], from start: Int, preservesBreaks: Bool) -> Int {
    var end = start
    while end < units.count {
      switch units[end] {
      case 0x20, 0x09, 0x0C, 0x0D: end += 1
      case 0x0A where !preservesBreaks: end += 1
      default: return end
      }
    }
    return end
  }

  /// A line break between wide East Asian characters, or beside a zero width space, leaves nothing.
  /// `[CSS Text 3, §4.1.3]`
  private func dropsSegmentBreak(_ units: [UInt16], at start: Int, until end: Int) -> Bool {
    guard let before = start > 0 ? units[start - 1] : content.text.last, end < units.count else {
      return false
    }
    let after = units[end]
    if before == 0x200B || after == 0x200B { return true }
    return EastAsianWidth.isWide(before) && EastAsianWidth.isWide(after)
  }
}

extension ComputedStyle {
  /// Whether a margin, border or padding at one end makes an inline box take part in a line's height.
  func hasInlineEdge(atStart: Bool) -> Bool {
    let axes = WritingDirection(self)
    let borders = borderEdges(in: axes)
    let padding = LogicalSides(box.padding, in: axes)
    let margin = logicalMargins(in: axes)
    func isSet(_ length: LengthPercentage) -> Bool { length != .zero && length != .percentage(0) }
    func isSet(_ length: AutoLength) -> Bool {
      if case .value(let value) = length { isSet(value) } else { false }
    }
    return atStart
      ? borders.inlineStart != .zero || isSet(padding.inlineStart) || isSet(margin.inlineStart)
      : borders.inlineEnd != .zero || isSet(padding.inlineEnd) || isSet(margin.inlineEnd)
  }
}

/// East Asian wide characters, as far as line breaks in source text ask.
enum EastAsianWidth {
  /// Whether a BMP unit is full-width or wide, and not Hangul.
  static func isWide(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x2E80...0x303E, 0x3041...0x312F, 0x3190...0x4DBF, 0x4E00...0xA4CF, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6:
      true
    default: false
    }
  }
}

/// The control characters that stand for `direction` and `unicode-bidi`.
/// `[CSS Writing Modes 3, §2.4.5]`
enum BidiControls {
  static func inline(_ style: ComputedStyle) -> (open: [UInt16], close: [UInt16]) {
    let rtl = style.text.direction == .rtl
    return switch style.box.unicodeBidi {
    case .normal: ([], [])
    case .embed: ([rtl ? 0x202B : 0x202A], [0x202C])
    case .bidiOverride: ([rtl ? 0x202E : 0x202D], [0x202C])
    case .isolate: ([rtl ? 0x2067 : 0x2066], [0x2069])
    case .isolateOverride:
      ([rtl ? 0x2067 : 0x2066, rtl ? 0x202E : 0x202D], [0x202C, 0x2069])
    case .plaintext: ([0x2068], [0x2069])
    }
  }

  static func block(_ style: ComputedStyle) -> (open: [UInt16], close: [UInt16]) {
    switch style.box.unicodeBidi {
    case .bidiOverride, .isolateOverride:
      ([style.text.direction == .rtl ? 0x202E : 0x202D], [0x202C])
    default: ([], [])
    }
  }

  static func opens(_ unit: UInt16) -> Bool {
    (0x202A...0x202B).contains(unit) || (0x202D...0x202E).contains(unit)
      || (0x2066...0x2068).contains(unit)
  }
  static func closes(_ unit: UInt16) -> Bool { unit == 0x202C || unit == 0x2069 }

  /// Gives controls of embeddings the level of the text that they begin or end, which keeps the boxes
  /// around both in one piece: the algorithm itself does without these characters. `[UAX #9, §5.2]`
  static func settle(_ levels: inout [UInt8], _ text: [UInt16]) {
    for index in text.indices.dropLast().reversed()
    where [0x202A, 0x202B, 0x202D, 0x202E].contains(text[index]) && text[index + 1] != 0x0A {
      levels[index] = levels[index + 1]
    }
    for index in text.indices.dropFirst() where text[index] == 0x202C && text[index - 1] != 0x0A {
      levels[index] = levels[index - 1]
    }
  }
}
