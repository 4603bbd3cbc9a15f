/// Font properties; all inherited. `[CSS Fonts 4]`
package struct FontStyle: Sendable, Hashable {
  /// Family names and generic keywords, in order of preference.
  /// Empty for the standard font, which every list ends in.
  package var families: [FontFamily] = []
  /// Pixels.
  package var size: Double = 16
  /// What `size` came from; the generic family `monospace` changes all but absolute sizes.
  package var sizeOrigin: SizeOrigin = .keyword(3)
  /// 1…1000
  package var weight: Double = 400
  /// Percent of the normal width.
  package var stretch: Double = 100
  package var slant: Slant = .normal
  package var lineHeight: LineHeight = .normal
  package var kerning: Kerning = .auto
  /// `font-variant-*` and `font-feature-settings` as OpenType tags in effect order: `smcp` 1 ….
  package var features: [FontFeature] = []
  /// `font-variation-settings`.
  package var variations: [FontFeature] = []
  /// What `features` was put together from; each part inherits by itself.
  package var variants = FontVariants()
  package var variantCaps: VariantCaps = .normal
  package var variantPosition: VariantPosition = .normal
  /// Whether common ligatures may form; nil for `normal`.
  package var ligatures: Bool?
  package var synthesisWeight = true
  package var synthesisStyle = true
  package var synthesisSmallCaps = true
  /// `font-size-adjust`: the wanted x-height share, or nil.
  package var sizeAdjust: Double?
  package var opticalSizing = true
  /// `lang` of the element, a BCP 47 tag; empty for unknown.
  package var language = ""

  package init() {}

  package enum Slant: Sendable, Hashable {
    case normal
    case italic
    /// Degrees clockwise.
    case oblique(Double)
  }

  package enum SizeOrigin: Sendable, Hashable {
    /// An index into the keywords from `xx-small`.
    case keyword(Int)
    case relative
    case absolute
  }

  package enum Kerning: String, Sendable, Hashable { case auto, normal, none }
  package enum VariantCaps: String, Sendable, Hashable {
    case normal
    case smallCaps = "small-caps"
    case allSmallCaps = "all-small-caps"
    case petiteCaps = "petite-caps"
    case allPetiteCaps = "all-petite-caps"
    case unicase
    case titlingCaps = "titling-caps"
  }
  package enum VariantPosition: String, Sendable, Hashable {
    case normal, sub
    case superscript = "super"
  }
}

/// The features of each `font-variant-*` property and of `font-feature-settings`.
package struct FontVariants: Sendable, Hashable {
  package var ligatures: [FontFeature] = []
  package var numeric: [FontFeature] = []
  package var eastAsian: [FontFeature] = []
  package var settings: [FontFeature] = []

  package init() {}
}

package enum FontFamily: Sendable, Hashable {
  case named(String)
  /// `serif sans-serif monospace cursive fantasy system-ui` ….
  case generic(String)
}

/// An OpenType feature or variation axis with its value.
package struct FontFeature: Sendable, Hashable {
  /// Four ASCII characters.
  package var tag: String
  package var value: Double

  package init(tag: String, value: Double) {
    self.tag = tag
    self.value = value
  }
}

package enum LineHeight: Sendable, Hashable {
  case normal
  /// A multiple of the font size.
  case number(Double)
  /// Pixels.
  case length(Double)
}
