import ArgumentParser
import Findings
import Foundation
import Markup
import Rendering

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lay out an HTML page and print its boxes as JSON.",
    discussion: """
      For each element its CSS path and the x, y, width and height of its border box in CSS pixels, \
      transforms applied.
      """)

  @Argument(help: "The page.", completion: .file(extensions: ["html"]))
  var page: String

  @Option(help: "The page's size in CSS pixels: WIDTHxHEIGHT.")
  var size: PageSize

  @Option(help: "A folder of fonts beside the configured ones; may be given several times.")
  var fonts: [String] = []

  @Option(help: "The folder that references beginning with a slash resolve in.")
  var root: String?

  func run() throws {
    let shot = PageShot(size: size, scale: 1, fonts: fonts, root: root)
    let path = URL(filePath: page).standardizedFileURL.path(percentEncoded: false)
    guard let data = FileManager.default.contents(atPath: path) else {
      Console.note("‘\(page)’ cannot be read")
      throw ExitCode.refused
    }
    let renderer = try shot.renderer(for: (path as NSString).deletingLastPathComponent)
    let parsed = renderer.parse(String(decoding: data, as: UTF8.self), label: page)
    guard let document = parsed.document else {
      for finding in parsed.findings { Console.note(finding.line) }
      throw ExitCode.refused
    }
    let laidOut = renderer.layOut(document, shot.setup(path: path, label: page))
    Console.answer(renderer.inspect(laidOut).line)
  }
}
