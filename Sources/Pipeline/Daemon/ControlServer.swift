import Dispatch
import Foundation
import Linux
import Synchronization

/// Answers requests on the daemon's socket, one at a time, on a thread of its own.
final class ControlServer: Sendable {
  private let server: LocalSocketServer
  private let answer: @Sendable (ControlRequest) -> ControlResponse
  private let isStopped = Mutex(false)
  private let ended = DispatchSemaphore(value: 0)

  init(
    directory: Directory, answer: @escaping @Sendable (ControlRequest) -> ControlResponse
  ) throws {
    server = try LocalSocketServer(directory, StateDirectory.socket)
    self.answer = answer
  }

  func start() {
    let thread = Thread { [self] in
      while !isStopped.withLock({ $0 }) {
        _ = server.serve(within: 0.25) { request in
          let response: ControlResponse
          do {
            response = answer(
              try JSONDecoder().decode(ControlRequest.self, from: Data(request)))
          } catch {
            response = ControlResponse(error: "the request is not understood")
          }
          return Array((try? JSONEncoder().encode(response)) ?? Data())
        }
      }
      ended.signal()
    }
    thread.name = "control"
    thread.start()
  }

  func stop() {
    isStopped.withLock { $0 = true }
    ended.wait()
  }
}
