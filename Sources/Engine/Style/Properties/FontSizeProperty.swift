import Markup

/// `font-size`. `[CSS Fonts 4, §2.5]`
extension PropertyTable {
  mutating func addFontSize() {
    add(
      Longhand(
        name: "font-size", isInherited: true, phase: .font,
        parse: { cursor in
          guard let (size, origin) = cursor.fontSize() else { return nil }
          return { builder, context in
            builder.style.font.size = min(max(size.resolve(context), 0), 10_000)
            // What an absolute size is multiplied with stays absolute.
            let isRelative = origin == .relative
            builder.style.font.sizeOrigin =
              isRelative && context.font.sizeOrigin == .absolute ? .absolute : origin
          }
        },
        copy: { source, target in
          target.style.font.size = source.style.font.size
          target.style.font.sizeOrigin = source.style.font.sizeOrigin
        }))
  }
}

extension ValueCursor {
  fileprivate mutating func fontSize() -> (Specified<Double>, FontStyle.SizeOrigin)? {
    if let token = peek, let value = lengthPercentage(.nonNegative) {
      let isAbsolute =
        token.kind == .number
        || token.kind == .dimension
          && LengthUnit(name: token.text)?.absolutePixels != nil
      if case .constant(.length(let pixels)) = value {
        return (.constant(pixels), isAbsolute ? .absolute : .relative)
      }
      let size = Specified<Double>.computed { context in
        value.resolve(context).resolve(pixels: context.font.size)
      }
      return (size, .relative)
    }
    guard let keyword = keyword() else { return nil }
    switch keyword {
    case "smaller": return (.computed { $0.font.size / 1.2 }, .relative)
    case "larger": return (.computed { $0.font.size * 1.2 }, .relative)
    case "math": return (.computed { $0.font.size }, .relative)
    default:
      guard let index = FontSizeKeywords.names.firstIndex(of: keyword) else { return nil }
      return (.constant(FontSizeKeywords.pixels[index]), .keyword(index))
    }
  }
}

/// What the keywords come to: browsers make fixed-width text smaller than other text.
enum FontSizeKeywords {
  static let names = [
    "xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large",
  ]
  static let pixels: [Double] = [9, 10, 13, 16, 18, 24, 32, 48]
  static let monospacePixels: [Double] = [9, 10, 12, 13, 16, 20, 26, 39]
}

extension FontStyle {
  private var isMonospace: Bool { families == [.generic("monospace")] }

  /// A size that the author has not fixed, as the family `monospace` alone, or its end, changes it.
  func monospaceSize(parent: FontStyle) -> Double? {
    switch sizeOrigin {
    case .absolute: return nil
    case .keyword(let index):
      let table = isMonospace ? FontSizeKeywords.monospacePixels : FontSizeKeywords.pixels
      return table.indices.contains(index) ? table[index] : nil
    case .relative:
      guard isMonospace != parent.isMonospace else { return nil }
      return size * (isMonospace ? 13.0 / 16 : 16.0 / 13)
    }
  }
}
