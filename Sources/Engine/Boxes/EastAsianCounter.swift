/// Counters in Chinese, Japanese and Korean numerals up to 9999. `[CSS Counter Styles 3, §7.1]`
struct EastAsianCounter {
  private enum LeadingOne { case kept, droppedInTeens, dropped }

  /// Zero to nine.
  private let digits: [Character]
  /// Ten, hundred, thousand.
  private let units: [Character]
  private let negative: String
  private let leadingOne: LeadingOne
  /// Whether a gap between digits is told by a zero.
  private let showsZeros: Bool

  private init(
    _ digits: String, _ units: String, negative: String, leadingOne: LeadingOne, showsZeros: Bool
  ) {
    self.digits = Array(digits)
    self.units = Array(units)
    self.negative = negative
    self.leadingOne = leadingOne
    self.showsZeros = showsZeros
  }

  /// Nil for other styles and for values beyond 9999.
  static func text(of value: Int, named name: String) -> String? {
    guard value.magnitude <= 9999, let style = named(name) else { return nil }
    return style.text(of: value)
  }

  private static func named(_ name: String) -> EastAsianCounter? {
    switch name {
    case "simp-chinese-informal":
      EastAsianCounter(
        "零一二三四五六七八九", "十百千", negative: "负", leadingOne: .droppedInTeens, showsZeros: true)
    case "trad-chinese-informal", "cjk-ideographic":
      EastAsianCounter(
        "零一二三四五六七八九", "十百千", negative: "負", leadingOne: .droppedInTeens, showsZeros: true)
    case "simp-chinese-formal":
      EastAsianCounter(
        "零壹贰叁肆伍陆柒捌玖", "拾佰仟", negative: "负", leadingOne: .kept, showsZeros: true)
    case "trad-chinese-formal":
      EastAsianCounter(
        "零壹貳參肆伍陸柒捌玖", "拾佰仟", negative: "負", leadingOne: .kept, showsZeros: true)
    case "japanese-informal":
      EastAsianCounter(
        "〇一二三四五六七八九", "十百千", negative: "マイナス", leadingOne: .dropped, showsZeros: false)
    case "japanese-formal":
      EastAsianCounter(
        "零壱弐参四伍六七八九", "拾百阡", negative: "マイナス", leadingOne: .kept, showsZeros: false)
    case "korean-hangul-formal":
      EastAsianCounter(
        "영일이삼사오육칠팔구", "십백천", negative: "마이너스 ", leadingOne: .kept, showsZeros: false)
    case "korean-hanja-informal":
      EastAsianCounter(
        "零一二三四五六七八九", "十百千", negative: "마이너스 ", leadingOne: .dropped, showsZeros: false)
    case "korean-hanja-formal":
      EastAsianCounter(
        "零壹貳參四五六七八九", "拾百仟", negative: "마이너스 ", leadingOne: .kept, showsZeros: false)
    default: nil
    }
  }

  private func text(of value: Int) -> String {
    if value == 0 { return String(digits[0]) }
    var text = value < 0 ? negative : ""
    var skipsZero = false
    var isFirst = true
    for (place, weight) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
      let digit = Int(value.magnitude) / weight % 10
      if digit == 0 {
        skipsZero = !isFirst
        continue
      }
      if skipsZero, showsZeros { text.append(digits[0]) }
      skipsZero = false
      let isDropped =
        switch leadingOne {
        case .kept: false
        case .droppedInTeens: place == 1 && isFirst
        case .dropped: place > 0
        }
      if digit != 1 || !isDropped { text.append(digits[digit]) }
      if place > 0 { text.append(units[place - 1]) }
      isFirst = false
    }
    return text
  }
}
