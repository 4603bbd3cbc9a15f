/// Writes outlines as a CID-keyed CFF table whose CIDs are the glyph numbers. `[Adobe TN 5176, 5177]`
///
/// CID-keyed fonts need no glyph names, and a charset of one range.
enum CFFWriter {
  /// - Parameter charStrings: one for each glyph.
  static func table(charStrings: [[UInt8]]) -> [UInt8] {
    let header: [UInt8] = [1, 0, 4, 4]
    let names = index([Array("Platen".utf8)])
    let strings = index([Array("Adobe".utf8), Array("Identity".utf8)])
    let globalSubroutines = index([])
    let charset = charset(glyphCount: charStrings.count)
    let selector = selector(glyphCount: charStrings.count)
    let glyphs = index(charStrings)
    let privateDictionary = number(0) + [20] + number(0) + [21]

    // Offsets are written with a fixed length, so the dictionary's size does not depend on them.
    let topSize = index([topDictionary(0, 0, 0, 0, count: 0)]).count
    let charsetOffset =
      header.count + names.count + topSize + strings.count + globalSubroutines.count
    let selectorOffset = charsetOffset + charset.count
    let glyphsOffset = selectorOffset + selector.count
    let privateOffset = glyphsOffset + glyphs.count
    let arrayOffset = privateOffset + privateDictionary.count
    let top = index([
      topDictionary(
        charsetOffset, selectorOffset, glyphsOffset, arrayOffset, count: charStrings.count)
    ])
    let fontDictionary =
      offset(privateDictionary.count) + offset(privateOffset) + [Operator.privateDictionary]
    return header + names + top + strings + globalSubroutines + charset + selector + glyphs
      + privateDictionary + index([fontDictionary])
  }

  private enum Operator {
    static let charset: UInt8 = 15
    static let charStrings: UInt8 = 17
    static let privateDictionary: UInt8 = 18
    static let ros: [UInt8] = [12, 30]
    static let cidCount: [UInt8] = [12, 34]
    static let fontArray: [UInt8] = [12, 36]
    static let fontSelect: [UInt8] = [12, 37]
  }

  private static func topDictionary(
    _ charset: Int, _ selector: Int, _ glyphs: Int, _ array: Int, count: Int
  ) -> [UInt8] {
    let firstOwnString = 391
    var bytes = number(Double(firstOwnString)) + number(Double(firstOwnString + 1)) + number(0)
    bytes += Operator.ros
    bytes += offset(count) + Operator.cidCount
    bytes += offset(charset) + [Operator.charset]
    bytes += offset(selector) + Operator.fontSelect
    bytes += offset(glyphs) + [Operator.charStrings]
    bytes += offset(array) + Operator.fontArray
    return bytes
  }

  /// Format 2: one range of all glyphs but the first, which is implied.
  private static func charset(glyphCount: Int) -> [UInt8] {
    var bytes: [UInt8] = [2]
    guard glyphCount > 1 else { return [0] }
    bytes.appendBigEndian(1, count: 2)
    bytes.appendBigEndian(glyphCount - 2, count: 2)
    return bytes
  }

  /// Format 3: all glyphs take the one font dictionary.
  private static func selector(glyphCount: Int) -> [UInt8] {
    var bytes: [UInt8] = [3, 0, 1, 0, 0, 0]
    bytes.appendBigEndian(glyphCount, count: 2)
    return bytes
  }

  private static func index(_ items: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(items.count, count: 2)
    if items.isEmpty { return bytes }
    bytes.append(4)
    var position = 1
    bytes.appendBigEndian(position, count: 4)
    for item in items {
      position += item.count
      bytes.appendBigEndian(position, count: 4)
    }
    for item in items { bytes += item }
    return bytes
  }

  /// An integer of five bytes, whatever its value.
  private static func offset(_ value: Int) -> [UInt8] {
    var bytes: [UInt8] = [29]
    bytes.appendBigEndian(value, count: 4)
    return bytes
  }

  /// A Type 2 charstring of absolute coordinates scaled by `scale`; y is downward in `outline`.
  static func charString(of outline: GlyphOutline, width: Double, scale: Double) -> [UInt8] {
    var writer = CharStringWriter(scale: scale)
    writer.append(outline, width: width)
    return writer.bytes
  }

  /// A number as charstrings and dictionaries have it; in charstrings also with a fraction.
  static func number(_ value: Double) -> [UInt8] {
    let bounded = min(max(value, -32768), 32767)
    guard bounded == bounded.rounded() else {
      var bytes: [UInt8] = [255]
      bytes.appendBigEndian(Int((bounded * 65536).rounded()), count: 4)
      return bytes
    }
    let integer = Int(bounded)
    switch integer {
    case -107...107: return [UInt8(integer + 139)]
    case 108...1131:
      return [UInt8((integer - 108) >> 8 + 247), UInt8(truncatingIfNeeded: integer - 108)]
    case -1131 ... -108:
      return [UInt8((-integer - 108) >> 8 + 251), UInt8(truncatingIfNeeded: -integer - 108)]
    default:
      var bytes: [UInt8] = [28]
      bytes.appendBigEndian(integer, count: 2)
      return bytes
    }
  }
}

/// Writes the moves, lines and curves of one glyph relative to the current point.
private struct CharStringWriter {
  let scale: Double
  var bytes: [UInt8] = []
  private var x = 0.0
  private var y = 0.0

  init(scale: Double) { self.scale = scale }

  mutating func append(_ outline: GlyphOutline, width: Double) {
    // The width goes before the first operator's own arguments.
    bytes += CFFWriter.number(width)
    for element in outline.elements {
      switch element {
      case .move(let x, let y):
        step(x, y)
        bytes.append(21)
      case .line(let x, let y):
        step(x, y)
        bytes.append(5)
      case .curve(let x1, let y1, let x2, let y2, let x, let y):
        step(x1, y1)
        step(x2, y2)
        step(x, y)
        bytes.append(8)
      case .close: break
      }
    }
    bytes.append(14)
  }

  /// Coordinates are rounded before the difference is taken, so that errors do not add up.
  private mutating func step(_ toX: Double, _ toY: Double) {
    let newX = (toX * scale * 64).rounded() / 64
    let newY = (-toY * scale * 64).rounded() / 64
    bytes += CFFWriter.number(newX - x) + CFFWriter.number(newY - y)
    (x, y) = (newX, newY)
  }
}
