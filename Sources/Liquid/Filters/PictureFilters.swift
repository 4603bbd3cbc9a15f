import Barcodes
import Foundation

/// `qr`, `barcode` and `resize`: addresses of pictures for `src` and `url()`.
enum PictureFilters {
  static let all: [FilterDefinition] = [
    FilterDefinition(
      "qr", .scalar, 0...1, keywords: ["level", "margin", "color", "background"], gives: .string
    ) { input throws(FilterFault) in
      if input.value.isNull { return .null }
      let level = (input.keyword("level") ?? input.argument(0)).map { Conversion.text($0) } ?? "M"
      guard let correction = QRCode.Correction(rawValue: level.uppercased()) else {
        throw FilterFault("the level is L, M, Q or H, not “\(level.prefix(10))”")
      }
      let appearance = try Appearance(input)
      do throws(BarcodeError) {
        let code = try QRCode(input.text, correction: correction)
        let svg = code.svg(
          margin: appearance.margin ?? 4, color: appearance.color,
          background: appearance.background)
        return address(of: svg, input)
      } catch {
        throw FilterFault(error.message)
      }
    },
    FilterDefinition(
      "barcode", .scalar, 0...1, keywords: ["type", "margin", "color", "background"], gives: .string
    ) { input throws(FilterFault) in
      if input.value.isNull { return .null }
      let name =
        (input.keyword("type") ?? input.argument(0)).map { Conversion.text($0) } ?? "code128"
      guard let symbology = Barcode.Symbology(rawValue: name.lowercased()) else {
        let known = Barcode.Symbology.allCases.map(\.rawValue).joined(separator: ", ")
        throw FilterFault("there is no barcode “\(name.prefix(20))” (there are \(known))")
      }
      let appearance = try Appearance(input)
      do throws(BarcodeError) {
        let svg = try Barcode(input.text, as: symbology).svg(
          margin: appearance.margin, color: appearance.color, background: appearance.background)
        return address(of: svg, input)
      } catch {
        throw FilterFault(error.message)
      }
    },
    FilterDefinition("resize", .scalar, 1...2, takesNumbers: true, gives: .string) {
      input throws(FilterFault) in
      if input.value.isNull { return .null }
      let width = try input.integer(0, default: 0)
      let height = try input.integer(1, default: 0)
      guard (1...20_000).contains(width), (0...20_000).contains(height) else {
        throw FilterFault("the width and height must be pixels between 1 and 20000")
      }
      // A fragment names no other file, so that the picture is found by whoever ignores it.
      let fragment = "#resize=\(width)x" + (height > 0 ? String(height) : "")
      guard input.environment.escapes else { return .string(input.text + fragment) }
      var markup = input.value.asMarkup
      markup.append(.trusted(fragment))
      return .markup(markup)
    },
  ]

  /// What all symbols have in common.
  private struct Appearance {
    var margin: Int?
    var color: String
    var background: String?

    init(_ input: FilterInput) throws(FilterFault) {
      color = input.keyword("color").map { Conversion.text($0) } ?? "#000"
      background = input.keyword("background").map { Conversion.text($0) }
      guard let written = input.keyword("margin") else { return }
      let modules = try Conversion.integer(written)
      guard (0...100).contains(modules) else {
        throw FilterFault("a margin of \(modules) modules is not between 0 and 100")
      }
      margin = modules
    }
  }

  /// A `data:` URL, which needs no escaping anywhere.
  private static func address(of svg: String, _ input: FilterInput) -> Cell {
    let url = "data:image/svg+xml;base64," + Data(svg.utf8).base64EncodedString()
    return input.environment.escapes ? .markup(Markup(.trusted(url))) : .string(url)
  }
}
