internal import Engine
internal import Pango
internal import Scene

/// Answers one shaping request: items, their glyphs in pixels, and what fell back.
struct RunShaper {
  let request: ShapingRequest
  let range: Range<Int>
  let font: ResolvedFont

  func shape() -> ShapedText {
    var itemizer = FontItemizer(font: font)
    itemizer.itemize(request.text, in: range)
    var runs = itemizer.items.compactMap(shape)
    if request.isRightToLeft { runs.reverse() }
    return ShapedText(
      runs: runs, missing: itemizer.missing, fallbacks: fallbacks(of: itemizer.items))
  }

  private func shape(_ item: FontItem) -> ShapedRun? {
    guard let candidate = item.candidate, let face = candidate.face,
      let metrics = candidate.metrics
    else { return nil }
    let size = item.isSmallCapital ? SmallCapitals.size(in: candidate.size) : candidate.size
    guard let instance = candidate.instance(size: size) else { return nil }
    let isUpright = request.orientation == .upright
    let features = font.features.features(
      allowsLigatures: request.allowsLigatures, rule: candidate.entry.rule,
      capsTags: item.isSmallCapital ? [] : face.capsFeatures(for: font.features.caps) ?? [])
    var run = ShapingRun(
      text: request.text, range: item.range, script: item.script, language: font.style.language,
      isRightToLeft: request.isRightToLeft, isUpright: isUpright, features: features)
    var capitals: SmallCapitals?
    if item.isSmallCapital {
      let text = SmallCapitals(of: request.text, in: item.range)
      run.text = text.text
      run.range = 0..<text.text.count
      capitals = text
    }
    let space = face.glyph(for: 0x20) ?? 0
    let pixels = { (units: Int32) in
      Double(units) * instance.size / Double(face.unitsPerEm)
    }
    let glyphs = face.shape(run).map { glyph in
      let cluster = capitals?.origin(of: glyph.cluster) ?? glyph.cluster
      let isControl = isControl(at: cluster)
      return ShapedGlyph(
        id: isControl ? space : glyph.id, advance: isControl ? 0 : pixels(glyph.advance),
        offsetX: pixels(glyph.offsetX), offsetY: -pixels(glyph.offsetY), cluster: cluster,
        isUnsafeToBreak: glyph.isUnsafeToBreak)
    }
    return ShapedRun(
      font: instance, glyphs: glyphs, range: item.range, isRightToLeft: request.isRightToLeft,
      metrics: metrics, orientation: request.orientation)
  }

  private func isControl(at unit: Int) -> Bool {
    request.text.indices.contains(unit) && isLayoutControl(UInt32(request.text[unit]))
  }

  /// What was not as the style asked, each once, in order of appearance.
  private func fallbacks(of items: [FontItem]) -> [FontFallback] {
    var found: [FontFallback] = []
    func note(_ kind: FontFallback.Kind, _ wanted: String, _ used: String) {
      let fallback = FontFallback(kind: kind, wanted: wanted, used: used)
      if !found.contains(fallback) { found.append(fallback) }
    }
    let first = font.primary?.family ?? ""
    for family in font.absentFamilies { note(.familyMissing, family, first) }
    for item in items {
      guard let candidate = item.candidate else { continue }
      if !item.isListed { note(.glyphMissing, first, candidate.family) }
      // Colour glyphs are pictures: they are neither thickened nor slanted.
      if candidate.face?.hasColor == true { continue }
      if candidate.isSyntheticBold { note(.syntheticBold, candidate.family, candidate.family) }
      if candidate.isSyntheticOblique {
        note(.syntheticOblique, candidate.family, candidate.family)
      }
    }
    return found
  }
}
