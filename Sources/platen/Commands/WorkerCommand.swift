import ArgumentParser
import Pipeline

struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Check a job, or render shards handed over standard input.",
    shouldDisplay: false)

  @Option(help: "Render: the job's specification.")
  var job: String?

  @Option(help: "Check and plan: the order.")
  var check: String?

  @Flag(help: "Try what is forbidden here, and tell what was not refused.")
  var probe = false

  @Option(help: "A file or folder that may be read; may be repeated.")
  var readable: [String] = []

  @Option(help: "The only folder that may be written to.")
  var writable: String

  @Option(help: "Bytes of address space.")
  var memory: Int

  @Option(help: "Bytes of all caches.")
  var cache: Int

  func validate() throws {
    guard [job != nil, check != nil, probe].count(where: { $0 }) == 1 else {
      throw ValidationError("one of --job, --check and --probe says what to do")
    }
  }

  func run() throws {
    let cell = WorkerCell(readable: readable, writable: writable, memory: memory)
    do {
      if let job {
        try WorkerMain(specification: job, cache: cache).run(in: cell)
      } else if let check {
        try CheckMain(order: check).run(in: cell)
      } else {
        try CellProbe.answer(in: cell)
      }
    } catch {
      Console.note("\(error)")
      throw ExitCode.refused
    }
  }
}
