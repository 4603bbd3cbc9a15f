import ArgumentParser
import Pipeline

struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Render shards handed over standard input.",
    shouldDisplay: false)

  @Option(help: "The job's specification.")
  var job: String

  @Option(help: "The only folder that may be written to.")
  var writable: String

  @Option(help: "Bytes of address space.")
  var memory: Int

  @Option(help: "Bytes of all caches.")
  var cache: Int

  func run() throws {
    do {
      try WorkerMain(specification: job, writable: writable, memory: memory, cache: cache).run()
    } catch {
      Console.note("\(error)")
      throw ExitCode.refused
    }
  }
}
