import Barcodes
import Testing

@Suite struct BarcodeTests {
  @Test func aQRCodeHasItsThreeEyesAndQuietZone() throws {
    let svg = try QRCode("HELLO", correction: .low).svg()
    // Version 1 is 21 modules wide, and 4 are quiet on each side.
    #expect(svg.contains("viewBox=\"0 0 29 29\""))
    // The top rows of the eyes: seven modules at the left and at the right.
    #expect(svg.contains("M4 4h7v1h-7z"))
    #expect(svg.contains("M18 4h7v1h-7z"))
    #expect(svg.contains("M4 24h7v1h-7z"))
  }

  @Test func ean13IsNinetyFiveModulesWide() throws {
    let svg = try Barcode("4006381333931", as: .ean13).svg(margin: 0)
    #expect(svg.contains("viewBox=\"0 0 95 "))
    // Twelve digits get their check digit.
    #expect(try Barcode("400638133393", as: .ean13).svg(margin: 0) == svg)
  }

  @Test func code128HasElevenModulesPerSymbol() throws {
    // Start, two letters, check, and a stop of 13.
    let svg = try Barcode("Ab", as: .code128).svg(margin: 0)
    #expect(svg.contains("viewBox=\"0 0 57 "))
  }

  @Test func refusesWhatCannotBeEncoded() {
    #expect(throws: BarcodeError.self) { try QRCode("") }
    #expect(throws: BarcodeError.self) { try QRCode(String(repeating: "x", count: 5_000)) }
    #expect(throws: BarcodeError.self) { try Barcode("4006381333930", as: .ean13) }
    #expect(throws: BarcodeError.self) { try Barcode("abc", as: .ean8) }
    #expect(throws: BarcodeError.self) { try Barcode("ä€", as: .code39) }
  }
}
