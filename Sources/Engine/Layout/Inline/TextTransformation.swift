/// `text-transform`. `[CSS Text 3, §2.1]`
enum TextTransformation {
  /// - Parameter atWordStart: whether the first letter begins a word; carried from text to text.
  static func apply(
    _ transform: TextTransform, to units: [UInt16], language: String, atWordStart: inout Bool
  ) -> [UInt16] {
    var text = String(decoding: units, as: UTF16.self)
    switch transform.textCase {
    case .none: break
    case .uppercase: text = uppercase(text, language: language)
    case .lowercase: text = lowercase(text, language: language)
    case .capitalize: text = capitalize(text, language: language, atWordStart: &atWordStart)
    }
    if transform.fullWidth { text = fullWidth(text) }
    if transform.fullSizeKana { text = fullSizeKana(text) }
    return Array(text.utf16)
  }

  private static func primary(_ language: String) -> String {
    language.prefix { $0 != "-" }.lowercased()
  }

  private static func isTurkic(_ language: String) -> Bool {
    ["tr", "az"].contains(primary(language))
  }

  private static func uppercase(_ text: String, language: String) -> String {
    switch primary(language) {
    case "tr", "az": String(text.map { $0 == "i" ? "İ" : $0 }).uppercased()
    case "el": CaseTailoring.greekUppercase(text)
    case "lt": CaseTailoring.lithuanianUppercase(text)
    default: text.uppercased()
    }
  }

  private static func lowercase(_ text: String, language: String) -> String {
    let plain =
      switch primary(language) {
      case "tr", "az":
        String(text.map { $0 == "I" ? "ı" : $0 == "İ" ? "i" : $0 }).lowercased()
      case "lt": CaseTailoring.lithuanianLowercase(text)
      default: text.lowercased()
      }
    return CaseTailoring.withFinalSigmas(plain)
  }

  private static func capitalize(
    _ text: String, language: String, atWordStart: inout Bool
  ) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for character in text {
      let isLetter = character.isLetter || character.isNumber
      if isLetter, atWordStart {
        if character == "i", isTurkic(language) {
          result += "İ"
        } else if let scalar = character.unicodeScalars.first {
          result += scalar.properties.titlecaseMapping
          result.unicodeScalars.append(contentsOf: character.unicodeScalars.dropFirst())
        }
      } else {
        result.append(character)
      }
      if isLetter {
        atWordStart = false
      } else {
        // An apostrophe inside a word does not end it.
        atWordStart = !(character == "'" || character == "’") || atWordStart
      }
    }
    return result
  }

  private static func fullWidth(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20: view.append("\u{3000}")
      case 0x21...0x7E: view.append(Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar)
      default: view.append(halfWidthKana[scalar] ?? scalar)
      }
    }
    return String(view)
  }

  private static let halfWidthKana: [Unicode.Scalar: Unicode.Scalar] = {
    let half = "｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ￠￡￢￣￤￥￦"
    let full = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン¢£¬¯¦¥₩"
    return Dictionary(
      zip(half.unicodeScalars, full.unicodeScalars), uniquingKeysWith: { first, _ in first })
  }()

  private static func fullSizeKana(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { smallKana[$0] ?? $0 }))
  }

  private static let smallKana: [Unicode.Scalar: Unicode.Scalar] = {
    let small = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    let full = "あいうえおつやゆよわかけアイウエオツヤユヨワカケ"
    return Dictionary(
      zip(small.unicodeScalars, full.unicodeScalars), uniquingKeysWith: { first, _ in first })
  }()
}
