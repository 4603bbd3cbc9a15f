import ArgumentParser
import Foundation
import Rendering

struct Shot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Render HTML pages to PNG, JPEG or PDF files.",
    discussion: """
      One page to one file, or with --batch many: each line of the list is INPUT<tab>OUTPUT. A page \
      that fails is reported, the others go on, and the exit code is 1.
      """)

  @Argument(help: "The page.", completion: .file(extensions: ["html"]))
  var page: String?

  @Option(help: "The page's size in CSS pixels: WIDTHxHEIGHT.")
  var size: PageSize

  @Option(name: [.short, .long], help: "The file to write; its extension decides the format.")
  var output: String?

  @Option(help: "Device pixels per CSS pixel.")
  var scale = 1.0

  @Option(help: "A list of pages and files.")
  var batch: String?

  @Option(help: "A folder of fonts beside the configured ones; may be given several times.")
  var fonts: [String] = []

  @Option(help: "The folder that references beginning with a slash resolve in.")
  var root: String?

  @Option(help: "Processes for a batch; by default one for each core.")
  var workers: Int?

  func validate() throws {
    guard (page == nil) != (batch == nil) else {
      throw ValidationError("give either a page or --batch LIST")
    }
    guard batch == nil || output == nil else {
      throw ValidationError("with --batch the list names the files, not --output")
    }
    guard scale > 0, scale <= 16 else { throw ValidationError("--scale is above 0 and at most 16") }
    if let output, ArtifactType(fileName: output) == nil {
      throw ValidationError("--output ends in .png, .jpg or .pdf")
    }
  }

  func run() throws {
    let shot = PageShot(size: size, scale: scale, fonts: fonts, root: root)
    do {
      if let batch {
        let count = workers ?? ProcessInfo.processInfo.activeProcessorCount
        guard try BatchShot(list: batch, shot: shot, workers: count).run() else {
          throw ExitCode.refused
        }
        return
      }
      let page = page ?? ""
      let file = output ?? (page as NSString).deletingPathExtension + ".png"
      let answer = PageShot.Session(shot).run(PageShot.Task(input: page, output: file))
      for line in answer.lines { Console.note(line) }
      if !answer.succeeded { throw ExitCode.refused }
    } catch let refusal as Refusal {
      Console.note("\(refusal)")
      throw ExitCode.refused
    }
  }
}
