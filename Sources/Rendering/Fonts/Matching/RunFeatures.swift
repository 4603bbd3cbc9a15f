internal import Engine
internal import Pango

/// The OpenType features that a style asks for, in the order in which they take effect.
struct RunFeatures {
  private let base: [ShapingFeature]
  private let explicit: [ShapingFeature]
  /// Whether ligatures are left to the run: `font-variant-ligatures: normal`.
  private let leavesLigatures: Bool
  /// The caps that must be drawn from capitals where a face has no feature for them.
  let caps: FontStyle.VariantCaps

  init(_ style: FontStyle) {
    var base: [ShapingFeature] = []
    if style.kerning == .none { base.append(ShapingFeature("kern", 0)) }
    if style.ligatures == false { base += Self.noLigatures }
    self.base = base
    leavesLigatures = style.ligatures == nil
    caps = style.variantCaps
    explicit = style.features.compactMap(ShapingFeature.init)
  }

  private static let noLigatures = [ShapingFeature("liga", 0), ShapingFeature("clig", 0)]

  /// - Parameters:
  ///   - rule: features of the face's `@font-face` rule, which the style's own override.
  ///   - capsTags: the features of the style's capitals that the face has; none where they are
  ///     synthesized.
  func features(
    allowsLigatures: Bool, rule: FontFaceRule?, capsTags: [OpenTypeTag]
  ) -> [ShapingFeature] {
    var features = base
    if leavesLigatures, !allowsLigatures { features += Self.noLigatures }
    features += (rule?.features ?? []).compactMap(ShapingFeature.init)
    features += capsTags.map { ShapingFeature($0, 1) }
    // The style lists the features of its capitals too; a face without them is none the worse.
    return features + explicit
  }
}

extension ShapingFeature {
  fileprivate init?(_ feature: FontFeature) {
    guard let tag = OpenTypeTag(feature.tag), feature.value >= 0, feature.value < 65536 else {
      return nil
    }
    self.init(tag, UInt32(feature.value))
  }
}

extension FontStyle.VariantCaps {
  /// `[CSS Fonts 4, §6.7]`
  var tags: [OpenTypeTag] {
    switch self {
    case .normal: []
    case .smallCaps: ["smcp"]
    case .allSmallCaps: ["c2sc", "smcp"]
    case .petiteCaps: ["pcap"]
    case .allPetiteCaps: ["c2pc", "pcap"]
    case .unicase: ["unic"]
    case .titlingCaps: ["titl"]
    }
  }
}
