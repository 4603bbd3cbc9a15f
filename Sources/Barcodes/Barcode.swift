import CZint

/// A linear or matrix barcode.
package struct Barcode: Sendable {
  /// The symbologies on offer, under the names that templates use.
  package enum Symbology: String, Sendable, CaseIterable {
    case code128, code39, code93, codabar, itf, itf14, ean13, ean8, upca, upce, isbn, msi,
      pharmacode
    case gs1 = "gs1-128"
    case datamatrix, pdf417, aztec
  }

  private let shape: SymbolShape
  /// What the code's standard wants on each side, in modules.
  private let quietZone: Int

  /// - Throws: where the text has characters, a length or a check digit that the symbology refuses.
  package init(_ text: String, as symbology: Symbology) throws(BarcodeError) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count <= 4_000 else {
      throw BarcodeError(bytes.isEmpty ? "there is nothing to encode" : "the text is too long")
    }
    try Self.checkDigits(text, symbology)
    guard let symbol = ZBarcode_Create() else { throw BarcodeError("out of memory") }
    defer { ZBarcode_Delete(symbol) }
    symbol.pointee.symbology = Self.number(of: symbology, digits: bytes.count)
    symbol.pointee.input_mode = UNICODE_MODE
    symbol.pointee.show_hrt = 0
    let status = ZBarcode_Encode_and_Buffer_Vector(symbol, bytes, Int32(bytes.count), 0)
    guard status < ZINT_ERROR, let vector = symbol.pointee.vector else {
      throw BarcodeError(Self.message(of: symbol))
    }
    // The library draws two units per module.
    var rectangles: [SymbolShape.Rectangle] = []
    var next = vector.pointee.rectangles
    while let rectangle = next {
      let box = rectangle.pointee
      rectangles.append(
        (Double(box.x) / 2, Double(box.y) / 2, Double(box.width) / 2, Double(box.height) / 2))
      next = box.next
    }
    let shape = SymbolShape(cropping: rectangles)
    self.shape = shape
    quietZone = symbology == .datamatrix || symbology == .aztec ? 1 : 10
  }

  /// - Parameters:
  ///   - margin: the quiet zone in modules; nil is what the standard wants.
  ///   - color: any CSS color.
  ///   - background: nil leaves it clear.
  package func svg(
    margin: Int? = nil, color: String = "#000", background: String? = nil
  ) -> String {
    shape.svg(margin: Double(margin ?? quietZone), color: color, background: background)
  }

  /// Refuses what the library would silently pad to another number.
  private static func checkDigits(
    _ text: String, _ symbology: Symbology
  ) throws(BarcodeError) {
    let lengths: [Int]
    switch symbology {
    case .ean13: lengths = [12, 13]
    case .ean8: lengths = [7, 8]
    case .upca: lengths = [11, 12]
    case .upce: lengths = [6, 7, 8]
    case .itf14: lengths = [13]
    default: return
    }
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), lengths.contains(text.utf8.count) else {
      let wanted = lengths.map { String($0) }.joined(separator: " or ")
      throw BarcodeError("\(symbology.rawValue) takes \(wanted) digits")
    }
  }

  /// - Parameter digits: how many there are: with one more than the data, the last is a check digit.
  private static func number(of symbology: Symbology, digits: Int) -> Int32 {
    switch symbology {
    case .code128: BARCODE_CODE128
    case .code39: BARCODE_CODE39
    case .code93: BARCODE_CODE93
    case .codabar: BARCODE_CODABAR
    case .itf: BARCODE_C25INTER
    case .itf14: BARCODE_ITF14
    case .ean13: digits == 13 ? BARCODE_EANX_CHK : BARCODE_EANX
    case .ean8: digits == 8 ? BARCODE_EANX_CHK : BARCODE_EANX
    case .upca: digits == 12 ? BARCODE_UPCA_CHK : BARCODE_UPCA
    case .upce: digits == 8 ? BARCODE_UPCE_CHK : BARCODE_UPCE
    case .isbn: BARCODE_ISBNX
    case .msi: BARCODE_MSI_PLESSEY
    case .pharmacode: BARCODE_PHARMA
    case .gs1: BARCODE_GS1_128
    case .datamatrix: BARCODE_DATAMATRIX
    case .pdf417: BARCODE_PDF417
    case .aztec: BARCODE_AZTEC
    }
  }

  /// The library's own words, such as `Error 290: Invalid check digit`, without the number.
  private static func message(of symbol: UnsafeMutablePointer<zint_symbol>) -> String {
    let text = withUnsafeBytes(of: symbol.pointee.errtxt) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    guard let colon = text.firstIndex(of: ":") else { return text }
    return String(text[text.index(after: colon)...].drop { $0 == " " }).lowercased()
  }
}
