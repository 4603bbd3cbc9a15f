import Markup

/// Shorthands, each with all that it resets. `[CSS Cascade 5, §2.2]`
extension PropertyTable {
  static let sides = ["top", "right", "bottom", "left"]
  static let borderImageLonghands = ["source", "slice", "width", "outset", "repeat"].map {
    "border-image-" + $0
  }

  mutating func addShorthands() {
    addBoxShorthands()
    addBorderShorthands()
    addLogicalShorthands()
    addFlexShorthands()
    addTextShorthands()
    addFontShorthand()
    addLayerShorthands()
    addGridShorthands()
  }

  private mutating func addBoxShorthands() {
    for side in ["before", "after"] {
      add(shorthand: "page-break-\(side)", ["break-\(side)"]) { reader in
        // CSS 2's `always` is a page break.
        guard reader.cursor.consumeIdent("always") else { return reader.take("break-\(side)") }
        return reader.take(
          "break-\(side)", from: ComponentValues(tokens: [CSSToken(.ident, "page")]))
      }
    }
    for name in ["margin", "padding"] {
      let longhands = Self.sides.map { "\(name)-\($0)" }
      add(shorthand: name, longhands) { $0.takeSides(longhands) }
    }
    add(shorthand: "inset", Self.sides) { $0.takeSides(Self.sides) }
    add(shorthand: "overflow", ["overflow-x", "overflow-y"]) {
      $0.takePair("overflow-x", "overflow-y")
    }
  }

  private mutating func addBorderShorthands() {
    for part in ["width", "style", "color"] {
      let longhands = Self.sides.map { "border-\($0)-\(part)" }
      add(shorthand: "border-\(part)", longhands) { $0.takeSides(longhands) }
    }
    for side in Self.sides + LogicalSide.allCases.map(\.rawValue) {
      let longhands = ["width", "style", "color"].map { "border-\(side)-\($0)" }
      add(shorthand: "border-\(side)", longhands) { $0.takeAnyOrder(longhands) }
    }
    let all = Self.sides.flatMap { side in
      ["width", "style", "color"].map { "border-\(side)-\($0)" }
    }
    add(shorthand: "border", all + Self.borderImageLonghands) { reader in
      guard Self.readBorder(&reader, Self.sides) else { return false }
      reader.reset(Self.borderImageLonghands)
      return true
    }
    let corners = ["top-left", "top-right", "bottom-right", "bottom-left"]
    let radii = corners.map { "border-\($0)-radius" }
    add(shorthand: "border-radius", radii) { reader in
      guard let value = reader.cursor.borderRadii() else { return false }
      reader.set(radii[0]) { $0.style.border.radii.topLeft = value.resolve($1).topLeft }
      reader.set(radii[1]) { $0.style.border.radii.topRight = value.resolve($1).topRight }
      reader.set(radii[2]) { $0.style.border.radii.bottomRight = value.resolve($1).bottomRight }
      reader.set(radii[3]) { $0.style.border.radii.bottomLeft = value.resolve($1).bottomLeft }
      return true
    }
    for name in ["border-image", "mask-border"] {
      let longhands = ["source", "slice", "width", "outset", "repeat"].map { "\(name)-\($0)" }
      add(shorthand: name, longhands) { Self.readBorderImage(&$0, name, longhands) }
    }
    for name in ["outline", "column-rule"] {
      let longhands = ["color", "style", "width"].map { "\(name)-\($0)" }
      add(shorthand: name, longhands) { $0.takeAnyOrder(longhands) }
    }
  }

  /// Width, style and color, each for all of the sides.
  private static func readBorder(_ reader: inout ShorthandReader, _ sides: [String]) -> Bool {
    var probe = ShorthandReader(reader.cursor)
    let first = ["width", "style", "color"].map { "border-\(sides[0])-\($0)" }
    guard probe.takeAnyOrder(first) else { return false }
    let cursor = reader.cursor
    for side in sides {
      reader.cursor = cursor
      guard reader.takeAnyOrder(["width", "style", "color"].map { "border-\(side)-\($0)" }) else {
        return false
      }
    }
    return true
  }

