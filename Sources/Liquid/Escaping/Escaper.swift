import Findings

/// Why a value may not be printed where it stands.
struct EscapeFault: Error {
  var code: FindingCode
  var message: String
}

/// Prints values into a document, escaped for their place.
enum Escaper {
  static func append(
    _ text: String, to output: inout String, in context: EscapeContext
  ) throws(EscapeFault) {
    switch context {
    case .none, .deferred: output += text
    case .text: TextEscaper.append(text, to: &output)
    case .unquoted: TextEscaper.append(text, to: &output, isQuoted: false)
    case .url(let part, let isQuoted):
      let encoded = try URLEscaper.encoded(text, as: part)
      TextEscaper.append(encoded, to: &output, isQuoted: isQuoted)
    case .style(let position, let host):
      let checked = try StyleEscaper.checked(text, at: position)
      switch host {
      case .element: output += checked
      case .attribute(let isQuoted):
        TextEscaper.append(checked, to: &output, isQuoted: isQuoted)
      }
    }
  }

  /// Prints a piece of markup: what is trusted stays, what is escaped already is only checked.
  static func append(
    _ piece: Markup.Piece, to output: inout String, in context: EscapeContext
  ) throws(EscapeFault) {
    switch piece {
    case .trusted(let text): output += text
    case .data(let text): try append(text, to: &output, in: context)
    case .escaped(let text):
      switch context {
      case .url(let part, _) where part != .path && part != .component:
        let isStart = part != .continuation
        try URLEscaper.refuseScheme(in: TextEscaper.unescaped(text), allowsKnown: isStart)
        output += text
      case .style: try append(TextEscaper.unescaped(text), to: &output, in: context)
      case .unquoted: TextEscaper.append(TextEscaper.unescaped(text), to: &output, isQuoted: false)
      default: output += text
      }
    }
  }
}
