/// Hides Liquid in a template's source, character for character, so that the rest can be read as HTML
/// with its positions unchanged.
enum LiquidMask {
  /// Stands for each character of an output or a tag, so that a value with one in it is known to be
  /// dynamic.
  static let filler: Character = "\u{E000}"

  static func isDynamic(_ text: String) -> Bool { text.contains(filler) }

  /// Outputs, tags and comments become fillers; line ends stay.
  static func masked(_ source: String) -> String {
    masked(source) { _ in filler }
  }

  /// The same, but that the first character of each is what `mark` gives for its text.
  static func masked(_ source: String, mark: (Substring) -> Character) -> String {
    var masked = ""
    masked.reserveCapacity(source.utf8.count)
    var rest = source[...]
    while let open = rest.firstRange(of: #/\{[{%]/#) {
      masked += rest[..<open.lowerBound]
      let isOutput = rest[open].hasSuffix("{")
      let after = rest[open.upperBound...]
      let close = after.firstRange(of: isOutput ? "}}" : "%}")
      var end = close?.upperBound ?? rest.endIndex
      if !isOutput,
        let tag = after[..<(close?.lowerBound ?? rest.endIndex)].firstMatch(
          of: #/^-?\s*(comment|doc)\b/#)
      {
        let pattern = "end\(tag.1)"
        let tail = rest[end...]
        if let stop = tail.firstRange(of: pattern),
          let closing = tail[stop.upperBound...].firstRange(of: "%}")
        {
          end = closing.upperBound
        }
      }
      let construct = rest[open.lowerBound..<end]
      masked.append(mark(construct))
      for character in construct.dropFirst() {
        masked.append(character.isNewline ? character : filler)
      }
      rest = rest[end...]
    }
    return masked + rest
  }

  /// The paths of all snippets that a source calls, also by way of others, in the order of the calls.
  static func calledSnippets(from source: String, in texts: [String: String]) -> [String] {
    var called: [String] = []
    var pending = [source]
    while let source = pending.popLast() {
      for name in snippets(in: source) {
        let path = "snippets/" + name + (name.contains(".") ? "" : ".liquid")
        guard let text = texts[path], !called.contains(path) else { continue }
        called.append(path)
        pending.append(text)
      }
    }
    return called
  }

  /// The names of the snippets that a source calls.
  static func snippets(in source: String) -> [String] {
    source.matches(of: #/\{%-?\s*(?:render|include)\s+(?:"([^"]*)"|'([^']*)')/#)
      .map { String($0.1 ?? $0.2 ?? "") }
  }
}
