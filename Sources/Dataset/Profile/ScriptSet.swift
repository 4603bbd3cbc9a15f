/// The Unicode scripts of letters seen, of those that are in daily use.
package struct ScriptSet: Sendable, Hashable {
  private var bits: UInt64 = 0

  /// How many scripts there are, `Other` included.
  static let scriptCount = scripts.count

  private struct Range {
    var first: UInt32
    var last: UInt32
    var script: Int
  }

  /// Blocks and the script of their letters (Unicode Character Database, Blocks and Scripts).
  private static let blocks: [(first: UInt32, last: UInt32, script: String)] = [
    (0x41, 0x5A, "Latin"), (0x61, 0x7A, "Latin"), (0xAA, 0x24F, "Latin"),
    (0x250, 0x2AF, "Latin"), (0x370, 0x3FF, "Greek"), (0x400, 0x52F, "Cyrillic"),
    (0x531, 0x58F, "Armenian"), (0x591, 0x5FF, "Hebrew"), (0x600, 0x6FF, "Arabic"),
    (0x700, 0x74F, "Syriac"), (0x750, 0x77F, "Arabic"), (0x780, 0x7BF, "Thaana"),
    (0x8A0, 0x8FF, "Arabic"), (0x900, 0x97F, "Devanagari"), (0x980, 0x9FF, "Bengali"),
    (0xA00, 0xA7F, "Gurmukhi"), (0xA80, 0xAFF, "Gujarati"), (0xB00, 0xB7F, "Oriya"),
    (0xB80, 0xBFF, "Tamil"), (0xC00, 0xC7F, "Telugu"), (0xC80, 0xCFF, "Kannada"),
    (0xD00, 0xD7F, "Malayalam"), (0xD80, 0xDFF, "Sinhala"), (0xE00, 0xE7F, "Thai"),
    (0xE80, 0xEFF, "Lao"), (0xF00, 0xFFF, "Tibetan"), (0x1000, 0x109F, "Myanmar"),
    (0x10A0, 0x10FF, "Georgian"), (0x1100, 0x11FF, "Hangul"), (0x1200, 0x139F, "Ethiopic"),
    (0x13A0, 0x13FF, "Cherokee"), (0x1780, 0x17FF, "Khmer"), (0x1800, 0x18AF, "Mongolian"),
    (0x1C80, 0x1C8F, "Cyrillic"), (0x1C90, 0x1CBF, "Georgian"), (0x1E00, 0x1EFF, "Latin"),
    (0x1F00, 0x1FFF, "Greek"), (0x2C60, 0x2C7F, "Latin"), (0x2D00, 0x2D2F, "Georgian"),
    (0x2DE0, 0x2DFF, "Cyrillic"), (0x3005, 0x3007, "Han"), (0x3041, 0x309F, "Hiragana"),
    (0x30A1, 0x30FF, "Katakana"), (0x3105, 0x312F, "Bopomofo"), (0x3131, 0x318F, "Hangul"),
    (0x31F0, 0x31FF, "Katakana"), (0x3400, 0x4DBF, "Han"), (0x4E00, 0x9FFF, "Han"),
    (0xA640, 0xA69F, "Cyrillic"), (0xA720, 0xA7FF, "Latin"), (0xA960, 0xA97F, "Hangul"),
    (0xAB30, 0xAB6F, "Latin"), (0xAB70, 0xABBF, "Cherokee"), (0xAC00, 0xD7FF, "Hangul"),
    (0xF900, 0xFAFF, "Han"), (0xFB00, 0xFB06, "Latin"), (0xFB13, 0xFB17, "Armenian"),
    (0xFB1D, 0xFB4F, "Hebrew"), (0xFB50, 0xFDFF, "Arabic"), (0xFE70, 0xFEFC, "Arabic"),
    (0xFF21, 0xFF3A, "Latin"), (0xFF41, 0xFF5A, "Latin"), (0xFF66, 0xFF9D, "Katakana"),
    (0xFFA0, 0xFFDC, "Hangul"), (0x1E900, 0x1E95F, "Adlam"), (0x20000, 0x3FFFF, "Han"),
  ]

  private static let scripts: [String] = Set(blocks.map(\.script)).sorted() + ["Other"]

  private static let ranges: [Range] = blocks.map { block in
    Range(
      first: block.first, last: block.last,
      script: scripts.firstIndex(of: block.script) ?? scripts.count - 1)
  }

  private static let latin: UInt64 = 1 << UInt64(scripts.firstIndex(of: "Latin") ?? 0)

  package init() {}

  package mutating func insert(scriptsOf text: String) {
    var isASCII = true
    for byte in text.utf8 {
      if byte >= 0x80 { isASCII = false }
      if 0x61...0x7A ~= byte | 0x20 { bits |= Self.latin }
    }
    if isASCII { return }
    for scalar in text.unicodeScalars where scalar.value >= 0x80 && scalar.properties.isAlphabetic {
      insert(scriptOf: scalar)
    }
  }

  mutating func insert(scriptOf letter: Unicode.Scalar) {
    bits |= 1 << UInt64(Self.script(of: letter.value))
  }

  mutating func formUnion(_ other: ScriptSet) { bits |= other.bits }

  func intersection(_ other: ScriptSet) -> ScriptSet {
    var result = self
    result.bits &= other.bits
    return result
  }

  var count: Int { bits.nonzeroBitCount }

  /// The numbers of the scripts seen, by which `name(ofScript:)` knows them.
  var scripts: [Int] { (0..<Self.scriptCount).filter { bits & 1 << UInt64($0) != 0 } }

  static func name(ofScript number: Int) -> String { scripts[number] }

  /// The set of the scripts so called.
  init(named names: Set<String>) {
    for (number, name) in Self.scripts.enumerated() where names.contains(name) {
      bits |= 1 << UInt64(number)
    }
  }

  private static func script(of value: UInt32) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].last < value { low = middle + 1 } else { high = middle }
    }
    guard low < ranges.count, ranges[low].first <= value else { return scripts.count - 1 }
    return ranges[low].script
  }

  /// The scripts seen, by name, sorted.
  package var names: [String] {
    scripts.map(Self.name(ofScript:))
  }
}
