import ArgumentParser
import Pipeline

/// `platen approve JOB`.
struct ApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Lets a job go on that waits for its proof to be approved.")

  @Argument(help: "The job's id.") var job: String
  @OptionGroup var stateOption: StateOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let jobs = try stateOption.ask(ControlRequest(.approve, job: job)).jobs ?? []
    for job in jobs { Console.answer(json ? try Console.json(job) : "\(job.job)\t\(job.state)") }
  }
}
