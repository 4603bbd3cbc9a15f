import Dispatch
import Foundation
import Linux
import Synchronization

/// Answers browsers and Prometheus on `http.listen`: it shows, and changes nothing.
final class StatusServer: Sendable {
  private let listener: TCPListener
  private let answer: @Sendable (HTTPRequest) async -> HTTPResponse
  private let isStopped = Mutex(false)
  private let clients = Mutex(0)
  private let ended = DispatchSemaphore(value: 0)

  /// Clients served at once; more are hung up on.
  private static let most = 16

  init(
    address: String, answer: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
  ) throws(SystemError) {
    listener = try TCPListener(address)
    self.answer = answer
  }

  var port: Int { listener.port }

  func start() {
    let thread = Thread { [self] in
      while !isStopped.withLock({ $0 }) {
        guard let client = listener.accept(within: 0.25) else { continue }
        let isWelcome = clients.withLock { count in
          guard count < Self.most else { return false }
          count += 1
          return true
        }
        if isWelcome { serve(client) }
      }
      ended.signal()
    }
    thread.name = "status page"
    thread.start()
  }

  func stop() {
    isStopped.withLock { $0 = true }
    ended.wait()
  }

  private func serve(_ client: TCPConnection) {
    DispatchQueue.global().async { [self] in
      let head = client.read(upTo: 16 << 10, within: 5, until: HTTPRequest.isComplete)
      Task {
        let request = head.flatMap(HTTPRequest.init)
        let response = await respond(to: request)
        DispatchQueue.global().async { [self] in
          // A client that has gone away gets no answer.
          try? client.write(response.bytes(withBody: request?.method != "HEAD"))
          client.finish()
          clients.withLock { $0 -= 1 }
        }
      }
    }
  }

  private func respond(to request: HTTPRequest?) async -> HTTPResponse {
    guard let request else { return .text("this is no request\n", status: 400) }
    guard request.method == "GET" || request.method == "HEAD" else {
      return .text("this page only shows\n", status: 405)
    }
    return await answer(request)
  }
}
