/// Text of which some parts may stand in a document as they are: what `capture` collected, what
/// `escape` or `raw` gave.
///
/// The parts stay apart until they are printed, so that captured data is escaped for the place where it
/// ends up, and compared and filtered as the plain text that it is.
struct Markup: Sendable, Hashable {
  enum Piece: Sendable, Hashable {
    /// The template's own markup, or what `raw` let through.
    case trusted(String)
    /// Escaped already; its plain meaning is still checked where a URL begins.
    case escaped(String)
    /// Plain text still to be escaped.
    case data(String)
  }

  private(set) var pieces: [Piece] = []

  init(_ pieces: Piece...) {
    for piece in pieces { append(piece) }
  }

  mutating func append(_ piece: Piece) {
    switch (piece, pieces.last) {
    case (.trusted(let text), .trusted(let before)):
      pieces[pieces.count - 1] = .trusted(before + text)
    default:
      if !piece.text.isEmpty { pieces.append(piece) }
    }
  }

  mutating func append(contentsOf other: Markup) {
    for piece in other.pieces { append(piece) }
  }

  /// All parts as they are.
  var plain: String { pieces.map(\.text).joined() }

  var byteCount: Int { pieces.reduce(0) { $0 + $1.text.utf8.count } }

  /// Each part changed by itself, keeping its nature.
  func mapPieces(_ change: (String, _ isFirst: Bool, _ isLast: Bool) -> String) -> Markup {
    var result = Markup()
    for (index, piece) in pieces.enumerated() {
      let text = change(piece.text, index == 0, index == pieces.count - 1)
      switch piece {
      case .trusted: result.append(.trusted(text))
      case .escaped: result.append(.escaped(text))
      case .data: result.append(.data(text))
      }
    }
    return result
  }
}

extension Markup.Piece {
  var text: String {
    switch self {
    case .trusted(let text), .escaped(let text), .data(let text): text
    }
  }
}
