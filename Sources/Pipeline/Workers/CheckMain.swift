import Foundation
import Linux

/// What a checking worker is told, beside its job: the file `check.json` in the job's work folder.
struct CheckOrder: Sendable, Codable {
  var job: RenderJob
  var settings: RendererSettings

  static let fileName = "check.json"
}

/// What a checking worker answers.
enum CheckEvent: Sendable, Codable {
  /// So many rows have been read: a sign of life.
  case reading(rows: Int)
  /// The answer lies in `answer.json` in the job's work folder, whatever its length.
  case finished
  /// The machine's fault, not the input's. The worker ends.
  case failed(code: Int32, message: String)

  static let answerName = "answer.json"
}

/// A worker that checks and plans one job: whatever reads what a client wrote, its data, images, fonts
/// and templates, does so locked in.
package struct CheckMain {
  /// The path of the job's `check.json`.
  package var order: String

  package init(order: String) { self.order = order }

  /// Does its one task.
  ///
  /// - Parameter cell: what this process may do; it is entered before anything is read.
  package func run(in cell: WorkerCell) throws {
    let channel = MessageChannel(input: 0, output: 1)
    @Sendable func answer(_ event: CheckEvent) throws {
      try channel.send(Array(try JSONEncoder().encode(event)))
    }
    do {
      _ = try cell.enter()
      let order = try JSONDecoder().decode(
        CheckOrder.self, from: try Data(contentsOf: URL(filePath: order)))
      var preparation = JobPreparation(job: order.job, settings: order.settings)
      // A daemon that has gone away ends this process anyway.
      preparation.progress = { try? answer(.reading(rows: $0)) }
      let outcome = try preparation.run()
      try JSONEncoder().encode(outcome).write(
        to: URL(filePath: order.job.work + "/" + CheckEvent.answerName))
      try answer(.finished)
    } catch {
      try answer(.failed(code: (error as? SystemError)?.code ?? EIO, message: "\(error)"))
      throw error
    }
  }
}
