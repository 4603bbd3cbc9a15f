import ArgumentParser
import Pipeline

/// `platen retry JOB`.
struct RetryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Goes on with a parked job at once.")

  @Argument(help: "The job's id.") var job: String
  @OptionGroup var stateOption: StateOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let jobs = try stateOption.ask(ControlRequest(.retry, job: job)).jobs ?? []
    for job in jobs { Console.answer(json ? try Console.json(job) : "\(job.job)\t\(job.state)") }
  }
}
