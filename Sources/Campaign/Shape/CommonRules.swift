import Findings

/// Rules that both descriptors use.
extension ScalarRule {
  static let identifier = pattern(
    "[A-Za-z0-9_-]{1,100}", expected: "a name of letters, digits, - and _")

  /// What templates call a value.
  static let fieldName = pattern(
    "[A-Za-z_][A-Za-z0-9_-]{0,99}",
    expected: "a field's name: a letter or _, then letters, digits, - and _")

  static let customProperty = pattern(
    "--[^\\s:;{}]+", expected: "a custom property's name such as --accent")

  static let formatVersion = ScalarRule(
    expected: "1, the version of the format", schema: [.init("const", 1)], candidates: ["1"],
    accepts: { $0 == "1" })

  static let path = text("a file's path")

  static let languageTag = pattern(
    "[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*", expected: "a language tag such as en-US")

  static let severity = oneOf(["none", "info", "warning", "error"])
}

/// Sizes that a surface may have.
enum SizeRange {
  static let length = 1...16_384
  static let scale = 0.1...8.0
  /// cairo's image surfaces end here.
  static let deviceLength = 32_767
}
