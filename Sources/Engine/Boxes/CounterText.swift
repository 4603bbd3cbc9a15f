/// The predefined counter styles. `[CSS Counter Styles 3, §6]`
enum CounterText {
  static func text(of value: Int, style: CounterStyleReference) -> String {
    switch style {
    case .none: ""
    case .string(let string): string
    case .named(let name): text(of: value, named: name)
    }
  }

  /// A list item's marker text with its suffix.
  static func marker(of value: Int, style: CounterStyleReference) -> String {
    switch style {
    case .none: ""
    case .string(let string): string
    case .named(let name):
      switch name {
      case "disc", "circle", "square": symbols[name].map { $0 + " " } ?? ""
      case "disclosure-open", "disclosure-closed": text(of: value, named: name) + " "
      case "cjk-decimal", "hiragana", "katakana", "hiragana-iroha", "katakana-iroha",
        "cjk-earthly-branch", "cjk-heavenly-stem", "cjk-ideographic", "trad-chinese-informal",
        "trad-chinese-formal", "simp-chinese-informal", "simp-chinese-formal", "japanese-informal",
        "japanese-formal":
        text(of: value, named: name) + "、"
      case "korean-hangul-formal", "korean-hanja-informal", "korean-hanja-formal":
        text(of: value, named: name) + ", "
      default: text(of: value, named: name) + ". "
      }
    }
  }

  private static let symbols = ["disc": "•", "circle": "◦", "square": "▪"]

  private static func text(of value: Int, named name: String) -> String {
    switch name {
    case "disc", "circle", "square": symbols[name] ?? ""
    case "disclosure-open": "▾"
    case "disclosure-closed": "▸"
    case "decimal-leading-zero":
      (value < 0 ? "-" : "") + (value.magnitude < 10 ? "0" : "") + "\(value.magnitude)"
    case "lower-roman": additive(value, roman, 1...3999).lowercased()
    case "upper-roman": additive(value, roman, 1...3999)
    case "armenian", "upper-armenian": additive(value, armenian, 1...9999)
    case "lower-armenian": additive(value, armenian, 1...9999).lowercased()
    case "georgian": additive(value, georgian, 1...19999)
    case "hebrew": additive(value, hebrew, 1...10999)
    case "lower-alpha", "lower-latin": alphabetic(value, "abcdefghijklmnopqrstuvwxyz")
    case "upper-alpha", "upper-latin": alphabetic(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    case "lower-greek": alphabetic(value, "αβγδεζηθικλμνξοπρστυφχψω")
    case "hiragana":
      alphabetic(value, "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん")
    case "katakana":
      alphabetic(value, "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン")
    case "hiragana-iroha":
      alphabetic(value, "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす")
    case "katakana-iroha":
      alphabetic(value, "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス")
    case "cjk-earthly-branch": fixed(value, "子丑寅卯辰巳午未申酉戌亥")
    case "cjk-heavenly-stem": fixed(value, "甲乙丙丁戊己庚辛壬癸")
    case "arabic-indic": numeric(value, "٠١٢٣٤٥٦٧٨٩")
    case "persian": numeric(value, "۰۱۲۳۴۵۶۷۸۹")
    case "devanagari": numeric(value, "०१२३४५६७८९")
    case "bengali": numeric(value, "০১২৩৪৫৬৭৮৯")
    case "gujarati": numeric(value, "૦૧૨૩૪૫૬૭૮૯")
    case "gurmukhi": numeric(value, "੦੧੨੩੪੫੬੭੮੯")
    case "kannada": numeric(value, "೦೧೨೩೪೫೬೭೮೯")
    case "malayalam": numeric(value, "൦൧൨൩൪൫൬൭൮൯")
    case "oriya": numeric(value, "୦୧୨୩୪୫୬୭୮୯")
    case "tamil": numeric(value, "௦௧௨௩௪௫௬௭௮௯")
    case "telugu": numeric(value, "౦౧౨౩౪౫౬౭౮౯")
    case "thai": numeric(value, "๐๑๒๓๔๕๖๗๘๙")
    case "khmer", "cambodian": numeric(value, "០១២៣៤៥៦៧៨៩")
    case "lao": numeric(value, "໐໑໒໓໔໕໖໗໘໙")
    case "myanmar": numeric(value, "၀၁၂၃၄၅၆၇၈၉")
    case "mongolian": numeric(value, "᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙")
    case "tibetan": numeric(value, "༠༡༢༣༤༥༦༧༨༩")
    case "cjk-decimal": numeric(value, "〇一二三四五六七八九")
    case "none": ""
    default: EastAsianCounter.text(of: value, named: name) ?? "\(value)"
    }
  }

  private static func numeric(_ value: Int, _ digits: String) -> String {
    let symbols = Array(digits)
    let text = String(value.magnitude).compactMap { digit in
      digit.wholeNumberValue.flatMap { $0 < symbols.count ? symbols[$0] : nil }
    }
    return (value < 0 ? "-" : "") + String(text)
  }

  private static func fixed(_ value: Int, _ symbols: String) -> String {
    let list = Array(symbols)
    return list.indices.contains(value - 1) && value > 0 ? String(list[value - 1]) : "\(value)"
  }

  private static func alphabetic(_ value: Int, _ letters: String) -> String {
    guard value > 0 else { return "\(value)" }
    let symbols = Array(letters)
    var rest = value
    var text: [Character] = []
    while rest > 0 {
      rest -= 1
      text.append(symbols[rest % symbols.count])
      rest /= symbols.count
    }
    return String(text.reversed())
  }

  private static func additive(
    _ value: Int, _ table: [(Int, String)], _ range: ClosedRange<Int>
  ) -> String {
    guard range.contains(value) else { return "\(value)" }
    var rest = value
    var text = ""
    for (weight, symbol) in table {
      while rest >= weight {
        text += symbol
        rest -= weight
      }
    }
    return text
  }

  private static let roman = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
  ]

  /// Letters for 1…9, 10…90, 100…900 and so on, as a table from the greatest weight down.
  private static func decimalTable(_ letters: String) -> [(Int, String)] {
    var weight = 1
    var table: [(Int, String)] = []
    for (index, letter) in letters.enumerated() {
      let digit = index % 9 + 1
      table.append((digit * weight, String(letter)))
      if digit == 9 { weight *= 10 }
    }
    return table.reversed()
  }

  private static let armenian = decimalTable("ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔ")
  private static let georgian =
    [(10000, "ჵ")] + decimalTable("აბგდევზჱთიკლმნჲოპჟრსტჳფქღყშჩცძწჭხჴჯჰ")
  private static let hebrew: [(Int, String)] = [
    (10000, "י׳"), (9000, "ט׳"), (8000, "ח׳"), (7000, "ז׳"), (6000, "ו׳"), (5000, "ה׳"),
    (4000, "ד׳"), (3000, "ג׳"), (2000, "ב׳"), (1000, "א׳"), (400, "ת"), (300, "ש"), (200, "ר"),
    (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ"), (40, "מ"), (30, "ל"),
    (20, "כ"), (19, "יט"), (18, "יח"), (17, "יז"), (16, "טז"), (15, "טו"), (10, "י"), (9, "ט"),
    (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה"), (4, "ד"), (3, "ג"), (2, "ב"), (1, "א"),
  ]
}
