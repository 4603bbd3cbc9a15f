package import Engine

/// An `@font-face` rule's descriptors, read and resolved. `[CSS Fonts 4, §4]`
package struct FontFaceRule: Sendable, Hashable {
  package enum Source: Sendable, Hashable {
    /// A full or PostScript name among the fonts that were given.
    case local(String)
    /// A file's path, already resolved against the style sheet and checked to lie inside the template.
    case file(String)
    /// A `data:` URL's bytes.
    case data([UInt8])
  }

  package enum Style: Sendable, Hashable {
    case normal
    case italic
    /// Degrees clockwise.
    case oblique(ClosedRange<Double>)
  }

  package var family: String
  /// In order; the first that loads is taken.
  package var sources: [Source]
  /// nil for `auto`: what the file says.
  package var weight: ClosedRange<Double>?
  /// Percent; nil for `auto`.
  package var stretch: ClosedRange<Double>?
  /// nil for `auto`.
  package var style: Style?
  /// Empty for all characters.
  package var unicodeRange: [ClosedRange<UInt32>] = []
  /// `font-feature-settings`.
  package var features: [FontFeature] = []
  /// `font-variation-settings`.
  package var variations: [FontFeature] = []
  /// Shares of the font size; nil for `normal`.
  package var ascentOverride: Double?
  package var descentOverride: Double?
  package var lineGapOverride: Double?
  /// The factor of `size-adjust`: 1 for 100 %.
  package var sizeAdjust = 1.0

  package init(family: String, sources: [Source]) {
    self.family = family
    self.sources = sources
  }
}
