import ArgumentParser
import Foundation
import Linux

struct PageWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page-worker", abstract: "Render pages handed over standard input.",
    shouldDisplay: false)

  @Option var size: PageSize
  @Option var scale: Double
  @Option var fonts: [String] = []
  @Option var root: String?

  func run() throws {
    ParentWatch.start()
    let channel = MessageChannel(input: 0, output: 1)
    let session = PageShot.Session(PageShot(size: size, scale: scale, fonts: fonts, root: root))
    while case .message(let bytes) = try channel.receive() {
      let task = try JSONDecoder().decode(PageShot.Task.self, from: Data(bytes))
      try channel.send(Array(try JSONEncoder().encode(session.run(task))))
    }
  }
}
