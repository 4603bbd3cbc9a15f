import Glibc
import Markup
import Scene

/// Text along a path as one piece for each cluster, since SVG renderers know no `<textPath>`.
/// `[SVG 2, §11.8]`
struct SVGTextPath {
  let style: SVGElementStyle
  let shaper: any TextShaper

  private struct Cluster {
    var text: String
    var advance: Double
  }

  private var document: Document { style.styled.document }

  static func isLed(_ text: NodeID, in document: Document) -> Bool {
    document.tag(of: text) == "text"
      && document.children(of: text).contains { document.tag(of: $0).lowercased() == "textpath" }
  }

  /// The pieces of a `<textPath>`: where each stands, as a transform, with its text.
  func pieces(of node: NodeID) -> [(transform: String, text: String)] {
    let references = style.shape.references
    guard
      let reference = references.attribute("href", of: node)
        ?? references.attribute("xlink:href", of: node),
      reference.hasPrefix("#"),
      let element = references.element(named: String(reference.dropFirst())),
      let outline = style.shape.outline(of: element),
      let computed = style.styled.style(of: node)
    else { return [] }
    let path = MeasuredPath(outline)
    var clusters = clusters(of: node, computed)
    guard !clusters.isEmpty, path.length > 0 else { return [] }
    var total = clusters.reduce(0) { $0 + $1.advance }
    if let wanted = references.number("textLength", of: node, base: path.length), wanted > 0 {
      let gap = (wanted - total) / Double(max(clusters.count - 1, 1))
      for index in clusters.indices { clusters[index].advance += gap }
      total = wanted
    }
    var pen = start(of: node, on: path, element, references)
    switch style.inherited("text-anchor", by: node) {
    case "middle": pen -= total / 2
    case "end": pen -= total
    default: break
    }
    let parent = document[node].parentID
    let lift =
      style.baselineShift(of: node)
      + (references.numbers("dy", of: node).first
        ?? parent.flatMap { references.numbers("dy", of: $0).first } ?? 0)
    var pieces: [(transform: String, text: String)] = []
    for cluster in clusters {
      defer { pen += cluster.advance }
      guard let place = path.place(at: pen + cluster.advance / 2) else { continue }
      let (c, s) = (cos(place.angle), sin(place.angle))
      let back = -cluster.advance / 2
      let numbers = [
        c, s, -s, c, place.point.x + c * back - s * lift, place.point.y + s * back + c * lift,
      ]
      pieces.append(("matrix(\(numbers.map(\.svgText).joined(separator: " ")))", cluster.text))
    }
    return pieces
  }

  /// `startOffset`, and the move that the text begins with.
  private func start(
    of node: NodeID, on path: MeasuredPath, _ element: NodeID, _ references: SVGReferences
  ) -> Double {
    let isShare = references.attribute("startOffset", of: node)?.contains("%") == true
    let stated = references.number("pathLength", of: element) ?? 0
    let scale = isShare || stated <= 0 ? 1 : path.length / stated
    let offset = references.number("startOffset", of: node, base: path.length) ?? 0
    let parent = document[node].parentID
    let moved =
      references.numbers("dx", of: node).first
      ?? parent.flatMap { references.numbers("dx", of: $0).first } ?? 0
    return offset * scale + moved
  }

  private func clusters(of node: NodeID, _ computed: ComputedStyle) -> [Cluster] {
    let words = document.textContent(of: node).split { $0.isWhitespace }
    let text = style.transformed(words.joined(separator: " "), by: computed)
    let units = Array(text.utf16)
    guard !units.isEmpty else { return [] }
    let spacing = computed.text.letterSpacing
    let shaped = shaper.shape(
      ShapingRequest(
        text: units, range: 0..<units.count, font: computed.font, isRightToLeft: false,
        allowsLigatures: spacing == 0))
    var advances: [Int: Double] = [:]
    for run in shaped.runs {
      for glyph in run.glyphs { advances[glyph.cluster, default: 0] += glyph.advance }
    }
    let starts = advances.keys.sorted()
    return starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1] : units.count
      return Cluster(
        text: String(decoding: units[starts[index]..<end], as: UTF16.self),
        advance: (advances[starts[index]] ?? 0) + spacing)
    }
  }
}
