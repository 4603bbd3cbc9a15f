import Markup
import Scene

/// `[CSS Text 3 and 4; CSS Writing Modes 3]`
extension PropertyTable {
  mutating func addTextProperties() {
    add("color", .text(\.color), inherited: true, phase: .font) { cursor in
      guard let color = cursor.color() else { return nil }
      switch color {
      case .constant(.color(let color)): return .constant(color)
      case .constant(.current): return .computed { $0.currentColor }
      case .computed(let compute):
        return .computed { context in
          if case .color(let color) = compute(context) { color } else { context.currentColor }
        }
      }
    }
    add(keywords: "direction", .text(\.direction), inherited: true, phase: .font)
    add(
      keywords: "writing-mode", .text(\.writingMode), inherited: true, phase: .font,
      also: [
        "lr": .horizontalTB, "lr-tb": .horizontalTB, "rl": .horizontalTB,
        "rl-tb": .horizontalTB, "tb": .verticalRL, "tb-rl": .verticalRL,
      ])
    add(
      keywords: "text-orientation", .text(\.textOrientation), inherited: true, phase: .font,
      also: ["sideways-right": .sideways])
    add("text-combine-upright", .text(\.textCombine), inherited: true, phase: .font) { cursor in
      switch cursor.keyword() {
      case "none": return .constant(.none)
      case "all", "horizontal": return .constant(.all)
      case "digits":
        guard case .constant(let count)? = cursor.integer(minimum: 2) else {
          return .constant(.digits(2))
        }
        return count <= 4 ? .constant(.digits(count)) : nil
      default: return nil
      }
    }
    add(keywords: "text-align-last", .text(\.alignLast), inherited: true, except: ["match-parent"])
    addTextAlign()
    add(
      keywords: "text-justify", .text(\.justify), inherited: true,
      also: ["distribute": .interCharacter])
    addIndent()
    addTextTransform()
    add("letter-spacing", .text(\.letterSpacing), inherited: true) { cursor in
      if cursor.consumeIdent("normal") { return .constant(0) }
      guard let value = cursor.lengthPercentage() else { return nil }
      return .computed { value.resolve($0).resolve(pixels: $0.font.size) }
    }
    add("word-spacing", .text(\.wordSpacing), inherited: true) { cursor in
      if cursor.consumeIdent("normal") { return .constant(.zero) }
      return cursor.lengthPercentage()
    }
    add(keywords: "white-space-collapse", .text(\.whiteSpaceCollapse), inherited: true)
    add(keywords: "text-wrap-mode", .text(\.textWrapMode), inherited: true)
    add(keywords: "text-wrap-style", .text(\.textWrapStyle), inherited: true)
    add("tab-size", .text(\.tabSize), inherited: true) { cursor in
      if let number = cursor.number(.nonNegative) { return number.map { .number($0) } }
      return cursor.length(.nonNegative)?.map { .length($0) }
    }
    add(keywords: "word-break", .text(\.wordBreak), inherited: true)
    add(
      keywords: "line-break", .text(\.lineBreak), inherited: true,
      also: ["after-white-space": .auto])
    add(keywords: "overflow-wrap", .text(\.overflowWrap), inherited: true)
    add(keywords: "hyphens", .text(\.hyphens), inherited: true)
    add("hyphenate-character", .text(\.hyphenateCharacter), inherited: true) { cursor in
      if cursor.consumeIdent("auto") { return .constant(nil) }
      return cursor.string().map { .constant($0) }
    }
    add("hyphenate-limit-chars", .text(\.hyphenationLimits), inherited: true) { cursor in
      cursor.hyphenationLimits().map { .constant($0) }
    }
    add("hanging-punctuation", .text(\.hangingPunctuation), inherited: true) { cursor in
      cursor.hangingPunctuation().map { .constant($0) }
    }
    add(
      keywords: "unicode-bidi", .box(\.unicodeBidi),
      also: [
        "-webkit-isolate": .isolate, "-webkit-plaintext": .plaintext,
        "-webkit-isolate-override": .isolateOverride,
      ])
    add(keywords: "visibility", .text(\.visibility), inherited: true)
    add(
      keywords: "image-rendering", .text(\.imageRendering), inherited: true,
      also: ["-webkit-optimize-contrast": .crispEdges, "optimizequality": .smooth])
    add(
      choices: "image-orientation", .text(\.orientImages), inherited: true,
      ["from-image": true, "none": false])
  }

