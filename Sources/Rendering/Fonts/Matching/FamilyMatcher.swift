internal import Engine

/// Chooses the faces of one family that fit a style. `[CSS Fonts 4, §5.2, step 4]`
enum FamilyMatcher {
  /// The angle that divides slight from strong slants, also what `oblique` alone means, degrees.
  static let obliqueThreshold = 14.0

  /// The composite face: all faces with the style ranges of the best one, the last declared first.
  static func match(_ faces: [FontEntry], style: FontStyle) -> [FontEntry] {
    var remaining = keepBest(faces) { stretchRank($0.stretch, wanted: style.stretch) }
    remaining = keepBest(remaining) { slantRank($0.style, wanted: style.slant) }
    remaining = keepBest(remaining) { weightRank($0.weight, wanted: style.weight) }
    guard let best = remaining.first else { return [] }
    // Only declared faces divide characters among them; of two files that say the same of
    // themselves, the first one given serves.
    guard best.rule != nil else { return [best] }
    return remaining.reversed()
  }

  private static func keepBest(
    _ faces: [FontEntry], by rank: (FontEntry) -> Rank
  ) -> [FontEntry] {
    guard let best = faces.map(rank).min() else { return [] }
    return faces.filter { rank($0) == best }
  }

  /// How far a face is from what is wanted: first by the order in which the specification looks in
  /// directions, then by distance.
  struct Rank: Comparable {
    var direction: Int
    var distance: Double

    static let exact = Rank(direction: 0, distance: 0)

    static func < (a: Self, b: Self) -> Bool {
      (a.direction, a.distance) < (b.direction, b.distance)
    }
  }

  /// Narrow wishes look at narrower faces first, wide ones at wider.
  static func stretchRank(_ range: ClosedRange<Double>, wanted: Double) -> Rank {
    if range.contains(wanted) { return .exact }
    let isNarrower = range.upperBound < wanted
    return Rank(
      direction: isNarrower == (wanted <= 100) ? 1 : 2,
      distance: isNarrower ? wanted - range.upperBound : range.lowerBound - wanted)
  }

  /// Wishes of 400 to 500 look up to 500 first, lighter ones downward, bolder ones upward.
  static func weightRank(_ range: ClosedRange<Double>, wanted: Double) -> Rank {
    if range.contains(wanted) { return .exact }
    let isLighter = range.upperBound < wanted
    let distance = isLighter ? wanted - range.upperBound : range.lowerBound - wanted
    if wanted >= 400, wanted <= 500 {
      if !isLighter, range.lowerBound <= 500 { return Rank(direction: 1, distance: distance) }
      return Rank(direction: isLighter ? 2 : 3, distance: distance)
    }
    return Rank(direction: isLighter == (wanted < 400) ? 1 : 2, distance: distance)
  }

  static func slantRank(_ style: FontFaceRule.Style, wanted: FontStyle.Slant) -> Rank {
    switch wanted {
    case .italic:
      switch angles(style) {
      case nil: return .exact
      case let range?:
        if range.contains(obliqueThreshold) { return Rank(direction: 1, distance: 0) }
        if range.lowerBound > obliqueThreshold {
          return Rank(direction: 1, distance: range.lowerBound - obliqueThreshold)
        }
        return Rank(
          direction: range.upperBound > 0 ? 2 : 3, distance: obliqueThreshold - range.upperBound)
      }
    case .normal: return obliqueRank(style, wanted: 0)
    case .oblique(let degrees): return obliqueRank(style, wanted: degrees)
    }
  }

  /// The order for a wanted angle, mirrored for negative ones.
  private static func obliqueRank(_ style: FontFaceRule.Style, wanted: Double) -> Rank {
    guard var range = angles(style) else { return Rank(direction: 3, distance: 0) }
    var wanted = wanted
    if wanted < 0 {
      wanted = -wanted
      range = -range.upperBound...(-range.lowerBound)
    }
    if range.contains(wanted) { return .exact }
    let isAbove = range.lowerBound > wanted
    let distance = isAbove ? range.lowerBound - wanted : wanted - range.upperBound
    // Angles of the other sign come after italics.
    if !isAbove, range.upperBound < 0 || (wanted > 0 && range.upperBound <= 0) {
      return Rank(direction: 4, distance: distance)
    }
    let looksUpFirst = wanted >= obliqueThreshold || wanted == 0
    return Rank(direction: isAbove == looksUpFirst ? 1 : 2, distance: distance)
  }

  /// The angles of a face; nil for italic.
  private static func angles(_ style: FontFaceRule.Style) -> ClosedRange<Double>? {
    switch style {
    case .normal: 0...0
    case .italic: nil
    case .oblique(let range): range
    }
  }
}