  private static func readBorderImage(
    _ reader: inout ShorthandReader, _ name: String, _ longhands: [String]
  ) -> Bool {
    var left = Set(longhands)
    func took(_ part: String) -> Bool {
      guard left.contains("\(name)-\(part)"), reader.take("\(name)-\(part)") else { return false }
      left.remove("\(name)-\(part)")
      return true
    }
    while !reader.cursor.isDone {
      if took("source") || took("repeat") { continue }
      guard took("slice") else {
        // The mode of a mask's border comes last and has no longhand of its own here.
        if name == "mask-border", reader.cursor.consumeIdent("alpha") { continue }
        return false
      }
      guard reader.cursor.consumeSlash() else { continue }
      let hasWidth = took("width")
      if reader.cursor.consumeSlash() {
        guard took("outset") else { return false }
      } else if !hasWidth {
        return false
      }
    }
    guard left.count < longhands.count else { return false }
    reader.reset(longhands.filter(left.contains))
    return true
  }

  private mutating func addLogicalShorthands() {
    for axis in ["block", "inline"] {
      for name in ["margin", "padding", "inset"] {
        let (start, end) = ("\(name)-\(axis)-start", "\(name)-\(axis)-end")
        add(shorthand: "\(name)-\(axis)", [start, end]) { $0.takePair(start, end) }
      }
      for part in ["width", "style", "color"] {
        let (start, end) = ("border-\(axis)-start-\(part)", "border-\(axis)-end-\(part)")
        add(shorthand: "border-\(axis)-\(part)", [start, end]) { $0.takePair(start, end) }
      }
      let sides = ["\(axis)-start", "\(axis)-end"]
      let longhands = sides.flatMap { side in
        ["width", "style", "color"].map { "border-\(side)-\($0)" }
      }
      add(shorthand: "border-\(axis)", longhands) { Self.readBorder(&$0, sides) }
    }
  }

  private mutating func addFlexShorthands() {
    add(shorthand: "flex-flow", ["flex-direction", "flex-wrap"]) {
      $0.takeAnyOrder(["flex-direction", "flex-wrap"])
    }
    add(shorthand: "flex", ["flex-grow", "flex-shrink", "flex-basis"]) { Self.readFlex(&$0) }
    add(shorthand: "gap", ["row-gap", "column-gap"]) { $0.takePair("row-gap", "column-gap") }
    for name in ["content", "items", "self"] {
      let (align, justify) = ("align-\(name)", "justify-\(name)")
      add(shorthand: "place-\(name)", [align, justify]) { reader in
        reader.cursor.skipWhitespace()
        let start = reader.cursor.position
        guard reader.take(align) else { return false }
        if !reader.cursor.isDone { return reader.take(justify) }
        let values = reader.cursor.values(from: start)
        // Content alignment knows no baseline in the inline axis; `start` stands for it.
        return reader.take(justify, from: values)
          || name == "content"
            && reader.take(justify, from: ComponentValues(tokens: [CSSToken(.ident, "start")]))
      }
    }
    add(shorthand: "columns", ["column-width", "column-count"]) { reader in
      var autos = 0
      var names = ["column-width", "column-count"]
      while !reader.cursor.isDone {
        if reader.cursor.consumeIdent("auto") {
          autos += 1
        } else {
          guard let index = names.firstIndex(where: { reader.take($0) }) else { return false }
          names.remove(at: index)
        }
      }
      guard autos <= names.count, autos + 2 - names.count > 0 else { return false }
      reader.reset(names)
      return true
    }
  }

