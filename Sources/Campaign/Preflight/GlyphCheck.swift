import Dataset
import Findings

/// Finds characters of printed values that no font of the job has a glyph for.
struct GlyphCheck {
  private let covers: (Unicode.Scalar) -> Bool
  private let paths: Set<String>
  private let printsEverything: Bool
  private var known: [Unicode.Scalar: Bool] = [:]

  /// - Parameters:
  ///   - printed: the dotted paths that the template prints; nil for all.
  ///   - covers: whether some font has a glyph for a character.
  init(printed: Set<String>?, covers: @escaping (Unicode.Scalar) -> Bool) {
    self.covers = covers
    paths = printed ?? []
    printsEverything = printed == nil
  }

  mutating func check(_ fields: Record) -> [Finding] {
    var findings: [Finding] = []
    for name in fields.names { check(fields[name] ?? .null, name, &findings) }
    return findings
  }

  private mutating func check(_ value: Value, _ path: String, _ findings: inout [Finding]) {
    switch value {
    case .string(let text):
      guard printsEverything || paths.contains(path) else { return }
      guard let missing = firstMissing(in: text) else { return }
      let code = String(missing.value, radix: 16, uppercase: true)
      let name = missing.properties.name.map { " (\($0.lowercased()))" } ?? ""
      findings.append(
        Finding(
          .missingGlyph,
          "\(path): no font of the job has the character ‘\(missing)’, U+"
            + String(repeating: "0", count: max(0, 4 - code.count)) + code + name,
          at: Place(field: path, sample: shortened(text))))
    case .list(let items):
      for item in items { check(item, path, &findings) }
    case .object(let record):
      for name in record.names { check(record[name] ?? .null, path + "." + name, &findings) }
    case .null, .bool, .integer, .decimal, .date: break
    }
  }

  private mutating func firstMissing(in text: String) -> Unicode.Scalar? {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    for scalar in text.unicodeScalars where scalar.value >= 0x80 {
      if let covered = known[scalar] {
        if covered { continue } else { return scalar }
      }
      let properties = scalar.properties
      let isInvisible =
        properties.isDefaultIgnorableCodePoint || properties.isWhitespace
        || properties.generalCategory == .control || properties.generalCategory == .format
      let covered = isInvisible || covers(scalar)
      known[scalar] = covered
      if !covered { return scalar }
    }
    return nil
  }
}
