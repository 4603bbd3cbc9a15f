import Campaign
import Foundation
import Pipeline
import Testing

/// A campaign of three dozen recipients whose pages use rows, joined rows and images of every kind,
/// rendered by real workers; each result may correct the one before.
final class CorrectionFixture {
  struct Result {
    var job: RenderJob.Previous
    var manifest: Manifest
    /// By recipient.
    var bundles: [String: Data]
    var report: String
    /// The codes of `recipients.csv`, by recipient.
    var codes: [String: String]
  }

  struct Manifest: Decodable {
    var recipients: [String: Int]
    var supersedes: String?
    var revision: Int
    var changes: Changes?
    var bundles: [Bundle]
    var findings: [Finding]

    struct Changes: Decodable {
      var added: Int
      var changed: Int
      var removed: Int
      var unchanged: Int
      var keys: [String: [String]]
    }

    struct Bundle: Decodable {
      var key: String
      var file: String
      var rowDigest: String

      enum CodingKeys: String, CodingKey {
        case key, file
        case rowDigest = "row_digest"
      }
    }

    struct Finding: Decodable, Hashable {
      var code: String
      var recipient: String?
      var count: Int
    }
  }

  private let folder: TemporaryFolder
  private var revision = 0
  /// Rows of `people.csv`: key, name, photo.
  var people: [(key: String, name: String, photo: String)] = []
  /// Rows of `tracks.csv`: key of the recipient, title.
  var tracks: [(key: String, title: String)] = []
  /// All other files of the drop.
  var files: [String: String] = [:]

  init() throws {
    folder = try TemporaryFolder()
    for number in 1...36 {
      people.append(("K\(number)", "Person \(number)", "photos/\(number % 4).svg"))
      tracks.append(("K\(number)", "First \(number)"))
      tracks.append(("K\(number)", "Second \(number)"))
      files["badges/K\(number).svg"] = Self.picture("#0\(number % 10)f")
    }
    for number in 0..<4 { files["photos/\(number).svg"] = Self.picture("#f0\(number)") }
    files["logo.svg"] = Self.picture("#000")
    files["campaign.yaml"] = """
      campaign: correction
      template: page
      data:
        file: people.csv
        key: key
        join: { tracks: { file: tracks.csv, by: key, many: true } }
      job_key: correction
      on_change: update
      """
    files["page/template.yaml"] = """
      name: page
      fields:
        key: { type: string, required: true }
        name: { type: string, required: true }
        photo: { type: image }
        tracks: { type: table, fields: { title: { type: string } } }
      formats: { card: { width: 160, height: 220 } }
      """
    files["page/template.html"] = """
      <style>p { width: 30px; height: 12px; overflow: hidden }</style>
      <img src="logo.svg" width="9"><img src="{{ photo }}" width="9">
      <img src="badges/{{ key }}.svg" width="9">
      <h1>{{ name }}</h1><ul>{% for track in tracks %}<li>{{ track.title }}{% endfor %}</ul>
      {% if name contains "Long" %}<p>{{ name }} {{ name }} {{ name }} {{ name }}</p>{% endif %}
      """
  }

  static func picture(_ color: String) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">\
    <rect width="9" height="9" fill="\(color)"/></svg>
    """
  }

  /// Renders the campaign as it is now.
  func render(correcting previous: Result? = nil) async throws -> Result {
    revision += 1
    let drop = folder.path("drop\(revision)")
    try write(to: drop)
    let job = RenderJob(
      id: "correction-\(revision)", dropName: "drop", input: drop,
      work: try made("work\(revision)"), descriptor: drop + "/campaign.yaml", created: 0,
      revision: revision, supersedes: previous?.job)
    let renderer = CampaignRenderer(
      settings: RendererSettings(
        workers: WorkerSettings(
          executable: Program.executable.path(percentEncoded: false), count: 2), templates: []))
    guard case .planned(let plan) = try await renderer.prepare(job) else {
      throw Refused()
    }
    let result = try made("result\(revision)")
    let bundles = try made("result\(revision)/bundles")
    var results: [ShardResult] = []
    for shard in plan.shards {
      let shards = try made("shards\(revision)/\(shard.index)")
      results.append(
        try await renderer.render(shard, of: job, attempt: 1, into: shards) { _ in })
      for name in try FileManager.default.contentsOfDirectory(atPath: shards) {
        try FileManager.default.moveItem(atPath: shards + "/" + name, toPath: bundles + "/" + name)
      }
    }
    let bytes = Data(try await renderer.finish(job, results: ShardResults(results), into: result))
    await renderer.release(job)
    try bytes.write(to: URL(filePath: result + "/manifest.json"))
    let manifest = try JSONDecoder().decode(Manifest.self, from: bytes)
    return Result(
      job: RenderJob.Previous(
        job: job.id, manifest: result + "/manifest.json", folder: result), manifest: manifest,
      bundles: try Dictionary(
        uniqueKeysWithValues: manifest.bundles.map {
          ($0.key, try Data(contentsOf: URL(filePath: result + "/" + $0.file)))
        }),
      report: try String(contentsOfFile: result + "/report.html", encoding: .utf8),
      codes: Dictionary(
        uniqueKeysWithValues: try String(
          contentsOfFile: result + "/recipients.csv", encoding: .utf8
        ).split(separator: "\r\n").dropFirst().map { line in
          let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
          return (cells[0], cells.last ?? "")
        }))
  }

  struct Refused: Error {}

  private func made(_ name: String) throws -> String {
    let path = folder.path(name)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  func write(to drop: String) throws {
    var files = files
    files["people.csv"] =
      "key,name,photo\n" + people.map { "\($0.key),\($0.name),\($0.photo)\n" }.joined()
    files["tracks.csv"] = "key,title\n" + tracks.map { "\($0.key),\($0.title)\n" }.joined()
    try TemporaryFolder.write(files, to: drop)
  }
}
