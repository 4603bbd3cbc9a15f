import Findings
import Foundation

@testable import Campaign

/// A drop in a folder of its own, removed with the value that holds it.
final class Drop {
  let folder: URL

  /// A campaign of three good recipients, with some files replaced, added or (nil) removed.
  init(_ changes: [String: String?] = [:]) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "campaign-tests-\(UUID().uuidString)")
    var files: [String: String?] = Self.files
    for (name, text) in changes { files[name] = text }
    for (name, text) in files {
      guard let text else { continue }
      try write(Data(text.utf8), name)
    }
    if files["photo.png"] == nil { try write(Self.pixel, "photo.png") }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { folder.appending(path: "drop").path(percentEncoded: false) }
  var work: String { folder.appending(path: "work").path(percentEncoded: false) }
  var installed: String { folder.appending(path: "installed").path(percentEncoded: false) }

  func write(_ data: Data, _ name: String) throws {
    let url = folder.appending(path: "drop").appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func preflight(_ configure: (inout Preflight) -> Void = { _ in }) throws -> Preflight.Outcome {
    let opened: OpenedCampaign
    do throws(OpeningFault) {
      opened = try CampaignOpener(
        scratch: folder.appending(path: "zip").path(percentEncoded: false)
      )
      .open(path)
    } catch {
      var outcome = Preflight.Outcome()
      outcome.report.findings = [error.finding]
      return outcome
    }
    var preflight = Preflight(
      opened, templates: TemplateFinder(installed: [installed]), work: work)
    preflight.probe = ImageFileProbe.probing()
    configure(&preflight)
    return try preflight.run()
  }

  static let campaign = """
    campaign: spring
    template: card
    data: { file: people.csv, key: id }
    """

  static let files: [String: String?] = [
    "campaign.yaml": campaign,
    "people.csv": "id,name,photo\nA1,Ada,photo.png\nB2,Grace,\nC3,Zoë,photo.png\n",
    "card/template.html": "<h1>{{ name }}</h1>{% if photo %}<img src=\"{{ photo }}\">{% endif %}",
    "card/template.yaml": """
    fields:
      id: { type: string, required: true }
      name: { type: string, required: true }
      photo: { type: image, min_width: 1 }
    formats:
      small: { width: 100, height: 50 }
    """,
  ]

  /// A PNG of one pixel.
  static let pixel =
    Data(
      base64Encoded: """
        iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg\
        gg==
        """) ?? Data()
}

extension Preflight.Outcome {
  var codes: [String] { report.findings.map(\.code.name) }

  func finding(_ code: String) -> Finding? { report.findings.first { $0.code.name == code } }
}