  private mutating func addTextAlign() {
    add(
      Longhand(
        name: "text-align", isInherited: true, phase: .rest,
        parse: { cursor in
          guard let keyword = cursor.keyword() else { return nil }
          if let align = TextAlign(rawValue: keyword) {
            return { builder, _ in builder.style.text.align = align }
          }
          guard keyword == "-internal-center" else { return nil }
          // Header cells are centered unless what they inherit was set on purpose.
          return { builder, _ in
            if builder.style.text.align == .start { builder.style.text.align = .center }
          }
        }, copy: { $1.style.text.align = $0.style.text.align }))
  }

  private mutating func addIndent() {
    let copy: @Sendable (StyleBuilder, inout StyleBuilder) -> Void = { source, target in
      target.style.text.indent = source.style.text.indent
      target.style.text.indentHanging = source.style.text.indentHanging
      target.style.text.indentEachLine = source.style.text.indentEachLine
    }
    add(
      Longhand(
        name: "text-indent", isInherited: true, phase: .rest,
        parse: { cursor in
          var indent: Specified<LengthPercentage>?
          var hanging = false
          var eachLine = false
          while !cursor.isDone {
            if indent == nil, let value = cursor.lengthPercentage() {
              indent = value
            } else if !hanging, cursor.consumeIdent("hanging") {
              hanging = true
            } else if !eachLine, cursor.consumeIdent("each-line") {
              eachLine = true
            } else {
              return nil
            }
          }
          guard let indent else { return nil }
          return { [hanging, eachLine] builder, context in
            builder.style.text.indent = indent.resolve(context)
            builder.style.text.indentHanging = hanging
            builder.style.text.indentEachLine = eachLine
          }
        }, copy: copy))
  }

  private mutating func addTextTransform() {
    add("text-transform", .text(\.transform), inherited: true) { cursor in
      var result = TextTransform()
      if cursor.consumeIdent("none") { return .constant(result) }
      var count = 0
      while let keyword = cursor.keyword() {
        switch keyword {
        case "full-width" where !result.fullWidth: result.fullWidth = true
        case "full-size-kana" where !result.fullSizeKana: result.fullSizeKana = true
        default:
          guard result.textCase == .none, keyword != "none",
            let textCase = TextTransform.Case(rawValue: keyword)
          else { return nil }
          result.textCase = textCase
        }
        count += 1
      }
      return count > 0 ? .constant(result) : nil
    }
  }
}

extension ValueCursor {
  fileprivate mutating func hangingPunctuation() -> HangingPunctuation? {
    var result = HangingPunctuation()
    if consumeIdent("none") { return result }
    var names: Set<String> = []
    while let keyword = keyword() {
      guard names.insert(keyword).inserted else { return nil }
      switch keyword {
      case "first": result.first = true
      case "last": result.last = true
      case "force-end": result.forceEnd = true
      case "allow-end": result.allowEnd = true
      default: return nil
      }
    }
    return names.isEmpty || (result.forceEnd && result.allowEnd) ? nil : result
  }
}

extension ValueCursor {
  /// `[ auto | <integer> ]{1,3}`; the third is the second's where it is left out.
  fileprivate mutating func hyphenationLimits() -> HyphenationLimits? {
    var values: [Int?] = []
    while values.count < 3 {
      if consumeIdent("auto") {
        values.append(nil)
      } else if case .constant(let number)? = integer(minimum: 0) {
        values.append(number)
      } else {
        break
      }
    }
    guard let word = values.first else { return nil }
    var limits = HyphenationLimits()
    limits.word = word ?? limits.word
    if values.count > 1, let before = values[1] {
      limits.before = before
      limits.after = before
    }
    if values.count > 2 { limits.after = values[2] ?? HyphenationLimits().after }
    return limits
  }
}
