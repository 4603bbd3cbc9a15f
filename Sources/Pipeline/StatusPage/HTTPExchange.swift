import Foundation

/// What a client asks for: the first line of a request is all that counts here.
struct HTTPRequest {
  let method: String
  /// Without the query.
  let path: String

  /// Nil for anything that is no request.
  init?(_ bytes: [UInt8]) {
    let line = String(decoding: bytes.prefix { $0 != 0x0d && $0 != 0x0a }, as: UTF8.self)
    let parts = line.split(separator: " ")
    guard parts.count == 3, parts[2].hasPrefix("HTTP/1."), parts[1].hasPrefix("/") else {
      return nil
    }
    method = String(parts[0])
    path = String(parts[1].prefix { $0 != "?" })
  }

  /// Whether the head of a request is all there: an empty line ends it.
  ///
  /// - Parameter start: where the bytes begin that were not looked at before.
  static func isComplete(_ bytes: [UInt8], from start: Int) -> Bool {
    var lineLength = 1
    for byte in bytes[max(0, start - 3)...] {
      if byte == 0x0a {
        if lineLength == 0 { return true }
        lineLength = 0
      } else if byte != 0x0d {
        lineLength += 1
      }
    }
    return false
  }
}

/// An answer, after which the connection ends.
struct HTTPResponse {
  var status: Int
  var type: String
  var body: String

  static func page(_ body: String) -> HTTPResponse {
    HTTPResponse(status: 200, type: "text/html; charset=utf-8", body: body)
  }

  static func text(_ body: String, status: Int = 200) -> HTTPResponse {
    HTTPResponse(status: status, type: "text/plain; charset=utf-8", body: body)
  }

  static func json(_ value: some Encodable) -> HTTPResponse {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return text("no answer\n", status: 500) }
    return HTTPResponse(
      status: 200, type: "application/json", body: String(decoding: data, as: UTF8.self) + "\n")
  }

  private static let reasons = [
    200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
    500: "Internal Server Error", 503: "Service Unavailable",
  ]

  func bytes(withBody: Bool) -> [UInt8] {
    let lines = [
      "HTTP/1.1 \(status) \(Self.reasons[status] ?? "")", "Content-Type: \(type)",
      "Content-Length: \(body.utf8.count)", "Connection: close", "Cache-Control: no-store",
      "X-Content-Type-Options: nosniff",
      "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'", "", "",
    ]
    return Array((lines.joined(separator: "\r\n") + (withBody ? body : "")).utf8)
  }
}
