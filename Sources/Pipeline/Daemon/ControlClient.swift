import Foundation
import Linux

/// Asks a running daemon.
package enum ControlClient {
  /// - Returns: the answer; nil where no daemon works on that state directory.
  package static func ask(_ request: ControlRequest, state: String) throws -> ControlResponse? {
    guard StateDirectory.isInUse(state) else { return nil }
    let directory = try Directory(path: state)
    let bytes = Array(try JSONEncoder().encode(request))
    guard let answer = try LocalSocket.ask(directory, StateDirectory.socket, bytes) else {
      return nil
    }
    return try JSONDecoder().decode(ControlResponse.self, from: Data(answer))
  }
}
