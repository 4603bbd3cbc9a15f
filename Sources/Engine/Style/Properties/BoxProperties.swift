import Markup

/// `[CSS Display 3; CSS Position 3; CSS Overflow 3; CSS Break 3]`
extension PropertyTable {
  mutating func addBoxProperties() {
    add("display", .box(\.display)) { $0.display().map { .constant($0) } }
    add(keywords: "position", .box(\.position), also: ["-webkit-sticky": .sticky])
    addFloat()
    for (name, path) in Self.insetSides {
      add(name, .box(path)) { $0.autoLength() }
    }
    add("z-index", .box(\.zIndex)) { cursor in
      if cursor.consumeIdent("auto") { return .constant(nil) }
      return cursor.integer()?.map { $0 }
    }
    add(
      keywords: "overflow-x", .box(\.overflowX),
      also: ["overlay": .auto, "-webkit-paged-x": .auto, "-webkit-paged-y": .auto])
    add(
      keywords: "overflow-y", .box(\.overflowY),
      also: ["overlay": .auto, "-webkit-paged-x": .auto, "-webkit-paged-y": .auto])
    add("overflow-clip-margin", .box(\.overflowClipMargin)) { $0.length(.nonNegative) }
    add("vertical-align", .box(\.verticalAlign)) { cursor in
      if let value = cursor.lengthPercentage() { return value.map { .length($0) } }
      return cursor.keyword().flatMap(VerticalAlign.Keyword.init).map { .constant(.keyword($0)) }
    }
    add(keywords: "object-fit", .box(\.objectFit))
    add("object-position", .box(\.objectPosition)) { $0.position() }
    add("text-overflow", .box(\.textOverflow)) { cursor in
      if let string = cursor.string() { return .constant(.string(string)) }
      switch cursor.keyword() {
      case "clip": return .constant(.clip)
      case "ellipsis": return .constant(.ellipsis)
      default: return nil
      }
    }
    add("-webkit-line-clamp", .box(\.lineClamp)) { cursor in
      if cursor.consumeIdent("none") { return .constant(nil) }
      return cursor.integer(minimum: 1)?.map { $0 }
    }
    add(keywords: "box-decoration-break", .box(\.boxDecorationBreak))
    add(keywords: "table-layout", .box(\.tableLayout))
    add("contain", .box(\.contain)) { $0.contain().map { .constant($0) } }
    for (name, path) in [
      ("break-before", \BoxStyle.breakBefore), ("break-after", \BoxStyle.breakAfter),
      ("break-inside", \BoxStyle.breakInside),
    ] as [(String, StylePath<BoxStyle, BreakValue>)] {
      add(
        keywords: name, .box(path), also: ["recto": .right, "verso": .left, "avoid-region": .avoid])
    }
    add("text-fit", .box(\.textFit)) { cursor in
      if cursor.consumeIdent("none") { return .constant(nil) }
      guard cursor.consumeIdent("shrink"), let minimum = cursor.length(.nonNegative) else {
        return nil
      }
      let maximum = cursor.length(.nonNegative).lifted()
      return minimum.with(maximum).map { TextFit(minimum: $0.0, maximum: $0.1) }
    }
  }

  private static let insetSides: [(String, StylePath<BoxStyle, AutoLength>)] = [
    ("top", \.inset.top), ("right", \.inset.right), ("bottom", \.inset.bottom),
    ("left", \.inset.left),
  ]

