import Markup

/// `[CSS Backgrounds 3, §§4–5 and 7; CSS UI 4, §3]`
extension PropertyTable {
  mutating func addBorderProperties() {
    for (name, width, style, color) in [
      ("top", \.borderWidths.top, \.sides.top.style, \.sides.top.color),
      ("right", \.borderWidths.right, \.sides.right.style, \.sides.right.color),
      ("bottom", \.borderWidths.bottom, \.sides.bottom.style, \.sides.bottom.color),
      ("left", \.borderWidths.left, \.sides.left.style, \.sides.left.color),
    ]
      as [(
        String, StylePath<PendingValues, Double>, StylePath<BorderStyle, LineStyle>,
        StylePath<BorderStyle, StyleColor>
      )]
    {
      add("border-\(name)-width", .pending(width)) { $0.lineWidth() }
      add(keywords: "border-\(name)-style", .border(style), except: ["auto"])
      add("border-\(name)-color", .border(color)) { $0.color() }
    }
    for (name, path) in [
      ("top-left", \.radii.topLeft), ("top-right", \.radii.topRight),
      ("bottom-right", \.radii.bottomRight), ("bottom-left", \.radii.bottomLeft),
    ] as [(String, StylePath<BorderStyle, Pair<LengthPercentage>>)] {
      add("border-\(name)-radius", .border(path)) { $0.cornerRadius() }
    }
    add("outline-width", .pending(\.outlineWidth)) { $0.lineWidth() }
    add(keywords: "outline-style", .border(\.outline.style), except: ["hidden"])
    add("outline-color", .border(\.outline.color)) { cursor in
      cursor.consumeIdent("auto") || cursor.consumeIdent("invert")
        ? .constant(.current) : cursor.color()
    }
    add("outline-offset", .border(\.outlineOffset)) { $0.length() }
    add("box-shadow", .border(\.shadows)) { cursor in
      if cursor.consumeIdent("none") { return .constant([]) }
      var shadows: [Specified<BoxShadow>] = []
      repeat {
        guard let shadow = cursor.boxShadow() else { return nil }
        shadows.append(shadow)
      } while cursor.consumeComma()
      return shadows.gathered()
    }
  }
}

extension ValueCursor {
  mutating func cornerRadius() -> Specified<Pair<LengthPercentage>>? {
    guard let x = lengthPercentage(.nonNegative) else { return nil }
    let y = lengthPercentage(.nonNegative) ?? x
    return x.with(y).map { Pair($0.0, $0.1) }
  }

  fileprivate mutating func boxShadow() -> Specified<BoxShadow>? {
    var color: Specified<StyleColor>?
    var isInset = false
    var lengths: [Specified<Double>] = []
    while let token = peek, token.kind != .comma {
      if lengths.isEmpty, let x = length() {
        guard let y = length() else { return nil }
        lengths = [x, y]
        if let blur = length(.nonNegative) {
          lengths.append(blur)
          if let spread = length() { lengths.append(spread) }
        }
      } else if !isInset, consumeIdent("inset") {
        isInset = true
      } else if color == nil, let parsed = self.color() {
        color = parsed
      } else {
        return nil
      }
    }
    guard lengths.count >= 2 else { return nil }
    while lengths.count < 4 { lengths.append(.constant(0)) }
    return (color ?? .constant(.current)).with(lengths.gathered()).map { [isInset] color, lengths in
      BoxShadow(
        color: color, x: lengths[0], y: lengths[1], blur: lengths[2], spread: lengths[3],
        isInset: isInset)
    }
  }
}
