import XML

/// What a cell's number format says about the meaning of its number (ECMA-376 part 1, 18.8.30).
enum NumberFormat: Equatable {
  case number
  /// A day, perhaps with a time of day.
  case day(hasTime: Bool)
  /// A time of day alone.
  case time
  /// Only zeros: shown with at least so many digits.
  case zeros(Int)

  /// A format that every program knows by its number.
  init(builtIn id: Int) {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: self = .day(hasTime: false)
    case 22: self = .day(hasTime: true)
    case 18...21, 32...35, 45...47, 55, 56: self = .time
    default: self = .number
    }
  }

  /// A format by its code; only its first section counts.
  init(code: String) {
    var letters = ""
    var hasMore = false
    var rest = code[...]
    while let character = rest.popFirst() {
      if "\"\\_*[;".contains(character) { hasMore = true }
      switch character {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": _ = rest.popFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        // Hours, minutes or seconds that run on; anything else in brackets is a color or a locale.
        if let first = inside.lowercased().first, "hms".contains(first),
          inside.lowercased().allSatisfy({ $0 == first })
        {
          letters.append(first)
        }
        rest = rest.dropFirst(inside.count).dropFirst()
      case ";": rest = ""
      default: letters.append(contentsOf: character.lowercased())
      }
    }
    if !hasMore, !letters.isEmpty, letters.allSatisfy({ $0 == "0" }) {
      self = .zeros(letters.count)
      return
    }
    // Excel writes general formats as a word, whose letters mean nothing.
    let code = letters.replacing("general", with: "").replacing("am/pm", with: "h")
    let hasTime = code.contains { $0 == "h" || $0 == "s" }
    let hasDay = code.contains { $0 == "y" || $0 == "d" } || (code.contains("m") && !hasTime)
    let isNumber = code.contains { "0#?".contains($0) } && !hasTime && !hasDay
    if isNumber || !(hasDay || hasTime) {
      self = .number
    } else {
      self = hasDay ? .day(hasTime: hasTime) : .time
    }
  }

  /// The formats of a workbook's cell styles, by the style's position.
  static func ofStyles(in package: WorkbookPackage, part: String?) throws(DatasetFault)
    -> [NumberFormat]
  {
    guard let part, let parser = try package.parser(ofPart: part) else { return [] }
    var custom: [Int: NumberFormat] = [:]
    var formats: [NumberFormat] = []
    var isInCellStyles = false
    while let event = try package.next(parser, ofPart: part) {
      switch event {
      case .start("numFmt"):
        guard let id = parser.attribute("numFmtId").flatMap({ Int($0) }) else { continue }
        custom[id] = NumberFormat(code: parser.attribute("formatCode") ?? "")
      case .start("cellXfs"): isInCellStyles = true
      case .end("cellXfs"): isInCellStyles = false
      case .start("xf") where isInCellStyles:
        let id = parser.attribute("numFmtId").flatMap { Int($0) } ?? 0
        formats.append(custom[id] ?? NumberFormat(builtIn: id))
      default: continue
      }
    }
    return formats
  }
}
