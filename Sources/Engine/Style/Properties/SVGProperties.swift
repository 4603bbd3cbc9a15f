import Markup
import Scene

/// Properties of SVG content, which whoever draws inline SVG reads: their values are kept as text with
/// variables and colors worked out. `[SVG 2, §6.1]`
extension PropertyTable {
  private static let colors: Set<String> = [
    "fill", "stroke", "stop-color", "flood-color", "lighting-color",
  ]

  mutating func addSVGProperties() {
    let names = """
      fill fill-opacity fill-rule stroke stroke-dasharray stroke-dashoffset stroke-linecap \
      stroke-linejoin stroke-miterlimit stroke-opacity stroke-width stop-color stop-opacity \
      flood-color flood-opacity lighting-color clip-rule color-interpolation \
      color-interpolation-filters marker marker-end marker-mid marker-start shape-rendering \
      text-anchor vector-effect dominant-baseline alignment-baseline baseline-shift cx cy r rx ry x y
      """
    for name in names.split(separator: " ").map(String.init) {
      let isColor = Self.colors.contains(name)
      add(
        Longhand(
          name: name, isInherited: false, phase: .rest,
          parse: { cursor in
            guard let value = cursor.svgValue(isColor: isColor) else { return nil }
            switch value {
            case .constant(let text):
              return {
                $0.style.generated.svg[name] = text; _ = $1
              }
            case .computed(let compute):
              return { builder, context in builder.style.generated.svg[name] = compute(context) }
            }
          },
          copy: { source, target in
            let value = source.style.generated.svg[name]
            if value != nil || target.style.generated.svg[name] != nil {
              target.style.generated.svg[name] = value
            }
          }))
    }
  }
}

extension ValueCursor {
  fileprivate mutating func svgValue(isColor: Bool) -> Specified<String>? {
    if isColor {
      let whole = attempt { cursor -> Specified<StyleColor>? in
        guard let color = cursor.color(), cursor.isDone else { return nil }
        return color
      }
      if let whole { return whole.map(\.svgText) }
    }
    var text = ""
    while let token = current {
      position += 1
      guard let part = token.svgText else { return nil }
      text += part
    }
    return text.isEmpty ? nil : .constant(text)
  }
}

extension StyleColor {
  fileprivate var svgText: String {
    switch self {
    case .current: "currentColor"
    case .color(let color): color.svgText
    }
  }
}

extension Color {
  /// The color as old SVG renderers read it.
  var svgText: String {
    func byte(_ value: Double) -> Int { Int((min(max(value, 0), 1) * 255).rounded()) }
    let parts = "\(byte(red)),\(byte(green)),\(byte(blue))"
    return alpha >= 1 ? "rgb(\(parts))" : "rgba(\(parts),\(alpha))"
  }
}

extension CSSToken {
  /// The token in the source's syntax; nil for what no property of SVG holds.
  fileprivate var svgText: String? {
    switch kind {
    case .ident: text
    case .function: text + "("
    case .number: number.svgText
    case .percentage: number.svgText + "%"
    case .dimension: number.svgText + text
    case .hash: "#" + text
    case .url: "url(\(text))"
    case .whitespace: " "
    case .comma: ","
    case .openParen: "("
    case .closeParen: ")"
    case .delim: text
    case .string: "\"\(text)\""
    default: nil
    }
  }
}

extension Double {
  /// Without an exponent or a needless fraction.
  var svgText: String {
    guard isFinite, abs(self) < 1e9 else { return "0" }
    return self == rounded() ? String(Int(self)) : String(self)
  }
}
