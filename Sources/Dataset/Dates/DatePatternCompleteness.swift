extension DatePattern {
  /// Why dates cannot be read with the pattern: a directive that means nothing, or a year, month or
  /// day left open. Nil when they can.
  package var faultForReading: String? {
    if let unknown = unknownDirectives.first {
      return "dates cannot be read with the directive \(unknown)"
    }
    var letters: Set<Character> = []
    for case .directive(let directive) in items { letters.insert(directive.letter) }
    let hasYear = letters.contains("Y") || letters.contains("y")
    let hasDay = letters.contains("d") || letters.contains("e")
    let hasMonth = !letters.isDisjoint(with: "mBb")
    if letters.contains("s") || (hasYear && (letters.contains("j") || (hasMonth && hasDay))) {
      return nil
    }
    return "the format “\(source)” leaves the year, month or day open"
  }
}
