import Findings

/// What a scalar's text must be, for the validator, for messages and for the JSON Schema.
struct ScalarRule: Sendable {
  /// Completes “expected …”.
  var expected: String
  /// Completes the JSON Schema of the scalar.
  var schema: [JSON.Member]
  /// Texts to suggest instead of a wrong one.
  var candidates: [String] = []
  var accepts: @Sendable (String) -> Bool
}

extension ScalarRule {
  /// Any text that is not blank.
  static let text = ScalarRule(
    expected: "text", schema: [.init("type", "string")],
    accepts: { $0.contains { !$0.isWhitespace } })

  /// A value that stands for itself, also empty.
  static let value = ScalarRule(
    expected: "a value", schema: [.init("type", ["string", "number", "boolean"])],
    accepts: { _ in true })

  static func text(_ expected: String) -> ScalarRule {
    var rule = text
    rule.expected = expected
    return rule
  }

  /// `true` or `false`.
  static let boolean = ScalarRule(
    expected: "true or false", schema: [.init("type", "boolean")], candidates: ["true", "false"],
    accepts: { $0 == "true" || $0 == "false" })

  static func oneOf(_ choices: [String]) -> ScalarRule {
    ScalarRule(
      expected: "one of " + choices.joined(separator: ", "),
      schema: [.init("enum", .array(choices.map(JSON.string)))], candidates: choices,
      accepts: { choices.contains($0) })
  }

  static func integer(_ range: ClosedRange<Int>) -> ScalarRule {
    let expected =
      range.upperBound == .max
      ? "a whole number of at least \(range.lowerBound)"
      : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    var schema: [JSON.Member] = [
      .init("type", "integer"), .init("minimum", .integer(Int64(range.lowerBound))),
    ]
    if range.upperBound != .max {
      schema.append(.init("maximum", .integer(Int64(range.upperBound))))
    }
    return ScalarRule(
      expected: expected, schema: schema,
      accepts: { text in plainInteger(text).map(range.contains) ?? false })
  }

  static func number(_ range: ClosedRange<Double>) -> ScalarRule {
    ScalarRule(
      expected: "a number from \(JSON.number(range.lowerBound).line) to "
        + JSON.number(range.upperBound).line,
      schema: [
        .init("type", "number"), .init("minimum", .number(range.lowerBound)),
        .init("maximum", .number(range.upperBound)),
      ],
      accepts: { text in plainNumber(text).map(range.contains) ?? false })
  }

  /// Texts matching a pattern that Swift and JSON Schema read alike; anchored by the caller.
  static func pattern(_ pattern: String, expected: String) -> ScalarRule {
    ScalarRule(
      expected: expected,
      schema: [.init("type", "string"), .init("pattern", .string(pattern))],
      accepts: { text in
        guard let expression = try? Regex(pattern) else { return false }
        return text.wholeMatch(of: expression) != nil
      })
  }
}

/// Digits with an optional sign, within `Int`.
func plainInteger(_ text: String) -> Int? {
  let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
  guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
  return Int(text)
}

/// Digits with an optional fraction, without exponent.
func plainNumber(_ text: String) -> Double? {
  let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
    return nil
  }
  return Double(text)
}
