import Markup

/// `[CSS Masking 1]`
extension PropertyTable {
  private static let boxes: Set<String> = [
    "border-box", "padding-box", "content-box", "fill-box", "stroke-box", "view-box",
  ]

  mutating func addMaskProperties() {
    addLayer("mask-image", .pending(\.mask.images)) { $0.imageOrNone() }
    addLayer("mask-position-x", .pending(\.mask.positionsX)) {
      $0.positionComponent(horizontal: true)
    }
    addLayer("mask-position-y", .pending(\.mask.positionsY)) {
      $0.positionComponent(horizontal: false)
    }
    addLayer("mask-size", .pending(\.mask.sizes)) { $0.backgroundSize() }
    addLayer("mask-repeat", .pending(\.mask.repeats)) { $0.repeatStyle() }
    addLayer("mask-origin", .pending(\.mask.origins)) { $0.backgroundBox(Self.boxes) }
    addLayer("mask-clip", .pending(\.mask.clips)) { cursor in
      cursor.backgroundBox(Self.boxes.union(["no-clip", "text"]))
    }
    addLayer("mask-mode", .pending(\.mask.modes)) { cursor in
      cursor.keyword().flatMap(MaskMode.init).map { .constant($0) }
    }
    addLayer("mask-composite", .pending(\.mask.composites)) { cursor in
      cursor.keyword().flatMap { MaskComposite(rawValue: $0) ?? Self.prefixedComposites[$0] }.map {
        .constant($0)
      }
    }
    add(shorthand: "mask-position", ["mask-position-x", "mask-position-y"]) {
      Self.readPositions(&$0, "mask")
    }
    add(
      choices: "mask-type", .effects(\.maskTypeLuminance), ["luminance": true, "alpha": false])
    addMaskBorder()
    addClipping()
  }

  private static let prefixedComposites: [String: MaskComposite] = [
    "source-over": .add, "source-out": .subtract, "source-in": .intersect, "xor": .exclude,
  ]

  private mutating func addMaskBorder() {
    add("mask-border-source", .pending(\.maskBorder.source)) { $0.imageOrNone() }
    addBorderSlice("mask-border-slice", .pending(\.maskBorder.slice), .pending(\.maskBorder.fill))
    add("mask-border-width", .pending(\.maskBorder.width)) { $0.borderImageWidth() }
    add("mask-border-outset", .pending(\.maskBorder.outset)) { $0.borderImageOutset() }
    add("mask-border-repeat", .pending(\.maskBorder.repeatStyle)) { $0.borderImageRepeat() }
  }

  private mutating func addClipping() {
    add("clip-path", .effects(\.clipPath)) { cursor in
      if cursor.consumeIdent("none") { return .constant(nil) }
      if let url = cursor.url() { return .constant(.url(url)) }
      let names = Self.boxes.union(["margin-box"])
      var box: BackgroundBox?
      var shape: Specified<BasicShape>?
      while !cursor.isDone {
        if box == nil, let token = cursor.peek, token.kind == .ident {
          let name = token.text.lowercasedASCII
          guard names.contains(name) else { return nil }
          box = BackgroundBox(rawValue: name)
          _ = cursor.next()
        } else if shape == nil, let parsed = cursor.basicShape() {
          shape = parsed
        } else {
          return nil
        }
      }
      if let shape { return shape.map { [box] in .shape($0, box: box ?? .borderBox) } }
      return box.map { .constant(.box($0)) }
    }
    add("clip", .effects(\.clip)) { cursor in
      if cursor.consumeIdent("auto") { return .constant(nil) }
      guard let token = cursor.peek, token.isFunction("rect"), var inner = cursor.block() else {
        return nil
      }
      var sides: [Specified<Double?>] = []
      let usesCommas = inner.rest.splitAtCommas.count > 1
      for index in 0..<4 {
        if index > 0, usesCommas, !inner.consumeComma() { return nil }
        if inner.consumeIdent("auto") {
          sides.append(.constant(nil))
        } else {
          guard let length = inner.length() else { return nil }
          sides.append(length.map { $0 })
        }
      }
      guard inner.isDone else { return nil }
      return sides.gathered().map { Sides(top: $0[0], right: $0[1], bottom: $0[2], left: $0[3]) }
    }
  }
}
