/// The candidates of a `srcset` attribute. `[HTML, §4.8.4.4]`
struct SourceSet {
  struct Candidate: Hashable {
    var url: String
    var density: Double?
    /// The picture's width in its own pixels.
    var width: Double?
  }

  private(set) var candidates: [Candidate] = []

  init(_ text: String) {
    var rest = Substring(text)
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "," }
      guard !rest.isEmpty else { return }
      var url = rest.prefix { !$0.isWhitespace }
      rest = rest.dropFirst(url.count)
      var descriptors = Substring()
      if url.last == "," {
        while url.last == "," { url.removeLast() }
      } else {
        descriptors = Self.descriptors(&rest)
      }
      if let candidate = Self.candidate(String(url), descriptors) { candidates.append(candidate) }
    }
  }

  /// What stands before the next comma outside of parentheses.
  private static func descriptors(_ rest: inout Substring) -> Substring {
    var depth = 0
    let end =
      rest.firstIndex { character in
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        return character == "," && depth <= 0
      } ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
  }

  /// Nil where a descriptor is malformed.
  private static func candidate(_ url: String, _ descriptors: Substring) -> Candidate? {
    var candidate = Candidate(url: url)
    for descriptor in descriptors.split(whereSeparator: \.isWhitespace) {
      let value = descriptor.dropLast()
      switch descriptor.last {
      case "w":
        guard let width = Int32(value), width > 0, candidate.width == nil else { return nil }
        candidate.width = Double(width)
      case "x":
        guard let density = Double(value), density.isFinite, density >= 0,
          candidate.density == nil
        else { return nil }
        candidate.density = density
      case "h": continue
      default: return nil
      }
    }
    return candidate.width != nil && candidate.density != nil ? nil : candidate
  }
}
