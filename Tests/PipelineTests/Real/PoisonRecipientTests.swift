import Foundation
import Glibc
import Testing

/// A recipient that crashes its worker, keeps it busy for ever or makes it outgrow its memory costs
/// itself alone, with real workers under the real daemon.
@Suite(.serialized) struct PoisonRecipientTests {
  private static let people = """
    id,first_name,songs,photo
    A001,Ada,128,poison.svg
    A002,Grace,57,plain.svg
    A003,Zoë,1204,plain.svg

    """

  /// Large enough for a picture's filters to weigh something.
  private func files(_ name: String, poison: String) -> [String: String] {
    [
      "campaign.yaml": RealCampaign(name: name).descriptor(),
      "people.csv": Self.people,
      "poison.svg": poison,
      "plain.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>",
      "card/template.yaml": """
      name: card
      entry: template.html
      fields:
        id: { type: string, required: true }
        first_name: { type: string, required: true }
        songs: { type: integer, required: true }
        photo: { type: image, required: true }
      formats:
        large: { width: 1000, height: 1000 }
      colorways:
        dawn: { --bg: "#fff4e8" }

      """,
      "card/template.html":
        "<style>body { margin: 0; background: var(--bg) }</style>"
        + "<img src='{{ photo }}' style='width: 1000px; height: 1000px'>",
    ]
  }

  private func filtered(_ primitives: [String]) -> String {
    "<svg xmlns='http://www.w3.org/2000/svg' width='1000' height='1000'>"
      + "<filter id='f' x='0' y='0' width='1' height='1'>\(primitives.joined())</filter>"
      + "<rect width='1000' height='1000' fill='red' filter='url(#f)'/></svg>"
  }

  /// Minutes of noise.
  private var slow: String {
    filtered(
      (1...40).map {
        "<feTurbulence baseFrequency='0.05' numOctaves='100' seed='\($0)' result='r\($0)'/>"
      })
  }

  /// Gigabytes of intermediate pictures.
  private var fat: String {
    filtered((1...1500).map { "<feOffset in='SourceGraphic' result='r\($0)'/>" })
  }

  private func check(_ folder: some HotFolderFiles, _ campaign: String) async throws {
    try await folder.wait(for: "the result of \(campaign)") {
      folder.results(of: campaign).count == 1
    }
    let summary = try folder.checked(try #require(folder.results(of: campaign).first))
    #expect(summary.contains(#""failed": 1"#) && summary.contains(#""rendered": 2"#), "\(summary)")
    #expect(summary.contains("bundles/A002.zip") && summary.contains("bundles/A003.zip"))
    #expect(summary.contains(#""code": "render.worker-lost""#), "\(summary)")
    #expect(folder.rejections.isEmpty)
  }

  @Test(
    "A hang and a memory blow-up cost one recipient each, against limits set for the hot folder")
  func limits() async throws {
    let root = try TestRoot(program: .platen, config: "workers: 2\n")
    let settings = "quiet: 50ms\npoll: 200ms\nlimits: { asset_seconds: 1s, worker_memory: 1GiB }\n"
    let hanging = try root.hotFolder("hanging", settings: settings)
    let blowing = try root.hotFolder(
      "blowing", settings: settings.replacing("asset_seconds: 1s", with: "asset_seconds: 60s"))
    try root.daemon.start()
    try hanging.dropZip("hang.zip", files("hang", poison: slow))
    try blowing.dropZip("blow.zip", files("blow", poison: fat))
    try await check(hanging, "hang")
    try await check(blowing, "blow")
    let errors = try #require(
      hanging.text("outbox/\(hanging.results[0])/errors.csv"))
    #expect(errors.contains("limits.asset_seconds"), "\(errors)")
    let blown = try #require(blowing.text("outbox/\(blowing.results[0])/errors.csv"))
    #expect(blown.contains("limits.worker_memory"), "\(blown)")
    #expect(root.daemon.stop() == 0)
  }

  @Test("A worker that dies of SIGSEGV at one recipient costs that recipient")
  func crash() async throws {
    let folder = try TestFolder(program: .platen, config: "workers: 2\n")
    try folder.start()
    try folder.dropZip("crash.zip", files("crash", poison: slow))
    var killed: Set<Int32> = []
    try await folder.wait(for: "the job's end") {
      for worker in folder.daemon.workers where seconds(of: worker) > 1 {
        kill(worker, SIGSEGV)
        killed.insert(worker)
      }
      return folder.jobStates() == ["CLOSED"]
    }
    #expect(killed.count >= 3)
    try await check(folder, "crash")
    #expect(folder.stop() == 0)
  }

  /// The processor time that a process has used: only the poison takes a worker more than a second.
  private func seconds(of process: Int32) -> Double {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return 0 }
    let fields = text[end...].split(separator: " ")
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13])
    else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
