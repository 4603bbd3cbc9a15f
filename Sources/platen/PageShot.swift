import Findings
import Foundation
import Markup
import Rendering

/// How `platen shot` renders pages.
struct PageShot: Sendable {
  let size: PageSize
  let scale: Double
  let fonts: [String]
  let root: String?

  /// One page and the file that it becomes.
  struct Task: Sendable, Codable {
    let input: String
    let output: String
  }

  /// What became of a page.
  struct Answer: Sendable, Codable {
    var succeeded: Bool
    /// Findings, for standard error.
    var lines: [String]
  }

  func renderer(for folder: String) throws -> PageRenderer {
    try PageRenderer(roots: [folder], top: root, fonts: fonts, limits: RenderingLimits())
  }

  func setup(path: String, label: String) -> PageSetup {
    PageSetup(
      width: size.width, height: size.height, scale: scale, file: path, label: label)
  }

  /// Renders pages one after the other in this process, with caches that live as long as it.
  final class Session {
    private let shot: PageShot
    private var renderer: (folder: String, renderer: PageRenderer)?

    init(_ shot: PageShot) { self.shot = shot }

    func run(_ task: Task) -> Answer {
      do {
        let findings = try render(task)
        return Answer(
          succeeded: !findings.contains { $0.severity == .error }, lines: findings.map(\.line))
      } catch {
        return Answer(succeeded: false, lines: ["\(task.input): \(error)"])
      }
    }

    private func render(_ task: Task) throws -> [Finding] {
      guard let type = ArtifactType(fileName: task.output) else {
        throw Refusal("‘\(task.output)’ ends in neither .png nor .jpg nor .pdf")
      }
      let path = URL(filePath: task.input).standardizedFileURL.path(percentEncoded: false)
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Refusal("the page cannot be read")
      }
      let renderer = try renderer(for: (path as NSString).deletingLastPathComponent)
      let parsed = renderer.parse(String(decoding: data, as: UTF8.self), label: task.input)
      guard let document = parsed.document else { return parsed.findings }
      let setup = shot.setup(path: path, label: task.input)
      let page = renderer.paint(renderer.layOut(document, setup, as: type), setup, as: type)
      renderer.trim()
      guard let artifact = page.artifact else { return parsed.findings + page.findings }
      var file = Data(capacity: artifact.size)
      for part in artifact.content { file.append(contentsOf: part) }
      try file.write(to: URL(filePath: task.output))
      return parsed.findings + page.findings
    }

    /// A renderer reaches the files of one folder: the root, where the page lies below it.
    private func renderer(for pageFolder: String) throws -> PageRenderer {
      let root = shot.root.map { URL(filePath: $0).standardizedFileURL.path(percentEncoded: false) }
      let isBelow = root.map { (pageFolder + "/").hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
      let folder = isBelow == true ? root ?? pageFolder : pageFolder
      if let renderer, renderer.folder == folder { return renderer.renderer }
      let made = try shot.renderer(for: folder)
      renderer = (folder, made)
      return made
    }
  }
}

/// Why something is not done, in words.
struct Refusal: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

extension ArtifactType {
  /// What a file of that name is to hold; nil for other extensions.
  init?(fileName: String) {
    switch (fileName as NSString).pathExtension.lowercased() {
    case "png": self = .png
    case "jpg", "jpeg": self = .jpg(90)
    case "pdf": self = .pdf
    default: return nil
    }
  }
}

extension Finding {
  /// One line for a terminal or a log.
  var line: String {
    let place = place.description
    let text = "\(severity.rawValue) \(code.name) " + (place.isEmpty ? "" : place + ": ") + message
    return remedy.isEmpty ? text : text + " (" + remedy + ")"
  }
}