  private mutating func addFloat() {
    let flow: @Sendable (String, StyleBuilder) -> Bool = { keyword, builder in
      (keyword == "inline-start") == (builder.style.text.direction == .ltr)
    }
    add(
      Longhand(
        name: "float", isInherited: false, phase: .rest,
        parse: { cursor in
          guard let keyword = cursor.keyword() else { return nil }
          if let float = BoxStyle.Float(rawValue: keyword) {
            return { builder, _ in builder.style.box.float = float }
          }
          guard keyword == "inline-start" || keyword == "inline-end" else { return nil }
          return { builder, _ in builder.style.box.float = flow(keyword, builder) ? .left : .right }
        }, copy: { $1.style.box.float = $0.style.box.float }))
    add(
      Longhand(
        name: "clear", isInherited: false, phase: .rest,
        parse: { cursor in
          guard let keyword = cursor.keyword() else { return nil }
          if let clear = Clear(rawValue: keyword) {
            return { builder, _ in builder.style.box.clear = clear }
          }
          guard keyword == "inline-start" || keyword == "inline-end" else { return nil }
          return { builder, _ in builder.style.box.clear = flow(keyword, builder) ? .left : .right }
        }, copy: { $1.style.box.clear = $0.style.box.clear }))
  }
}

extension ValueCursor {
  /// A length, a percentage or `auto`.
  mutating func autoLength() -> Specified<AutoLength>? {
    if consumeIdent("auto") { return .constant(.auto) }
    return lengthPercentage()?.map { .value($0) }
  }

  /// `[CSS Display 3, §2]`
  fileprivate mutating func display() -> Display? {
    var words: [String] = []
    while let keyword = keyword() { words.append(keyword) }
    if words.count == 1 { return Self.displays[words[0]] }
    guard (2...3).contains(words.count), Set(words).count == words.count else { return nil }
    let outer = words.filter { $0 == "block" || $0 == "inline" }
    let isListItem = words.contains("list-item")
    let inner = words.filter { !["block", "inline", "list-item"].contains($0) }
    guard outer.count <= 1, inner.count <= 1 else { return nil }
    let isInline = outer.first == "inline"
    let type = inner.first ?? "flow"
    if isListItem {
      switch type {
      case "flow": return isInline ? .inlineListItem : .listItem
      case "flow-root": return isInline ? .inlineListItem : .flowRootListItem
      default: return nil
      }
    }
    guard outer.count == 1 else { return nil }
    switch type {
    case "flow": return isInline ? .inline : .block
    case "flow-root": return isInline ? .inlineBlock : .flowRoot
    case "flex": return isInline ? .inlineFlex : .flex
    case "grid": return isInline ? .inlineGrid : .grid
    case "table": return isInline ? .inlineTable : .table
    case "ruby": return .ruby
    default: return nil
    }
  }

  private static let displays: [String: Display] = [
    "none": .none, "contents": .contents, "inline": .inline, "block": .block,
    "flow": .block, "flow-root": .flowRoot, "inline-block": .inlineBlock, "flex": .flex,
    "inline-flex": .inlineFlex, "grid": .grid, "inline-grid": .inlineGrid, "table": .table,
    "inline-table": .inlineTable, "table-row-group": .tableRowGroup,
    "table-header-group": .tableHeaderGroup, "table-footer-group": .tableFooterGroup,
    "table-row": .tableRow, "table-cell": .tableCell, "table-column": .tableColumn,
    "table-column-group": .tableColumnGroup, "table-caption": .tableCaption,
    "list-item": .listItem, "ruby": .ruby, "ruby-text": .rubyText, "-webkit-flex": .flex,
    "-webkit-inline-flex": .inlineFlex, "-webkit-box": .webkitBox,
    "-webkit-inline-box": .webkitInlineBox, "math": .inline,
  ]

  fileprivate mutating func contain() -> Contain? {
    var result = Contain()
    if consumeIdent("none") { return result }
    var names: Set<String> = []
    while let keyword = keyword() {
      guard names.insert(keyword).inserted else { return nil }
      switch keyword {
      case "strict", "content":
        guard names.count == 1 else { return nil }
        result.size = keyword == "strict"
        result.layout = true
        result.paint = true
        result.style = true
      case "size": result.size = true
      case "inline-size": result.inlineSize = true
      case "layout": result.layout = true
      case "paint": result.paint = true
      case "style": result.style = true
      default: return nil
      }
    }
    return names.isEmpty ? nil : result
  }
}
