package import Findings

/// Looks at the markup, style sheets and fonts of a template before any values are known.
package typealias PageInspecting = (InspectedPage) -> [Finding]

/// A template's page, or one of its snippets, to be looked at.
package struct InspectedPage: Sendable {
  /// The source with everything that Liquid makes hidden: each of its characters is `filler`.
  package var markup: String
  /// The path that references are relative to, absolute.
  package var file: String
  /// What findings call the file.
  package var label: String
  /// The template's folder and the drop's, absolute.
  package var template: String
  package var drop: String
  package var fonts: [String]
  /// The page's size in CSS pixels.
  package var width: Int
  package var height: Int
  /// The format of that size.
  package var format: String
  /// Those that the campaign is made in.
  package var colorways: [Colorway]
  /// Whether this is a snippet, which has no style sheets and fonts of its own.
  package var isSnippet: Bool

  /// What stands where a value will be.
  package static let filler: Character = LiquidMask.filler
}
