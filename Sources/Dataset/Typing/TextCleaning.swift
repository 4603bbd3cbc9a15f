import Findings

/// What is done to every text before it is typed, and what is said about it.
struct TextCleaning {
  var trims = true
  /// Texts that mean nil.
  var nullTexts: Set<String> = []

  /// The text without surrounding white space and control characters; nil when it means nil.
  func clean(_ text: String, field: String, faults: inout [RowFault]) -> String? {
    var text = text
    if needsLook(text) {
      text = withoutControls(text, field: field, faults: &faults)
      if trims { text = trimmed(text) }
      remark(text, field: field, faults: &faults)
    }
    return text.utf8.isEmpty || (!nullTexts.isEmpty && nullTexts.contains(text)) ? nil : text
  }

  /// Whether anything in the text is not plain: most texts pass through untouched.
  private func needsLook(_ text: String) -> Bool {
    var isFirst = true
    var last: UInt8 = 0x21
    for byte in text.utf8 {
      if byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "{") || byte == 0xC2 { return true }
      if isFirst {
        if byte == 0x20 || byte >= 0x80 || byte == UInt8(ascii: "#") { return true }
        isFirst = false
      }
      last = byte
    }
    return last == 0x20 || last >= 0x80
  }

  /// CR LF and CR become LF; other control characters but tab and line feed are removed.
  private func withoutControls(
    _ text: String, field: String, faults: inout [RowFault]
  ) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return text }
    let isControl = { (scalar: UnicodeScalar) in
      scalar.properties.generalCategory == .control && scalar != "\t" && scalar != "\n"
    }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var kept = String.UnicodeScalarView()
    var removed: UnicodeScalar?
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": kept.append("\n")
      case "\n" where afterReturn: break
      case _ where isControl(scalar): removed = removed ?? scalar
      default: kept.append(scalar)
      }
      afterReturn = scalar == "\r"
    }
    if let removed {
      let name = String(removed.value, radix: 16, uppercase: true)
      faults.append(
        RowFault(
          code: .controlCharacter,
          message:
            "the control character U+\(String(repeating: "0", count: 4 - name.count))\(name) "
            + "was removed", field: field, sample: sample(of: String(kept))))
    }
    return String(kept)
  }

  /// Values that look as if they should be evaluated: they never are.
  private func remark(_ text: String, field: String, faults: inout [RowFault]) {
    if text.utf8.first == UInt8(ascii: "#"), spreadsheetErrors.contains(text),
      !nullTexts.contains(text)
    {
      faults.append(
        RowFault(
          code: .spreadsheetError, message: "the value is the spreadsheet error \(text)",
          field: field, sample: text))
    } else if looksLikeTemplate(text) {
      faults.append(
        RowFault(
          code: .templateSyntax,
          message: "the value looks like template code; it is printed as it is",
          field: field, sample: sample(of: text)))
    }
  }
}

/// Whether `{{` or `{%` is in the text.
private func looksLikeTemplate(_ text: String) -> Bool {
  var previous: UInt8 = 0
  for byte in text.utf8 {
    if previous == UInt8(ascii: "{"), byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%") {
      return true
    }
    previous = byte
  }
  return false
}

/// The error values that spreadsheets show in cells.
let spreadsheetErrors: Set<String> = [
  "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
  "#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#ERROR!",
]

/// The text without Unicode white space at its ends.
func trimmed(_ text: String) -> String {
  if let first = text.utf8.first, let last = text.utf8.last, 0x21..<0x7F ~= first,
    0x21..<0x7F ~= last
  {
    return text
  }
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
    let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
  else { return "" }
  if first == scalars.startIndex, scalars.index(after: last) == scalars.endIndex { return text }
  return String(scalars[first...last])
}
