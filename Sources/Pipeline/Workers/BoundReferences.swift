import Campaign
import Dataset
import Foundation
import Liquid
import Rendering

/// Finds out which files of the drop one recipient's pages refer to: binds them, and follows their
/// references as the renderer does.
final class BoundReferences {
  private let page: LiquidTemplate
  /// The page's path inside the template.
  private let entry: String
  private let locator: ResourceLocator
  /// The real path of the drop, with a slash at its end.
  private let drop: String
  /// What each page sees of its variant: one where the template reads neither format nor colorway.
  private let variants: [Record]
  private let limits: RenderLimits
  /// What style sheets refer to in turn, by path.
  private var sheets: [String: [Reference]] = [:]

  init(_ job: JobSpecification, _ configuration: RenderingConfiguration) {
    page = configuration.page.template
    entry = job.paths.entry
    locator = ResourceLocator(
      roots: [job.paths.drop, job.paths.template], top: job.paths.template)
    let real = URL(filePath: job.paths.drop).resolvingSymlinksInPath().path(percentEncoded: false)
    drop = real.hasSuffix("/") ? real : real + "/"
    limits = RenderLimits(
      loopTurns: job.limits.loopTurns, outputBytes: job.limits.documentBytes)
    let all = configuration.variants.map(\.names)
    let usage = page.usage
    variants = usage.reads("format") || usage.reads("colorway") ? all : Array(all.prefix(1))
  }

  /// Paths relative to the drop, sorted.
  ///
  /// - Parameter names: what the page sees, but for its variant.
  func files(_ names: [Record], locale: String) -> [String] {
    var found: Set<String> = []
    var documents: Set<String> = []
    for variant in variants {
      guard
        let text = try? page.render(
          Scope(layers: names + [variant]), locale: locale, limits: limits),
        documents.insert(text).inserted
      else { continue }
      follow(ReferenceCollector.html(text, file: ""), from: entry, &found)
    }
    return found.sorted()
  }

  private func follow(_ references: [Reference], from file: String, _ found: inout Set<String>) {
    for reference in references {
      guard case .path = reference.target else { continue }
      let url = reference.url.trimmingCharacters(in: .whitespacesAndNewlines)
      let folder = (file as NSString).deletingLastPathComponent
      guard let path = try? locator.locate(url.hasPrefix("/") ? url : folder + "/" + url),
        path.hasPrefix(drop), found.insert(String(path.dropFirst(drop.count))).inserted,
        reference.role == .stylesheet
      else { continue }
      follow(sheetReferences(path), from: path, &found)
    }
  }

  private func sheetReferences(_ path: String) -> [Reference] {
    if let known = sheets[path] { return known }
    let text = FileManager.default.contents(atPath: path).map {
      String(decoding: $0, as: UTF8.self)
    }
    let found = ReferenceCollector.css(text ?? "", file: path)
    sheets[path] = found
    return found
  }
}
