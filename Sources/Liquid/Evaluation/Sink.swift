import Dataset

/// Where output goes: the result, or what a `capture` collects.
struct Sink {
  private(set) var text = ""
  private var pieces = Markup()
  /// Bytes in `pieces`.
  private var flushed = 0

  var byteCount: Int { flushed + text.utf8.count }

  mutating func reserve(_ bytes: Int) { text.reserveCapacity(bytes) }

  mutating func write(_ literal: String) { text += literal }

  mutating func write(_ cell: Cell, in context: EscapeContext) throws(EscapeFault) {
    switch cell {
    case .data(.string(let string)):
      if context == .deferred {
        append(.data(string))
      } else {
        try Escaper.append(string, to: &text, in: context)
      }
    case .data(.integer(let integer)): text += String(integer)
    case .data(.null): break
    case .markup(let markup):
      for piece in markup.pieces {
        if context == .deferred {
          append(piece)
        } else if context == .none {
          text += piece.text
        } else {
          try Escaper.append(piece, to: &text, in: context)
        }
      }
    default:
      let string = Conversion.text(cell)
      if context == .deferred {
        append(.data(string))
      } else {
        try Escaper.append(string, to: &text, in: context)
      }
    }
  }

  private mutating func append(_ piece: Markup.Piece) {
    flush()
    pieces.append(piece)
    flushed += piece.text.utf8.count
  }

  private mutating func flush() {
    guard !text.isEmpty else { return }
    flushed += text.utf8.count
    pieces.append(.trusted(text))
    text = ""
  }

  /// What was collected: plain text where nothing was escaped.
  mutating func captured(escapes: Bool) -> Cell {
    guard escapes else { return .string(text) }
    flush()
    return .markup(pieces)
  }
}
