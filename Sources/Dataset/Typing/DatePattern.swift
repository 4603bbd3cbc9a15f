/// A strftime format compiled for reading: POSIX strptime's directives without the locale's own.
package struct DatePattern: Sendable {
  private let steps: [Step]

  private enum Step {
    case literal(String)
    case whiteSpace
    case directive(Character)
  }

  /// Why a format cannot be used to read dates.
  package struct Fault: Error {
    package let message: String
  }

  private static let known: Set<Character> = Set("YmdeyBbhHIMSpPAajTRDFzZs%")

  /// - Throws: for a directive that cannot be read, and for a format that leaves the day open.
  package init(_ format: String) throws(Fault) {
    var steps: [Step] = []
    var seen: Set<Character> = []
    var rest = format[...]
    while let character = rest.popFirst() {
      if character.isWhitespace {
        steps.append(.whiteSpace)
        rest = rest.drop(while: \.isWhitespace)
      } else if character == "%" {
        // Flags of padding and case make no difference to reading.
        rest = rest.drop { "-_0^#".contains($0) }
        guard let directive = rest.popFirst() else {
          throw Fault(message: "the format “\(format)” ends in the middle of a directive")
        }
        switch directive {
        case "n", "t": steps.append(.whiteSpace)
        case _ where Self.known.contains(directive):
          steps.append(.directive(directive))
          seen.insert(directive)
        default: throw Fault(message: "dates cannot be read with the directive %\(directive)")
        }
      } else {
        steps.append(.literal(String(character)))
      }
    }
    self.steps = steps
    let hasYear = !seen.isDisjoint(with: "Yy")
    let hasDay = !seen.isDisjoint(with: "de") && !seen.isDisjoint(with: "mBbh")
    let isWhole = !seen.isDisjoint(with: "FDs") || (hasYear && (hasDay || seen.contains("j")))
    guard isWhole else {
      throw Fault(message: "the format “\(format)” leaves the year, month or day open")
    }
  }

  /// The date that the whole text is; nil when it does not match or no such day exists.
  package func date(from text: String) -> CalendarDate? {
    var scanner = DateScanner(text)
    var parts = DateParts()
    for step in steps {
      switch step {
      case .literal(let literal): guard scanner.take(literal: literal) else { return nil }
      case .whiteSpace: guard scanner.whiteSpace() else { return nil }
      case .directive(let directive):
        guard parts.read(directive, from: &scanner) else { return nil }
      }
    }
    return scanner.isAtEnd ? parts.date : nil
  }
}
