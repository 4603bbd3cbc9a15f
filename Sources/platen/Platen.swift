import ArgumentParser
import Foundation
import Pipeline

@main
struct Platen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "platen",
    abstract: "Renders personalised assets from templates and data, dropped into hot folders.",
    version: PlatenVersion.current,
    subcommands: [
      ServeCommand.self, StatusCommand.self, JobsCommand.self, RetryCommand.self,
      CancelCommand.self, ApproveCommand.self, InitCommand.self, DoctorCommand.self, Bind.self,
      Check.self,
      ProofCommand.self,
      Fields.self, Inspect.self, Render.self, Shot.self, Verify.self, WorkerCommand.self,
      PageWorker.self,
    ])

  /// Runs a command; usage errors end with 2, as every other tool has it.
  static func main() async {
    // A closed pipe is an error of one write, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      let code = exitCode(for: error)
      let isUsage = code == .validationFailure
      let text = fullMessage(for: error)
      if !text.isEmpty { code == .success ? Console.answer(text) : Console.note(text) }
      Foundation.exit((isUsage ? ExitCode.usage : code).rawValue)
    }
  }
}
