import Campaign
import Foundation

/// The folders that a job's workers may read, written by the daemon beside `job.json`.
///
/// A worker needs them before it may read anything that holds a client's words, so they are in a file
/// of their own that holds nothing else.
struct JobRoots: Sendable, Codable {
  var readable: [String]

  private static let fileName = "roots.json"

  init(of job: JobSpecification) {
    let paths = job.paths
    readable = [paths.drop, paths.template, paths.snippets] + paths.fonts
    if let correction = job.correction { readable.append(correction.bundles) }
  }

  init(besides specification: String) throws {
    let url = URL(filePath: specification).deletingLastPathComponent().appending(
      path: Self.fileName)
    self = try JSONDecoder().decode(JobRoots.self, from: try Data(contentsOf: url))
  }

  func write(besides specification: String) throws {
    let url = URL(filePath: specification).deletingLastPathComponent().appending(
      path: Self.fileName)
    try JSONEncoder().encode(self).write(to: url)
  }
}
