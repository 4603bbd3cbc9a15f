import XML

/// The text of a paragraph in a cell (OpenDocument 1.3 part 3, section 6.1).
enum OpenDocumentText {
  /// The paragraph that has just begun, up to its end; nil where it is longer than `limit` bytes.
  static func paragraph(
    _ content: OpenDocumentContent, end: String, atMost limit: Int
  ) throws(DatasetFault) -> String? {
    var text = ""
    var endsInSpace = true
    var depth = 0
    while let event = try content.next() {
      if depth == 0, event == .end(end) { break }
      switch event {
      case .text(let part): append(part, to: &text, &endsInSpace)
      case .end: depth -= 1
      case .start(let name):
        switch name {
        case "s":
          let count = content.attribute("c", .text).flatMap { Int($0) } ?? 1
          guard count <= limit else { return nil }
          text += String(repeating: " ", count: max(0, count))
        case "tab": text += "\t"
        case "line-break":
          text += "\n"
          endsInSpace = false
        case "annotation", "note", "frame", "ruby-text":
          try content.skip()
          continue
        default: break
        }
        depth += 1
      }
      guard text.utf8.count <= limit else { return nil }
    }
    return text
  }

  /// Spaces stay, since LibreOffice writes those of several lines so; with line breaks and tabs among
  /// them they are only the file's layout, one space.
  private static func append(_ part: String, to text: inout String, _ endsInSpace: inout Bool) {
    guard part.utf8.contains(where: isBreak) else {
      text += part
      endsInSpace = part.utf8.last == UInt8(ascii: " ")
      return
    }
    var space = ""
    func flush() {
      guard !space.isEmpty else { return }
      let isLayout = space.utf8.contains(where: isBreak)
      if !isLayout { text += space } else if !endsInSpace { text += " " }
      space = ""
    }
    for scalar in part.unicodeScalars {
      if scalar == " " || scalar.isASCII && isBreak(UInt8(scalar.value)) {
        space.unicodeScalars.append(scalar)
      } else {
        flush()
        text.unicodeScalars.append(scalar)
        endsInSpace = false
      }
    }
    let isOpen = !space.isEmpty
    flush()
    endsInSpace = endsInSpace || isOpen
  }

  private static func isBreak(_ byte: UInt8) -> Bool { [9, 10, 13].contains(byte) }
}
