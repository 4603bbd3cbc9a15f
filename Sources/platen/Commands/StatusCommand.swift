import ArgumentParser
import Pipeline

/// `platen status`: how the daemon and its folders are.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows how a running daemon and its hot folders are.")

  @OptionGroup var stateOption: StateOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    guard let status = try stateOption.ask(ControlRequest(.status)).status else { return }
    if json { return Console.answer(try Console.json(status)) }
    Console.answer(
      "daemon \(status.daemon.state), process \(status.daemon.pid), since \(status.daemon.started)")
    for folder in status.folders {
      Console.answer("\(folder.folder)\t\(folder.path)" + (folder.reason.map { "\t\($0)" } ?? ""))
    }
    for (state, count) in status.counts.sorted(by: { $0.key < $1.key }) {
      Console.answer("\(count)\t\(state)")
    }
  }
}
