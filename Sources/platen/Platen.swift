import ArgumentParser

@main
struct Platen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "platen",
    abstract: "Renders personalised assets from templates and data, dropped into hot folders.")
}
