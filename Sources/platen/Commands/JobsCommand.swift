import ArgumentParser
import Pipeline

/// `platen jobs`: all jobs in the order of their claims.
struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "Lists the jobs of a running daemon.")

  @OptionGroup var stateOption: StateOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let jobs = try stateOption.ask(ControlRequest(.jobs)).jobs ?? []
    if json { return Console.answer(try Console.json(jobs)) }
    for job in jobs { Console.answer(line(job)) }
  }

  private func line(_ job: StatusFile) -> String {
    [
      job.job, job.state, "\(job.recipients.done)/\(job.recipients.total)", job.name,
      job.result ?? job.code ?? job.missing.first ?? "",
    ].joined(separator: "\t")
  }
}
