/// What stops a shard or a job without being the input's fault in an obvious place.
package enum RenderFailure: Error, Sendable, Hashable {
  /// The worker crashed, hung or outgrew its memory: the try is spent, another may succeed.
  /// - Parameter recipient: the key it was working on, where that is known.
  case workerLost(reason: String, recipient: String?)
  /// The renderer contradicts itself: no further try can help.
  case inconsistent(String)
}

extension RenderFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .workerLost(let reason, let recipient):
      reason + (recipient.map { " while rendering recipient \($0)" } ?? "")
    case .inconsistent(let message): message
    }
  }
}
