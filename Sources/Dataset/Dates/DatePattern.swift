/// A strftime pattern such as `%e %B %Y`, read once, to print or to parse dates.
package struct DatePattern: Sendable, Hashable {
  /// The pattern as it was written.
  package let source: String
  let items: [Item]

  enum Item: Sendable, Hashable {
    case literal(String)
    case directive(Directive)
  }

  /// One `%…`: flags, width and the letter.
  struct Directive: Sendable, Hashable {
    var letter: Character
    /// `-` no padding, `0` zeros, `_` spaces; nil is the letter's own.
    var padding: Character?
    /// `^`
    var isUpper = false
    /// `#`
    var swapsCase = false
    /// Colons of `%:z`.
    var colons = 0
    var width: Int?
    /// The text itself, for letters that mean nothing.
    var text: String
  }

  /// Letters that stand for other patterns.
  private static let composites: [Character: String] = [
    "D": "%m/%d/%y", "x": "%m/%d/%y", "F": "%Y-%m-%d", "T": "%H:%M:%S", "X": "%H:%M:%S",
    "R": "%H:%M", "r": "%I:%M:%S %p", "c": "%a %b %e %H:%M:%S %Y", "v": "%e-%^b-%Y",
    "+": "%a %b %e %H:%M:%S %Z %Y", "h": "%b",
  ]
  private static let letters = Set("YCymBbdejHkIlMSLNzZAaupPUWVGgwstn%")

  package init(_ source: String) {
    self.source = source
    items = Self.items(of: source)
  }

  /// The directives that mean nothing, as written: `%Q`.
  package var unknownDirectives: [String] {
    items.compactMap { item in
      if case .directive(let directive) = item, !Self.letters.contains(directive.letter) {
        return directive.text
      }
      return nil
    }
  }

  private static func items(of source: String) -> [Item] {
    var items: [Item] = []
    var literal = ""
    var rest = Array(source)[...]
    while let character = rest.popFirst() {
      guard character == "%", let directive = directive(in: &rest) else {
        literal.append(character)
        continue
      }
      if !literal.isEmpty { items.append(.literal(literal)) }
      literal = ""
      if let composite = composites[directive.letter], directive.width == nil {
        items += Self.items(of: composite).map { applying(directive, to: $0) }
      } else {
        items.append(.directive(directive))
      }
    }
    if !literal.isEmpty { items.append(.literal(literal)) }
    return items
  }

  /// Reads what follows a `%`; nil where nothing does.
  private static func directive(in rest: inout ArraySlice<Character>) -> Directive? {
    var directive = Directive(letter: "%", text: "%")
    var ahead = rest
    while let character = ahead.popFirst() {
      directive.text.append(character)
      switch character {
      case "-",
        "0" where directive.width == nil, "_":
        directive.padding = character
      case "^": directive.isUpper = true
      case "#": directive.swapsCase = true
      case ":": directive.colons += 1
      // Asks for the locale's other calendar or digits, which no locale here has.
      case "E" where ahead.first.map("cCxXyY".contains) == true: break
      case "O" where ahead.first.map("deHImMSuUVwWy".contains) == true: break
      case "0"..."9":
        let digit = character.wholeNumberValue ?? 0
        // Wider than any date: a width only pads.
        directive.width = min((directive.width ?? 0) * 10 + digit, 64)
      default:
        directive.letter = character
        rest = ahead
        return directive
      }
    }
    return nil
  }

  private static func applying(_ outer: Directive, to item: Item) -> Item {
    guard outer.isUpper, case .directive(var inner) = item else { return item }
    inner.isUpper = true
    return .directive(inner)
  }
}
