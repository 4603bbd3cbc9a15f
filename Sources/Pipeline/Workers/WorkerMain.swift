import Campaign
import Findings
import Foundation
import Linux
import Rendering

/// The worker process: locks itself in, then renders the shards that its daemon hands it.
package struct WorkerMain {
  /// The path of the job's `job.json`.
  package var specification: String
  /// The only folder that may be written to.
  package var writable: String
  /// Bytes of address space.
  package var memory: Int
  /// Bytes of all caches.
  package var cache: Int

  package init(specification: String, writable: String, memory: Int, cache: Int) {
    self.specification = specification
    self.writable = writable
    self.memory = memory
    self.cache = cache
  }

  /// Serves until the daemon closes its end.
  package func run() throws {
    ParentWatch.start()
    let channel = MessageChannel(input: 0, output: 1)
    func answer(_ event: WorkerEvent) throws { try channel.send(try event.encoded()) }
    do {
      let unprotected = try lockIn()
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

  /// Only the paths that the command line named are known yet: nothing that a client wrote has been
  /// read when the rules come into force.
  private func lockIn() throws -> [String] {
    try ResourceLimits(addressSpace: memory, openFiles: 1024).apply()
    let work = (specification as NSString).deletingLastPathComponent
    let roots = try JobRoots(besides: specification)
    return try Sandbox(readable: [work] + roots.readable, writable: [writable]).enter()
  }
}