  /// `[CSS Flexbox 1, §7.1]`
  private static func readFlex(_ reader: inout ShorthandReader) -> Bool {
    func set(_ grow: Double, _ shrink: Double, _ basis: SizeValue) {
      reader.set("flex-grow") { builder, _ in builder.style.container.flexGrow = grow }
      reader.set("flex-shrink") { builder, _ in builder.style.container.flexShrink = shrink }
      reader.set("flex-basis") { builder, _ in builder.style.container.flexBasis = basis }
    }
    if reader.cursor.consumeIdent("none") {
      set(0, 0, .auto)
      return true
    }
    if reader.cursor.peek?.isIdent("auto") == true, reader.cursor.rest.trimmed.range.count == 1 {
      _ = reader.cursor.next()
      set(1, 1, .auto)
      return true
    }
    var hasGrow = false
    var hasBasis = false
    while !reader.cursor.isDone {
      if !hasGrow, reader.take("flex-grow") {
        hasGrow = true
        if !reader.take("flex-shrink") {
          reader.set("flex-shrink") { builder, _ in builder.style.container.flexShrink = 1 }
        }
      } else if !hasBasis, reader.take("flex-basis") {
        hasBasis = true
      } else {
        return false
      }
    }
    guard hasGrow || hasBasis else { return false }
    if !hasGrow {
      reader.set("flex-grow") { builder, _ in builder.style.container.flexGrow = 1 }
      reader.set("flex-shrink") { builder, _ in builder.style.container.flexShrink = 1 }
    }
    if !hasBasis {
      reader.set("flex-basis") { builder, _ in
        builder.style.container.flexBasis = .lengthPercentage(.percentage(0))
      }
    }
    return true
  }

  private mutating func addTextShorthands() {
    let decoration = [
      "text-decoration-line", "text-decoration-thickness", "text-decoration-style",
      "text-decoration-color",
    ]
    add(shorthand: "text-decoration", decoration) { $0.takeAnyOrder(decoration) }
    let emphasis = ["text-emphasis-style", "text-emphasis-color"]
    add(shorthand: "text-emphasis", emphasis) { $0.takeAnyOrder(emphasis) }
    let stroke = ["-webkit-text-stroke-width", "-webkit-text-stroke-color"]
    add(shorthand: "-webkit-text-stroke", stroke) { $0.takeAnyOrder(stroke) }
    add(shorthand: "text-wrap", ["text-wrap-mode", "text-wrap-style"]) {
      $0.takeAnyOrder(["text-wrap-mode", "text-wrap-style"])
    }
    add(shorthand: "white-space", ["white-space-collapse", "text-wrap-mode"]) { reader in
      if let token = reader.cursor.peek, token.kind == .ident,
        let (collapse, wrap) = Self.whiteSpaces[token.text.lowercasedASCII],
        reader.cursor.rest.trimmed.range.count == 1
      {
        _ = reader.cursor.next()
        reader.set("white-space-collapse") { builder, _ in
          builder.style.text.whiteSpaceCollapse = collapse
        }
        reader.set("text-wrap-mode") { builder, _ in builder.style.text.textWrapMode = wrap }
        return true
      }
      return reader.takeAnyOrder(["white-space-collapse", "text-wrap-mode"])
    }
    let list = ["list-style-position", "list-style-image", "list-style-type"]
    add(shorthand: "list-style", list) { Self.readListStyle(&$0, list) }
  }

  private static let whiteSpaces: [String: (WhiteSpaceCollapse, TextWrapMode)] = [
    "normal": (.collapse, .wrap), "pre": (.preserve, .nowrap), "pre-wrap": (.preserve, .wrap),
    "pre-line": (.preserveBreaks, .wrap), "nowrap": (.collapse, .nowrap),
    "break-spaces": (.breakSpaces, .wrap),
  ]

  /// `none` may mean the type, the image or both.
  private static func readListStyle(_ reader: inout ShorthandReader, _ longhands: [String]) -> Bool
  {
    var left = longhands
    var nones = 0
    while !reader.cursor.isDone {
      if reader.cursor.consumeIdent("none") {
        nones += 1
        continue
      }
      guard let index = left.firstIndex(where: { reader.take($0) }) else { return false }
      left.remove(at: index)
    }
    let open = left.filter { $0 != "list-style-position" }
    guard nones <= open.count, nones + longhands.count - left.count > 0 else { return false }
    reader.reset(left)
    if nones > 0, left.contains("list-style-type") {
      reader.set("list-style-type") { builder, _ in builder.style.text.listStyleType = .none }
    }
    return true
  }
}
