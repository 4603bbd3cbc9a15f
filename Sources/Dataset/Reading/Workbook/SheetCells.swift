import Findings
import XML

/// What the cells of a sheet mean: texts by number, number formats, dates.
struct SheetCells {
  let strings: SharedStrings
  let formats: [NumberFormat]
  let countsFrom1904: Bool

  /// A cell as the sheet writes it.
  struct Written {
    /// `s` shared text, `str` and `inlineStr` text, `b`, `e` error, `d` date, `n` number.
    var type = "n"
    var style = 0
    var value: String?
    var inlineText: String?
    var hasFormula = false
  }

  func cell(_ written: Written) -> Cell {
    guard let value = written.value ?? written.inlineText else {
      return written.hasFormula ? .broken("a formula without result") : .absent
    }
    switch written.type {
    case "s": return trimmedNumber(value).flatMap { strings[$0] }.map { .text($0) } ?? .absent
    case "str", "inlineStr": return .text(value)
    case "b": return .bool(value == "1" || value == "true")
    case "e": return .broken(value)
    case "d": return CalendarDate(iso: value).map { .date($0) } ?? .text(value)
    default: return number(value, written)
    }
  }

  private func trimmedNumber(_ text: String) -> Int? { Int(trimmed(text)) }

  private func number(_ text: String, _ written: Written) -> Cell {
    let text = trimmed(text)
    if text.isEmpty { return written.hasFormula ? .broken("a formula without result") : .absent }
    guard let number = Double(text), number.isFinite else { return .text(text) }
    let format = formats.indices.contains(written.style) ? formats[written.style] : .number
    switch format {
    case .number: return .number(plainDigits(of: number))
    case .zeros(let width):
      let digits = plainDigits(of: number.magnitude.rounded())
      let padding = String(repeating: "0", count: max(0, width - digits.utf8.count))
      return .number((number < 0 ? "-" : "") + padding + digits)
    case .day(let hasTime):
      return dateCell(serial: number, hasTime: hasTime, from1904: countsFrom1904)
        ?? .number(plainDigits(of: number))
    case .time: return timeText(serial: number).map { .text($0) } ?? .text(text)
    }
  }
}

/// The position of a cell's column from 0: 27 of `AB12`; nil for what is no reference.
func columnPosition(ofReference reference: String) -> Int? {
  var position = 0
  var letters = 0
  for byte in reference.utf8 {
    guard UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte, letters < 4 else { break }
    position = position * 26 + Int(byte - UInt8(ascii: "A")) + 1
    letters += 1
  }
  return letters > 0 ? position - 1 : nil
}
