import Campaign
import Findings
import Foundation
import Linux
import Rendering

/// The worker process: locks itself in, then renders the shards that its daemon hands it.
package struct WorkerMain {
  /// The path of the job's `job.json`.
  package var specification: String
  /// Bytes of all caches.
  package var cache: Int

  package init(specification: String, cache: Int) {
    self.specification = specification
    self.cache = cache
  }

  /// Serves until the daemon closes its end.
  ///
  /// - Parameter cell: what this process may do; it is entered before anything is read.
  package func run(in cell: WorkerCell) throws {
    let channel = MessageChannel(input: 0, output: 1)
    func answer(_ event: WorkerEvent) throws { try channel.send(try event.encoded()) }
    do {
      let unprotected = try cell.enter()
      let job = try JobSpecification(
        decoding: try Data(contentsOf: URL(filePath: specification)))
      let renderer = try ShardRenderer(job: job, cacheBytes: cache)
      try answer(.ready(unprotected: unprotected))
      while case .message(let bytes) = try channel.receive() {
        switch try WorkerCommand(decoding: bytes) {
        case .render(let shard, let directory):
          try renderer.render(shard, into: directory, report: answer)
          try answer(.finished)
        case .sample(let row, let directory, let pictures):
          try answer(.sampled(try renderer.sample(row, into: directory, pictures: pictures)))
        case .measure(let row):
          try answer(.measured(try renderer.measure(row)))
        }
      }
    } catch {
      let code = (error as? SystemError)?.code ?? EIO
      try answer(.failed(code: code, message: "\(error)"))
      throw error
    }
  }
}
