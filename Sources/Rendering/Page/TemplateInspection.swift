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
  package func inspect(
    template markup: String, filler: Character, isSnippet: Bool, _ setup: PageSetup
  ) -> [Finding] {
    let parsed = parse(markup, label: setup.label)
    var findings = parsed.findings
    guard let document = parsed.document else { return findings.map { labelled($0, setup) } }
    let input = StyleInput(
      environment: MediaEnvironment(
        width: Double(setup.width), height: Double(setup.height), resolution: setup.scale),
      rootProperties: setup.rootProperties, rootAttributes: setup.rootAttributes,
      file: setup.file)
    let prepared = styles.prepare(document, input)
    let (shaper, fontFindings) = fonts.shaper(for: prepared.fontFaces)
    if !isSnippet {
      // Sources that are not there are reported where they are referred to.
      let absent = Set(prepared.fontFaces.filter(isAbsent).map(\.place))
      findings += fontFindings.filter { !absent.contains($0.place) }
    }
    findings += styles.style(document, prepared, input, shaper: shaper).findings
    findings += missingGlyphs(in: document, filler: filler, shaper)
    return findings.filter { finding in
      !finding.message.contains(filler) && finding.place.sample?.contains(filler) != true
        && finding.code != .stylesheetMissing
    }.map { labelled($0, setup) }
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
