/// What a text with Liquid in it can come to without any value: the ways through its conditions,
/// literals, and the literals that stand in for missing values.
struct LiquidAlternatives {
  /// In the order of their conditions, each once; what depends on a value is not among them.
  private(set) var texts: [String] = []

  private var rest: ArraySlice<LiquidConstructs.Part>
  /// A tag stands there whose working is not followed.
  private var isUnclear = false
  private static let limit = 64
  /// Blocks around what is read now.
  private var depth = 0
  private static let maximumDepth = 16

  /// A text that depends on a value is nil.
  private typealias Texts = [String?]

  init(_ parts: [LiquidConstructs.Part]) {
    rest = parts[...]
    let found = sequence()
    guard !isUnclear, rest.isEmpty else { return }
    for case let text? in found where !texts.contains(text) { texts.append(text) }
  }

  /// Reads on up to the end, or to a tag that ends or divides a block.
  private mutating func sequence() -> Texts {
    var found: Texts = [""]
    while let part = rest.first, !isUnclear {
      switch part {
      case .literal(let text):
        rest.removeFirst()
        found = found.map { $0.map { $0 + text } }
      case .construct(let text):
        let name = Self.tagName(of: text)
        if let name, Self.dividers.contains(name) { return found }
        rest.removeFirst()
        found = product(found, name.map { tag($0) } ?? output(text))
      }
    }
    return found
  }

  private static let dividers: Set = ["elsif", "else", "when", "endif", "endunless", "endcase"]

  private mutating func tag(_ name: String) -> Texts {
    switch name {
    case "if", "unless", "case": return branches(until: "end" + name, isCase: name == "case")
    case "assign", "comment", "endcomment", "#": return [""]
    default:
      isUnclear = true
      return [nil]
    }
  }

  /// The ways through a block whose first tag has been read.
  private mutating func branches(until end: String, isCase: Bool) -> Texts {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      isUnclear = true
      return [nil]
    }
    // Nothing before the first `when` is printed.
    var found = sequence()
    if isCase { found = [] }
    var hasElse = false
    while case .construct(let text)? = rest.first, let name = Self.tagName(of: text) {
      rest.removeFirst()
      if name == end { return hasElse ? found : found + [""] }
      guard Self.dividers.contains(name), !name.hasPrefix("end") else { break }
      hasElse = hasElse || name == "else"
      found += sequence()
      if found.count > Self.limit { break }
    }
    isUnclear = true
    return [nil]
  }

  private mutating func product(_ first: Texts, _ second: Texts) -> Texts {
    guard first.count * second.count <= Self.limit else {
      isUnclear = true
      return [nil]
    }
    return first.flatMap { head in
      second.map { tail in head.flatMap { head in tail.map { head + $0 } } }
    }
  }

  /// What an output prints without a value: a literal, or the literal of its last filter `default`.
  private func output(_ text: String) -> Texts {
    let literal = #/\{\{-?\s*(?:"([^"]*)"|'([^']*)')\s*-?\}\}/#
    if let match = text.wholeMatch(of: literal) { return [String(match.1 ?? match.2 ?? "")] }
    let fallback = #/\{\{.*\|\s*default\s*:\s*(?:"([^"]*)"|'([^']*)')\s*-?\}\}/#
      .dotMatchesNewlines()
    guard let match = text.wholeMatch(of: fallback) else { return [nil] }
    return [nil, String(match.1 ?? match.2 ?? "")]
  }

  /// The name of a tag; nil of an output.
  private static func tagName(of text: String) -> String? {
    guard let match = text.prefixMatch(of: #/\{%-?\s*(\w+|#)?/#) else { return nil }
    return String(match.1 ?? "")
  }
}
