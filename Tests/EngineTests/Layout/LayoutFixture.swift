import Findings
import Scene

@testable import Engine
@testable import Markup

/// Lays out markup with square characters of 10 px in a viewport of 800 × 600 and answers for boxes
/// by the `id` of their elements.
struct LayoutFixture {
  let document: Document
  let result: Layout.Result
  private var boxes: [String: [LayoutRect]] = [:]

  init(_ body: String, css: String = "", images: any ImageSource = MissingImages()) {
    let html = """
      <!DOCTYPE html><html><head><style>
      html, body { margin: 0; padding: 0; font: 10px/1 square }
      \(css)
      </style></head><body>\(body)</body></html>
      """
    self.init(
      HTMLParser.parse(html, limits: HTMLLimits(depth: 2000)).document ?? Document(),
      images: images)
  }

  init(_ document: Document, images: any ImageSource = MissingImages()) {
    self.document = document
    let engine = StyleEngine()
    var input = StyleInput(
      environment: MediaEnvironment(width: 800, height: 600))
    let shaper = SquareShaper()
    let prepared = engine.prepare(document, input)
    (_, result) = engine.layOut(document, prepared, &input, shaper: shaper) { styled in
      Layout.run(
        styled: styled, viewport: LayoutSize(width: 800, height: 600), shaper: shaper,
        images: images)
    } pages: {
      [$0.fragments]
    }
    if let root = result.fragments.root { collect(root, at: .zero) }
  }

  private mutating func collect(_ id: FragmentID, at origin: LayoutPoint) {
    let fragment = result.fragments[id]
    let rect = fragment.rect.offset(by: origin)
    if let node = fragment.node, fragment.pseudo == nil,
      let name = document.attribute("id", of: node)
    {
      if case .text = fragment.kind {} else { boxes[name, default: []].append(rect) }
    }
    for child in result.fragments.children(of: id) { collect(child, at: rect.origin) }
  }

  /// The border box of the element's first piece as `x y width height`.
  subscript(id: String) -> String {
    guard let rect = boxes[id]?.first else { return "no box" }
    return Self.text(rect)
  }

  /// The border boxes of all of the element's pieces.
  func pieces(of id: String) -> [String] { (boxes[id] ?? []).map(Self.text) }

  /// The text on each line of the page, from the top.
  var lines: [String] {
    result.fragments.fragments.compactMap { fragment -> String? in
      guard case .line = fragment.kind else { return nil }
      return text(of: fragment)
    }
  }

  private func text(of fragment: Fragment) -> String {
    let children = result.fragments.children[
      Int(fragment.children.lowerBound)..<Int(fragment.children.upperBound)]
    return children.map { id in
      let child = result.fragments[id]
      if case .text(let text) = child.kind { return text.text }
      return self.text(of: child)
    }.joined()
  }

  private static func text(_ rect: LayoutRect) -> String {
    [rect.minX, rect.minY, rect.width, rect.height].map { unit in
      unit.pixels == unit.pixels.rounded() ? "\(Int(unit.pixels))" : "\(unit.pixels)"
    }.joined(separator: " ")
  }
}
