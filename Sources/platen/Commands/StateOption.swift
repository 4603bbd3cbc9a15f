import ArgumentParser
import Pipeline

/// Where the daemon keeps its records: the same option for all who talk to it.
struct StateOption: ParsableArguments {
  @Option(help: "The daemon's state directory.")
  var state: String?

  /// Asks the running daemon; ends with 7 where none answers and with 1 where it refuses.
  func ask(_ request: ControlRequest) throws -> ControlResponse {
    let path = DaemonConfiguration().stateDirectory(option: state)
    guard let response = try ControlClient.ask(request, state: path) else {
      Console.note("no daemon works on the state directory \(path); start one with `platen serve`")
      throw ExitCode.noDaemon
    }
    if let error = response.error {
      Console.note(error)
      throw ExitCode.refused
    }
    return response
  }
}
