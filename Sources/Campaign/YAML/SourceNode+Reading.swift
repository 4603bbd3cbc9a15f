/// Typed reading of nodes that a descriptor's table has checked; what did not pass reads as absent.
extension SourceNode {
  func text(_ key: String) -> String? { self[key]?.text }

  func located(_ key: String, in file: String) -> Located<String>? {
    guard let node = self[key], let text = node.text else { return nil }
    return Located(text, at: node.textMark.place(in: file))
  }

  func bool(_ key: String) -> Bool? {
    switch text(key) {
    case "true": true
    case "false": false
    default: nil
    }
  }

  func int(_ key: String) -> Int? { text(key).flatMap(plainInteger) }

  func texts(_ key: String) -> [String]? { self[key]?.items?.compactMap(\.text) }
}
