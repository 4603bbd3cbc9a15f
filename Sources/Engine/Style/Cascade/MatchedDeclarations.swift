/// The declaration blocks that match one element, in cascade order once sorted.
struct MatchedDeclarations {
  enum Origin: UInt8, Comparable {
    case userAgent, hint, author, inline

    static func < (a: Origin, b: Origin) -> Bool { a.rawValue < b.rawValue }
  }

  struct Key {
    var origin: Origin
    var priority: UInt64
    var layer: UInt16
  }

  private(set) var blocks: [(key: Key, block: DeclarationBlock)] = []
  /// Custom properties that the caller lays over the root.
  var rootProperties: [(name: String, value: String)] = []

  mutating func add(_ block: DeclarationBlock, _ key: Key) { blocks.append((key, block)) }

  mutating func sort() {
    blocks.sort {
      ($0.key.origin, $0.key.priority) < ($1.key.origin, $1.key.priority)
    }
  }

  var identity: [ObjectIdentifier] { blocks.map { ObjectIdentifier($0.block) } }
  var readsAttributes: Bool {
    blocks.contains { $0.block.normal.readsAttributes || $0.block.important.readsAttributes }
  }

  /// Lists of declarations from the weakest to the strongest: normal ones by origin, then important
  /// ones with author layers reversed and the user agent's last. `[CSS Cascade 5, §6.1]`
  var lists: [(list: DeclarationList, key: Key, isImportant: Bool)] {
    var result: [(list: DeclarationList, key: Key, isImportant: Bool)] = []
    result.reserveCapacity(blocks.count)
    for (key, block) in blocks where !block.normal.isEmpty {
      result.append((block.normal, key, false))
    }
    var important = blocks.filter { !$0.block.important.isEmpty }
    guard !important.isEmpty else { return result }
    func rank(_ key: Key) -> (Int, Int, UInt64) {
      switch key.origin {
      case .hint, .author: (0, -Int(key.layer), key.priority)
      case .inline: (1, 0, 0)
      case .userAgent: (2, -Int(key.layer), key.priority)
      }
    }
    important.sort { rank($0.key) < rank($1.key) }
    for (key, block) in important { result.append((block.important, key, true)) }
    return result
  }
}
