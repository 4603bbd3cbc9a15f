import Markup

/// Attributes of SVG elements that are properties: they take part in the cascade below all rules, and
/// may use variables. `[SVG 2, §6.6]`
enum SVGPresentation {
  static func css(_ attributes: some Sequence<Attribute>) -> [String] {
    attributes.compactMap { attribute in
      let name = attribute.name.lowercasedASCII
      // What could end its declaration is no value.
      guard names.contains(name), !attribute.value.contains(where: { ";{}!".contains($0) }) else {
        return nil
      }
      if lengths.contains(name), Double(attribute.value.trimmingSpaces) != nil {
        return "\(name): \(attribute.value)px"
      }
      return "\(name): \(attribute.value)"
    }
  }

  private static let names: Set<String> = [
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-dasharray", "stroke-dashoffset",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width",
    "stop-color", "stop-opacity", "flood-color", "flood-opacity", "lighting-color", "clip-rule",
    "color-interpolation", "color-interpolation-filters", "marker-end", "marker-mid",
    "marker-start", "shape-rendering", "text-anchor", "vector-effect", "dominant-baseline",
    "alignment-baseline", "baseline-shift", "paint-order", "color", "display", "visibility",
    "opacity", "font-family", "font-size", "font-style", "font-weight", "font-variant",
    "font-stretch", "letter-spacing", "word-spacing", "text-decoration", "direction",
    "unicode-bidi", "writing-mode", "text-rendering", "mix-blend-mode", "overflow",
    "transform-origin", "transform-box",
  ]

  /// Numbers of these are pixels.
  private static let lengths: Set<String> = [
    "font-size", "letter-spacing", "word-spacing",
  ]
}
