import Findings
import XML

/// A workbook's table of texts, which cells refer to by number; kept as one run of bytes.
struct SharedStrings {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  init(_ package: WorkbookPackage, part: String?, limits: ReadingLimits) throws(DatasetFault) {
    guard let part, let parser = try package.parser(ofPart: part) else { return }
    var text = RichText()
    while let event = try package.next(parser, ofPart: part) {
      let isText = text.take(event)
      guard bytes.count + text.byteCount <= limits.sharedTextBytes else {
        throw DatasetFault(
          finding: Finding(
            .dataLimit,
            "the workbook's texts are longer than the limit of \(limits.sharedTextBytes) bytes "
              + "(setting limits.shared_text_bytes)", at: Place(file: package.file)))
      }
      guard !isText, event == .end("si") else { continue }
      bytes.append(contentsOf: text.take().utf8)
      ends.append(bytes.count)
    }
  }

  /// The text of that number.
  subscript(number: Int) -> String? {
    guard ends.indices.contains(number) else { return nil }
    let start = number == 0 ? 0 : ends[number - 1]
    return String(decoding: bytes[start..<ends[number]], as: UTF8.self)
  }
}
