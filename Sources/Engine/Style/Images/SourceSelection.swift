import Markup

/// A picture that an `<img>` may show.
package struct ImageCandidate: Sendable, Hashable {
  package var url: String
  /// Image pixels per CSS pixel, above 0.
  package var density: Double
}

/// Chooses the pictures of `<img>` elements with `srcset` or in a `<picture>`. `[HTML, §4.8.4.3]`
struct SourceSelection {
  private let document: Document
  private let environment: MediaEnvironment

  init(_ document: Document, _ environment: MediaEnvironment) {
    self.document = document
    self.environment = environment
  }

  /// The chosen pictures; elements whose `src` alone counts are missing.
  func choices() -> [NodeID: ImageCandidate] {
    var choices: [NodeID: ImageCandidate] = [:]
    for index in document.nodes.indices where document.nodes[index].isElement {
      let node = NodeID(Int32(clamping: index))
      guard document.tag(of: node) == "img", let choice = choice(for: node) else { continue }
      choices[node] = choice
    }
    return choices
  }

  private func choice(for image: NodeID) -> ImageCandidate? {
    for source in sources(before: image) {
      guard let set = document.attribute("srcset", of: source), isMeant(source) else { continue }
      let sizes = document.attribute("sizes", of: source)
      if let best = best(of: SourceSet(set).candidates, sizes: sizes) { return best }
    }
    guard let set = document.attribute("srcset", of: image) else { return nil }
    var candidates = SourceSet(set).candidates
    if let plain = document.attribute("src", of: image), !plain.isEmpty,
      !candidates.contains(where: { $0.width != nil || $0.density == 1 })
    {
      candidates.append(SourceSet.Candidate(url: plain, density: 1))
    }
    return best(of: candidates, sizes: document.attribute("sizes", of: image))
  }

  private func sources(before image: NodeID) -> [NodeID] {
    guard let parent = document[image].parentID, document.tag(of: parent) == "picture" else {
      return []
    }
    return document.children(of: parent).prefix { $0 != image }
      .filter { document[$0].isElement && document.tag(of: $0) == "source" }
  }

  /// Whether a `<source>` is for this page, and of a kind that can be shown.
  private func isMeant(_ source: NodeID) -> Bool {
    if let type = document.attribute("type", of: source)?.trimmingSpaces.lowercased(),
      !type.isEmpty, !Self.types.contains(type)
    {
      return false
    }
    guard let media = document.attribute("media", of: source) else { return true }
    return MediaQueryList(TokenBuffer(media).all).matches(environment)
  }

  private static let types: Set<String> = [
    "image/png", "image/apng", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/avif",
    "image/svg+xml",
  ]

  /// As Chromium chooses: the first that has pixels enough, or the one before it where that is nearer.
  private func best(of candidates: [SourceSet.Candidate], sizes: String?) -> ImageCandidate? {
    let width = sourceSize(sizes)
    let sorted = candidates.compactMap { candidate -> ImageCandidate? in
      var density = candidate.density ?? 1
      if let pixels = candidate.width { density = width > 0 ? pixels / width : .infinity }
      guard density > 0 else { return nil }
      return ImageCandidate(url: candidate.url, density: density)
    }.enumerated().sorted { ($0.element.density, $0.offset) < ($1.element.density, $1.offset) }
      .map(\.element)
    let wanted = environment.resolution
    var index = 0
    while index + 1 < sorted.count {
      let (this, next) = (sorted[index].density, sorted[index + 1].density)
      if next < wanted {
        index += 1
        continue
      }
      let isNearer = wanted <= 1 ? wanted > this : wanted >= (this * next).squareRoot()
      if this < wanted, isNearer { index += 1 }
      break
    }
    guard sorted.indices.contains(index), sorted[index].density.isFinite else {
      return sorted.first.map { ImageCandidate(url: $0.url, density: 1) }
    }
    return sorted[index]
  }

  /// The width in CSS pixels that `sizes` gives the picture.
  private func sourceSize(_ sizes: String?) -> Double {
    guard let sizes else { return environment.width }
    let context = ComputeContext(
      pageWidth: environment.width, pageHeight: environment.height, shaper: nil)
    for part in TokenBuffer(sizes).all.splitAtCommas.map(\.trimmed) {
      var cursor = part.cursor
      var last = cursor.position
      while !cursor.isDone {
        cursor.skipWhitespace()
        last = cursor.position
        _ = cursor.next()
      }
      var value = ComponentValues(part.buffer, last..<part.range.upperBound).cursor
      guard let length = value.length(.nonNegative), value.isDone else { continue }
      let condition = ComponentValues(part.buffer, part.range.lowerBound..<last)
      if MediaQueryList(condition).matches(environment) { return length.resolve(context) }
    }
    return environment.width
  }
}
