import Markup

/// The properties that have an effect on a pseudo-element, by their place in the property table.
struct PseudoElementProperties: Sendable {
  private let applies: [Bool]

  /// Font, color, background and typesetting properties. `[CSS Pseudo 4, §2.1.2]`
  static let firstLine = PseudoElementProperties(
    names: [
      "color", "opacity", "visibility", "line-height", "letter-spacing", "word-spacing",
      "vertical-align", "ruby-position", "paint-order", "hyphenate-character",
    ],
    prefixes: ["font-", "background-", "-webkit-text-"])

  /// Those of `::first-line` and what styles an inline box or a float. `[CSS Pseudo 4, §2.3.2]`
  static let firstLetter = PseudoElementProperties(
    names: ["float", "box-shadow", "initial-letter", "box-decoration-break"],
    prefixes: ["margin-", "padding-", "border-"], adding: firstLine)

  /// Text properties that set a paragraph or its direction, not the text of a line.
  private static let paragraphProperties: Set<String> = [
    "text-align", "text-align-last", "text-indent", "text-overflow", "text-fit", "text-orientation",
    "text-combine-upright", "text-wrap-mode", "text-wrap-style", "text-justify",
    "border-collapse", "border-spacing",
  ]

  private init(
    names: Set<String>, prefixes: [String], adding other: PseudoElementProperties? = nil
  ) {
    applies = PropertyTable.shared.longhands.enumerated().map { index, longhand in
      if other?.applies[index] == true || names.contains(longhand.name) { return true }
      if Self.paragraphProperties.contains(longhand.name) { return false }
      return (["text-"] + prefixes).contains { longhand.name.hasPrefix($0) }
    }
  }

  func contains(_ property: PropertyID) -> Bool { applies[property.index] }
}

extension PseudoElementSelector {
  /// Nil where all properties apply.
  var properties: PseudoElementProperties? {
    switch self {
    case .firstLine: .firstLine
    case .firstLetter: .firstLetter
    default: nil
    }
  }
}
