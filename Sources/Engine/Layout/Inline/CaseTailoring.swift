/// Letter case where languages have rules of their own. `[CSS Text 3, §2.1.1]`, Unicode `SpecialCasing`
enum CaseTailoring {
  // MARK: Greek

  /// Greek capitals have no accents, except that a lone eta keeps its own. Where an accent kept two
  /// vowels apart, a dialytika does so.
  static func greekUppercase(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var followsAccent = false
    for (index, scalar) in scalars.enumerated() {
      if scalar == "ή" || scalar == "Ή", isAlone(scalars, index) {
        result.append("Ή")
        followsAccent = false
        continue
      }
      if followsAccent, let separated = separated[scalar] {
        result.append(separated)
        followsAccent = false
        continue
      }
      let plain = unaccented[scalar]
      followsAccent = plain != nil && scalar != "ΐ" && scalar != "ΰ"
      result.append(plain ?? scalar)
    }
    return String(result).uppercased()
  }

  private static func isAlone(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    func isLetter(_ index: Int) -> Bool {
      scalars.indices.contains(index) && scalars[index].properties.isAlphabetic
    }
    return !isLetter(index - 1) && !isLetter(index + 1)
  }

  private static let separated: [Unicode.Scalar: Unicode.Scalar] = [
    "ι": "Ϊ", "υ": "Ϋ", "Ι": "Ϊ", "Υ": "Ϋ",
  ]

  private static let unaccented: [Unicode.Scalar: Unicode.Scalar] = [
    "ά": "α", "έ": "ε", "ή": "η", "ί": "ι", "ό": "ο", "ύ": "υ", "ώ": "ω", "Ά": "Α", "Έ": "Ε",
    "Ή": "Η", "Ί": "Ι", "Ό": "Ο", "Ύ": "Υ", "Ώ": "Ω", "ΐ": "ϊ", "ΰ": "ϋ",
  ]

  /// A sigma at the end of a word, and not alone in it, has a form of its own.
  static func withFinalSigmas(_ lowercase: String) -> String {
    guard lowercase.unicodeScalars.contains("σ") else { return lowercase }
    let scalars = Array(lowercase.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isFinal =
        scalar == "σ" && neighbour(scalars, index, -1)?.properties.isCased == true
        && neighbour(scalars, index, 1)?.properties.isCased != true
      result.append(isFinal ? "ς" : scalar)
    }
    return String(result)
  }

  /// The nearest scalar in a direction that counts for case.
  private static func neighbour(_ scalars: [Unicode.Scalar], _ index: Int, _ step: Int)
    -> Unicode.Scalar?
  {
    var position = index + step
    while scalars.indices.contains(position), scalars[position].properties.isCaseIgnorable {
      position += step
    }
    return scalars.indices.contains(position) ? scalars[position] : nil
  }

  // MARK: Lithuanian

  /// Dotted letters keep their dot under further accents.
  static func lithuanianLowercase(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "Ì": result.append(contentsOf: "i\u{307}\u{300}".unicodeScalars)
      case "Í": result.append(contentsOf: "i\u{307}\u{301}".unicodeScalars)
      case "Ĩ": result.append(contentsOf: "i\u{307}\u{303}".unicodeScalars)
      case "I", "J", "Į":
        result.append(scalar)
        if hasAccentAbove(scalars, after: index) { result.append("\u{307}") }
      default: result.append(scalar)
      }
    }
    return String(result).lowercased()
  }

  /// Capitals have no dots.
  static func lithuanianUppercase(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var followsDotted = false
    for scalar in text.unicodeScalars {
      if followsDotted, scalar == "\u{307}" { continue }
      followsDotted = scalar == "i" || scalar == "j" || scalar == "į"
      result.append(scalar)
    }
    return String(result).uppercased()
  }

  private static func hasAccentAbove(_ scalars: [Unicode.Scalar], after index: Int) -> Bool {
    var position = index + 1
    while position < scalars.count {
      let combining = scalars[position].properties.canonicalCombiningClass
      if combining == .notReordered { return false }
      if combining == .above { return true }
      position += 1
    }
    return false
  }
}
