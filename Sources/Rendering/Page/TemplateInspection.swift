import Engine
package import Findings
import Markup

extension PageRenderer {
  /// What can be said of a page before its values are known: markup that is not rendered, CSS that is
  /// not understood, fonts that cannot be used, characters of its own without a glyph.
  ///
  /// - Parameters:
  ///   - markup: the source; what values will decide is hidden behind `filler`.
  ///   - isSnippet: has no style sheets and fonts of its own.
  ///   - colorways: one page in each of them; at least one.
  package func inspect(
    template markup: String, filler: Character, isSnippet: Bool, _ colorways: [PageSetup]
  ) -> [Finding] {
    guard let setup = colorways.first else { return [] }
    let parsed = parse(markup, label: setup.label)
    var findings = parsed.findings
    guard let document = parsed.document else { return findings.map { labelled($0, setup) } }
    let input = StyleInput(setup)
    let prepared = styles.prepare(document, input)
    let (shaper, fontFindings) = fonts.shaper(for: prepared.fontFaces)
    if !isSnippet {
      // Sources that are not there are reported where they are referred to.
      let absent = Set(prepared.fontFaces.filter(isAbsent).map(\.place))
      findings += fontFindings.filter { !absent.contains($0.place) }
    }
    let styled = styles.style(document, prepared, input, shaper: shaper)
    findings += styled.findings
    if !isSnippet {
      findings += colorways.dropFirst().compactMap { other in
        layoutFinding(document, styled.tree, other, shaper)
      }
    }
    findings += missingGlyphs(in: document, filler: filler, shaper)
    return findings.filter { finding in
      !finding.message.contains(filler) && finding.place.sample?.contains(filler) != true
        && finding.code != .stylesheetMissing
    }.map { labelled($0, setup) }
  }

  /// What is said of a colorway whose pages cannot share the layout of the first one's.
  private func layoutFinding(
    _ document: Document, _ first: StyledTree, _ other: PageSetup, _ shaper: LibraryTextShaper
  ) -> Finding? {
    let input = StyleInput(other)
    let styled = styles.style(
      document, styles.prepare(document, input), input, shaper: shaper)
    if Layout.isShared(by: first, and: styled.tree, images: imageSource) { return nil }
    let name = other.rootAttributes["data-colorway"] ?? ""
    return Finding(
      .layoutByColorway, "the colorway ‘\(name)’ changes more than colors",
      at: Place(file: other.file))
  }

  private func isAbsent(_ rule: Engine.FontFaceRule) -> Bool {
    rule.sources.allSatisfy { source in
      guard case .url(let reference, _) = source, DataURL.bytes(reference) == nil else {
        return false
      }
      return (try? fonts.locator.locate(reference)) == nil
    }
  }

  private func missingGlyphs(
    in document: Document, filler: Character, _ shaper: LibraryTextShaper
  ) -> [Finding] {
    var seen: Set<UInt32> = []
    var findings: [Finding] = []
    for index in document.nodes.indices {
      let id = NodeID(Int32(clamping: index))
      let node = document[id]
      guard !node.isElement, let parent = node.parentID, document[parent].isElement,
        !["style", "script", "title", "template"].contains(document.tag(of: parent))
      else { continue }
      let text = document.textContent(of: id)
      for scalar in text.unicodeScalars
      where scalar.value >= 0x80 && scalar != filler.unicodeScalars.first
        && !scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isWhitespace
        && seen.insert(scalar.value).inserted
      {
        let units = Array(String(scalar).utf16)
        let shaped = shaper.shape(
          ShapingRequest(
            text: units, range: 0..<units.count, font: FontStyle(), isRightToLeft: false))
        findings += TextFindings.missing(shaped.missing).map { finding in
          var finding = finding
          finding.place.line = node.line > 0 ? Int(node.line) : nil
          return finding
        }
      }
    }
    return findings
  }
}
