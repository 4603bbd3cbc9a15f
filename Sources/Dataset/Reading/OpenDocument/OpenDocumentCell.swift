import Findings
import Foundation

/// A cell as an OpenDocument sheet writes it (OpenDocument 1.3 part 3, sections 9.1.4 and 19.385):
/// a typed value and the text that is shown for it.
struct OpenDocumentCell {
  private let type: String?
  private let value: String?
  private let hasFormula: Bool
  private let isError: Bool
  /// What the file holds instead of the text shown.
  let text: String?
  var shown = ""

  /// The cell that has just begun.
  init(_ content: OpenDocumentContent) {
    type = content.attribute("value-type", .office)
    hasFormula = content.attribute("formula", .table) != nil
    isError = content.attribute("value-type", .calc) == "error"
    text = content.attribute("string-value", .office)
    value =
      switch type {
      case "date": content.attribute("date-value", .office)
      case "time": content.attribute("time-value", .office)
      case "boolean": content.attribute("boolean-value", .office)
      default: content.attribute("value", .office)
      }
  }

  var cell: Cell {
    if isError { return .broken(shown.isEmpty ? "an error" : shown) }
    switch (type, value) {
    case ("float"?, let value?), ("percentage"?, let value?), ("currency"?, let value?):
      return number(value)
    case ("date"?, let value?):
      return CalendarDate(iso: value).map { .date($0) } ?? .text(value)
    case ("time"?, let value?):
      return secondsOfDuration(value).flatMap { timeText(serial: $0 / 86_400) }.map { .text($0) }
        ?? .text(shown)
    case ("boolean"?, let value?): return .bool(value == "true")
    case (nil, _), ("void"?, _):
      if shown.isEmpty { return hasFormula ? .broken("a formula without result") : .absent }
      return .text(shown)
    default: return .text(text ?? shown)
    }
  }

  private func number(_ value: String) -> Cell {
    guard let number = Double(trimmed(value)), number.isFinite else { return .text(value) }
    // Programs without a mark for errors write a number and show the error.
    if hasFormula, shown.hasPrefix("#") || shown.hasPrefix("Err:") { return .broken(shown) }
    return .number(paddedDigits(of: number) ?? plainDigits(of: number))
  }

  /// What a format of zeros alone shows, `00042`: such digits are an identifier's.
  private func paddedDigits(of number: Double) -> String? {
    let digits = shown.utf8.drop { $0 == UInt8(ascii: "-") }
    guard digits.count > 1, digits.first == UInt8(ascii: "0"), digits.allSatisfy(isDigit),
      Double(shown) == number.rounded()
    else { return nil }
    return shown
  }
}

/// The seconds of a duration such as `PT14H30M05.5S` (XML Schema part 2, section 3.2.6); nil for
/// what is none.
func secondsOfDuration(_ text: String) -> Double? {
  let factors: [Character: Double] = ["H": 3_600, "M": 60, "S": 1]
  guard text.hasPrefix("PT") else { return nil }
  var seconds = 0.0
  var digits = ""
  for character in text.dropFirst(2) {
    if let factor = factors[character] {
      guard let number = Double(digits) else { return nil }
      seconds += number * factor
      digits = ""
    } else {
      digits.append(character)
    }
  }
  return digits.isEmpty && seconds.isFinite ? seconds : nil
}
