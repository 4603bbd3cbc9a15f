import Engine
import Findings
import Foundation
import Pango

/// The fonts of pages: one library for each set of `@font-face` rules, all over one store.
///
/// Pages with the same rules share a library and so its caches; rules of one page never reach another.
final class PageFonts {
  let store: FontStore
  private let folders: [String]
  let locator: ResourceLocator
  private var shapers: [[Engine.FontFaceRule]: (shaper: LibraryTextShaper, findings: [Finding])] =
    [:]

  /// Sets of rules kept; a batch of unlike pages begins anew.
  private static let maximumSets = 16

  init(folders: [String], locator: ResourceLocator) throws(FontError) {
    store = try FontStore()
    self.folders = folders
    self.locator = locator
  }

  /// The shaper for a page's rules, and what was wrong with them.
  func shaper(for rules: [Engine.FontFaceRule]) -> (LibraryTextShaper, [Finding]) {
    if let known = shapers[rules] { return known }
    let library = FontLibrary(store: store)
    var findings = library.addFolders(folders).map { file, reason in
      Finding(
        .fontFailed,
        "the font file ‘\((file as NSString).lastPathComponent)’ cannot be used: \(reason)",
        at: Place(file: file))
    }
    let unusable = Set(findings.compactMap(\.place.file))
    for rule in rules {
      do throws(FontRuleError) {
        try library.add(FontFaceRule(rule, locator: locator))
      } catch {
        // A file that was reported among the folder's is not reported again.
        let files = error.problems.compactMap { problem -> String? in
          guard case .file(let path) = problem.source else { return nil }
          return path
        }
        if files.count == error.problems.count, !files.isEmpty, unusable.isSuperset(of: files) {
          continue
        }
        let reasons = error.problems.map { "\($0.error)" }.joined(separator: "; ")
        findings.append(
          Finding(
            .fontFailed,
            "no source of the font ‘\(rule.family)’ can be used: "
              + (reasons.isEmpty ? "there is no such file" : reasons), at: rule.place))
      }
    }
    let shaper = LibraryTextShaper(library: library)
    if shapers.count >= Self.maximumSets { shapers = [:] }
    shapers[rules] = (shaper, findings)
    return (shaper, findings)
  }
}

extension FontFaceRule {
  /// The rule with its references resolved; sources that lead nowhere are left out.
  init(_ rule: Engine.FontFaceRule, locator: ResourceLocator) {
    self.init(
      family: rule.family,
      sources: rule.sources.compactMap { source in
        switch source {
        case .local(let name): return .local(name)
        case .url(let reference, _):
          if let bytes = DataURL.bytes(reference) { return .data(bytes) }
          return (try? locator.locate(reference)).map { .file($0) }
        }
      })
    weight = rule.weight
    stretch = rule.stretch
    switch rule.slant {
    case .normal: style = .normal
    case .italic: style = .italic
    case .oblique(let angle): style = .oblique(rule.obliqueRange ?? angle...angle)
    }
    unicodeRange = rule.unicodeRange
    features = rule.features
    variations = rule.variations
    ascentOverride = rule.ascentOverride
    descentOverride = rule.descentOverride
    lineGapOverride = rule.lineGapOverride
    sizeAdjust = rule.sizeAdjust
  }
}
