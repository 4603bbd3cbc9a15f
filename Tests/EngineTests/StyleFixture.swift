@testable import Engine
import Findings
import Markup

/// Style sheets by name, as a template would hold them.
final class MemoryLoader: StylesheetLoader {
  private let sheets: [String: String]
  init(_ sheets: [String: String]) { self.sheets = sheets }
  func stylesheet(_ reference: String, encoding: String?) -> String? { sheets[reference] }
}

/// A page, styled.
struct StyledPage {
  let result: StyleResult

  init(
    _ html: String, width: Double = 800, height: Double = 600, input: StyleInput? = nil,
    sheets: [String: String] = [:], type: MediaEnvironment.MediaType = .screen
  ) {
    let document = HTMLParser.parse(html).document ?? Document()
    let environment = MediaEnvironment(width: width, height: height, type: type)
    let engine = StyleEngine(loader: MemoryLoader(sheets))
    result = engine.style(document, input ?? StyleInput(environment: environment))
  }

  private var document: Document { result.tree.document }

  func node(_ id: String) -> NodeID? {
    document.nodes.indices.lazy.map { NodeID(Int32($0)) }.first {
      document.attribute("id", of: $0) == id
    }
  }

  /// The style of the element with that id; the initial style where there is none.
  subscript(id: String) -> ComputedStyle {
    node(id).flatMap { result.tree.style(of: $0) } ?? .initial
  }

  func before(_ id: String) -> ComputedStyle? {
    node(id).flatMap { result.tree.pseudoStyles[$0]?.before }.map { result.tree.styles[$0.index] }
  }

  var codes: [String] { result.findings.map(\.code.name) }
}
