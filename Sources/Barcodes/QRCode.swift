import CQREncode

/// A QR code (ISO/IEC 18004).
package struct QRCode: Sendable {
  /// How much of the symbol may be damaged: about 7, 15, 25 or 30 percent.
  package enum Correction: String, Sendable, CaseIterable {
    case low = "L"
    case medium = "M"
    case quartile = "Q"
    case high = "H"
  }

  private let shape: SymbolShape

  /// - Throws: where the text is empty or longer than a QR code holds.
  package init(_ text: String, correction: Correction = .medium) throws(BarcodeError) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { throw BarcodeError("there is nothing to encode") }
    let level =
      switch correction {
      case .low: QR_ECLEVEL_L
      case .medium: QR_ECLEVEL_M
      case .quartile: QR_ECLEVEL_Q
      case .high: QR_ECLEVEL_H
      }
    guard bytes.count <= 3_000,
      let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, level)
    else {
      throw BarcodeError("\(bytes.count) bytes are more than a QR code holds at this correction")
    }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    // The library gives width × width bytes; the lowest bit says dark.
    let modules = UnsafeBufferPointer(start: code.pointee.data, count: width * width)
    shape = SymbolShape(
      width: Double(width), height: Double(width), rectangles: Self.runs(modules, width: width))
  }

  /// The dark modules of each row, joined where they touch.
  private static func runs(
    _ modules: UnsafeBufferPointer<UInt8>, width: Int
  ) -> [SymbolShape.Rectangle] {
    var runs: [SymbolShape.Rectangle] = []
    for y in 0..<width {
      var x = 0
      while x < width {
        let start = x
        while x < width, modules[y * width + x] & 1 == 1 { x += 1 }
        if x > start { runs.append((Double(start), Double(y), Double(x - start), 1)) }
        x += 1
      }
    }
    return runs
  }

  /// - Parameters:
  ///   - margin: the quiet zone in modules; the standard asks for 4.
  ///   - color: any CSS color.
  ///   - background: nil leaves it clear.
  package func svg(
    margin: Int = 4, color: String = "#000", background: String? = nil
  ) -> String {
    shape.svg(margin: Double(margin), color: color, background: background)
  }
}
