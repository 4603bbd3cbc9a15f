import Foundation

/// Filters for URLs and Base64.
enum EncodingFilters {
  static let all: [FilterDefinition] = [
    FilterDefinition("url_encode", .scalar, gives: .string) { input in
      if input.value.isNull { return .null }
      // `application/x-www-form-urlencoded`: a space is a plus sign.
      let encoded = URLEscaper.percentEncoded(input.text) { byte in
        URLEscaper.isUnreserved(byte) || byte == UInt8(ascii: " ")
      }
      return MarkupFilters.escaped(encoded.replacing(" ", with: "+"), input)
    },
    FilterDefinition("url_decode", .scalar, gives: .string) { input throws(FilterFault) in
      if input.value.isNull { return .null }
      guard let text = String(validating: decoded(input.text), as: UTF8.self) else {
        throw FilterFault("the text is no UTF-8 once it is decoded")
      }
      return .string(text)
    },
    FilterDefinition("base64_encode", .scalar, gives: .string) { input in
      .string(Data(input.text.utf8).base64EncodedString())
    },
    FilterDefinition("base64_decode", .text, gives: .string) { input throws(FilterFault) in
      try decodedBase64(input.text)
    },
    FilterDefinition("base64_url_safe_encode", .scalar, gives: .string) { input in
      let encoded = Data(input.text.utf8).base64EncodedString()
      return .string(encoded.replacing("+", with: "-").replacing("/", with: "_"))
    },
    FilterDefinition("base64_url_safe_decode", .text, gives: .string) { input throws(FilterFault) in
      var text = input.text.replacing("-", with: "+").replacing("_", with: "/")
      while !text.utf8.count.isMultiple(of: 4) { text += "=" }
      return try decodedBase64(text)
    },
  ]

  private static func decodedBase64(_ text: String) throws(FilterFault) -> Cell {
    guard text.utf8.count.isMultiple(of: 4), let data = Data(base64Encoded: text) else {
      throw FilterFault("“\(text.prefix(40))” is no Base64")
    }
    return .string(String(decoding: data, as: UTF8.self))
  }

  private static func decoded(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "%"), bytes.count >= 2,
        let value = UInt8(Text.string(bytes.prefix(2)), radix: 16)
      {
        result.append(value)
        bytes = bytes.dropFirst(2)
      } else {
        result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return result
  }
}
