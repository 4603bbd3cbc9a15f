import Markup
import Scene

/// `[CSS Text Decoration 3 and 4]`, text shadows and strokes.
extension PropertyTable {
  mutating func addTextDecorationProperties() {
    addDecorationLine()
    add(keywords: "text-decoration-style", .generated(\.decoration.style))
    add("text-decoration-color", .generated(\.decoration.color)) { $0.color() }
    add("text-decoration-thickness", .generated(\.decoration.thickness)) { cursor in
      if cursor.consumeIdent("auto") { return .constant(.auto) }
      if cursor.consumeIdent("from-font") { return .constant(.fromFont) }
      return cursor.lengthPercentage()?.map { .lengthPercentage($0) }
    }
    add("text-underline-offset", .text(\.underlineOffset), inherited: true) { cursor in
      if cursor.consumeIdent("auto") { return .constant(nil) }
      return cursor.lengthPercentage()?.map { $0 }
    }
    add("text-underline-position", .text(\.underlinePosition), inherited: true) { cursor in
      var result = UnderlinePosition()
      if cursor.consumeIdent("auto") { return .constant(result) }
      var count = 0
      while let keyword = cursor.keyword() {
        switch keyword {
        case "under" where !result.under && !result.fromFont: result.under = true
        case "from-font" where !result.under && !result.fromFont: result.fromFont = true
        case "left" where !result.left && !result.right: result.left = true
        case "right" where !result.left && !result.right: result.right = true
        default: return nil
        }
        count += 1
      }
      return count > 0 ? .constant(result) : nil
    }
    add(keywords: "text-decoration-skip-ink", .text(\.skipInk), inherited: true)
    addEmphasis()
    add("text-shadow", .text(\.shadows), inherited: true) { cursor in
      if cursor.consumeIdent("none") { return .constant([]) }
      var shadows: [Specified<TextShadow>] = []
      repeat {
        guard let shadow = cursor.shadow() else { return nil }
        shadows.append(shadow)
      } while cursor.consumeComma()
      return shadows.gathered()
    }
    add("-webkit-text-stroke-width", .text(\.strokeWidth), inherited: true) { $0.lineWidth() }
    add("-webkit-text-stroke-color", .text(\.strokeColor), inherited: true) { $0.color() }
    add("-webkit-text-fill-color", .text(\.fillColor), inherited: true) { $0.color() }
    add("paint-order", .text(\.paintOrder), inherited: true) { cursor in
      if cursor.consumeIdent("normal") { return .constant([]) }
      var layers: [PaintLayer] = []
      while let keyword = cursor.keyword() {
        guard let layer = PaintLayer(rawValue: keyword), !layers.contains(layer) else { return nil }
        layers.append(layer)
      }
      return layers.isEmpty ? nil : .constant(layers)
    }
  }

  private mutating func addDecorationLine() {
    add(
      Longhand(
        name: "text-decoration-line", isInherited: false, phase: .rest,
        parse: { cursor in
          var names: Set<String> = []
          while let keyword = cursor.peek, keyword.kind == .ident {
            let name = keyword.text.lowercasedASCII
            guard ["none", "underline", "overline", "line-through", "blink"].contains(name) else {
              break
            }
            guard names.insert(name).inserted else { return nil }
            _ = cursor.next()
          }
          guard !names.isEmpty, !names.contains("none") || names.count == 1 else { return nil }
          let (under, over, through) = (
            names.contains("underline"), names.contains("overline"),
            names.contains("line-through")
          )
          return { builder, _ in
            builder.style.generated.decoration.underline = under
            builder.style.generated.decoration.overline = over
            builder.style.generated.decoration.lineThrough = through
          }
        },
        copy: { source, target in
          let decoration = source.style.generated.decoration
          target.style.generated.decoration.underline = decoration.underline
          target.style.generated.decoration.overline = decoration.overline
          target.style.generated.decoration.lineThrough = decoration.lineThrough
        }))
  }

  private mutating func addEmphasis() {
    add("text-emphasis-style", .text(\.emphasisMark), inherited: true) { cursor in
      if cursor.consumeIdent("none") { return .constant(.none) }
      if let string = cursor.string() { return .constant(.string(String(string.prefix(1)))) }
      var filled: Bool?
      var shape: String?
      while let token = cursor.peek, token.kind == .ident {
        let keyword = token.text.lowercasedASCII
        switch keyword {
        case "filled" where filled == nil: filled = true
        case "open" where filled == nil: filled = false
        case "dot", "circle", "double-circle", "triangle", "sesame":
          guard shape == nil else { return nil }
          shape = keyword
        default:
          guard filled != nil || shape != nil else { return nil }
          return Self.emphasis(shape, filled)
        }
        _ = cursor.next()
      }
      guard filled != nil || shape != nil else { return nil }
      return Self.emphasis(shape, filled)
    }
    add("text-emphasis-color", .text(\.emphasisColor), inherited: true) { $0.color() }
    add("text-emphasis-position", .text(\.emphasisPosition), inherited: true) { cursor in
      var result = EmphasisPosition()
      var names: Set<String> = []
      while let keyword = cursor.keyword() {
        guard names.insert(keyword).inserted else { return nil }
        switch keyword {
        case "over": result.over = true
        case "under": result.over = false
        case "right": result.right = true
        case "left": result.right = false
        default: return nil
        }
      }
      guard names.contains("over") != names.contains("under"),
        !(names.contains("left") && names.contains("right"))
      else { return nil }
      return .constant(result)
    }
  }

  private static func emphasis(_ shape: String?, _ filled: Bool?) -> Specified<EmphasisMark> {
    if let shape { return .constant(.shape(shape, filled: filled ?? true)) }
    return .computed { .shape($0.isVertical ? "sesame" : "circle", filled: filled ?? true) }
  }
}

extension ValueCursor {
  /// `<shadow>` without spread and `inset`.
  mutating func shadow() -> Specified<TextShadow>? {
    var color = color()
    guard let x = length(), let y = length() else { return nil }
    let blur = length(.nonNegative) ?? .constant(0)
    if color == nil { color = self.color() }
    return (color ?? .constant(.current)).with(x).with(y).with(blur).map { values in
      let (((color, x), y), blur) = values
      return TextShadow(color: color, x: x, y: y, blur: blur)
    }
  }

  /// `<line-width>`
  mutating func lineWidth() -> Specified<Double>? {
    if consumeIdent("thin") { return .constant(1) }
    if consumeIdent("medium") { return .constant(3) }
    if consumeIdent("thick") { return .constant(5) }
    return length(.nonNegative)
  }
}
