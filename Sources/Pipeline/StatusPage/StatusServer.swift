import Linux

/// Answers browsers and Prometheus on `http.listen`: it shows, and changes nothing.
final class StatusServer: Sendable {
  private let listener: TCPListener
  private let server: TCPServer

  init(
    address: String, answer: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
  ) throws(SystemError) {
    listener = try TCPListener(address)
    server = try TCPServer(listener, isComplete: HTTPRequest.isComplete) { bytes in
      let request = HTTPRequest(bytes)
      let response = await Self.response(to: request, answer)
      return response.bytes(withBody: request?.method != "HEAD")
    }
  }

  var port: Int { listener.port }

  func start() { server.start() }

  func stop() { server.stop() }

  private static func response(
    to request: HTTPRequest?, _ answer: @Sendable (HTTPRequest) async -> HTTPResponse
  ) async -> HTTPResponse {
    guard let request else { return .text("this is no request\n", status: 400) }
    guard request.method == "GET" || request.method == "HEAD" else {
      return .text("this page only shows\n", status: 405)
    }
    return await answer(request)
  }
}
