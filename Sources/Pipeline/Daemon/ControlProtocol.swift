import Foundation

/// What is said over the daemon's socket: one JSON object each way.
package struct ControlRequest: Sendable, Codable, Hashable {
  package enum Command: String, Sendable, Codable {
    case status, jobs, retry, cancel, approve
  }

  package var command: Command
  /// The job meant, for all but `status` and `jobs`.
  package var job: String?

  package init(_ command: Command, job: String? = nil) {
    self.command = command
    self.job = job
  }
}

/// The answer: an error for the person who asked, or what was asked for.
package struct ControlResponse: Sendable, Codable, Hashable {
  package var error: String?
  package var jobs: [StatusFile]?
  package var status: DaemonStatus?

  package init(error: String? = nil, jobs: [StatusFile]? = nil, status: DaemonStatus? = nil) {
    self.error = error
    self.jobs = jobs
    self.status = status
  }
}

/// `platen status --json`.
package struct DaemonStatus: Sendable, Codable, Hashable {
  package struct Process: Sendable, Codable, Hashable {
    package var state: String
    package var pid: Int32
    /// ISO 8601, UTC.
    package var started: String
  }

  package struct Folder: Sendable, Codable, Hashable {
    package var path: String
    /// `ok` or `paused`.
    package var folder: String
    package var reason: String?
  }

  package var daemon: Process
  package var folders: [Folder]
  /// Jobs by state.
  package var counts: [String: Int]
}

/// `status/daemon.json` of each hot folder.
struct DaemonFile: Codable, Hashable {
  var state: String
  var pid: Int32
  var started: String
  var folder: String
  var reason: String?

  enum CodingKeys: String, CodingKey { case state, pid, started, folder, reason }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(state, forKey: .state)
    try container.encode(pid, forKey: .pid)
    try container.encode(started, forKey: .started)
    try container.encode(folder, forKey: .folder)
    try container.encode(reason, forKey: .reason)
  }
}
