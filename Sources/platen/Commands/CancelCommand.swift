import ArgumentParser
import Pipeline

/// `platen cancel JOB`.
struct CancelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Stops a job and gives its drop back.")

  @Argument(help: "The job's id.") var job: String
  @OptionGroup var stateOption: StateOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let jobs = try stateOption.ask(ControlRequest(.cancel, job: job)).jobs ?? []
    for job in jobs { Console.answer(json ? try Console.json(job) : "\(job.job)\t\(job.state)") }
  }
}
