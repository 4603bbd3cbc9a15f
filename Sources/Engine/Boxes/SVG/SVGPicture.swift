import Foundation
import Markup
import Scene

/// Pictures of inline SVG's `<image>` elements, which SVG renderers load from nowhere.
enum SVGPicture {
  /// Larger files are left out: the markup that holds them is kept in memory.
  private static let limit = 32 << 20

  /// The data URL that takes the place of a reference to a file; nil for any other attribute, and
  /// where the file cannot be shown.
  static func embedded(_ attribute: Attribute, from images: any ImageSource) -> String? {
    guard attribute.name == "href" || attribute.name == "xlink:href",
      !attribute.value.hasPrefix("#"), !attribute.value.lowercased().hasPrefix("data:"),
      case .image(let info) = images.image(attribute.value, isOriented: true),
      let bytes = images.bytes(of: info.id), bytes.count <= limit
    else { return nil }
    return "data:\(mediaType(of: bytes));base64," + Data(bytes).base64EncodedString()
  }

  private static func mediaType(of bytes: [UInt8]) -> String {
    switch bytes.first {
    case 0x89: "image/png"
    case 0xFF: "image/jpeg"
    case UInt8(ascii: "G"): "image/gif"
    case UInt8(ascii: "R"): "image/webp"
    default: "image/svg+xml"
    }
  }
}
