import Foundation
import TestSupport
import Testing

@Suite("platen serve")
struct ServeCommandTests {
  @Test("publishes a dropped folder and a zip, byte by byte as their manifests say")
  func drops() throws {
    let folder = try TemporaryFolder()
    let (share, daemon) = try serve(in: folder)
    defer { daemon.terminate() }

    // A folder comes by one rename, a zip is written in place.
    try copySample(of: share, to: folder.path("one"), campaign: "one")
    try FileManager.default.moveItem(atPath: folder.path("one"), toPath: share + "/inbox/one")
    try copySample(of: share, to: folder.path("two"), campaign: "two")
    let zip = try Subprocess(
      "/usr/bin/zip", ["-q", "-r", share + "/inbox/two.zip", "."], in: folder.path("two"))
    #expect(zip.wait() == 0)

    let results = try wait(for: 2, in: share + "/outbox", log: folder.path("log"))
    for result in results {
      let answer = try Program.run("verify", share + "/outbox/" + result)
      #expect(answer.status == 0, "\(result): \(answer.output)")
    }
    #expect(
      results.contains { $0.hasPrefix("one__") } && results.contains { $0.hasPrefix("two__") })

    daemon.terminate()
    #expect(daemon.wait() == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: share + "/inbox")
        .allSatisfy { $0.hasPrefix(".") })
  }

  @Test("corrects a result: renders the changed row alone and carries the others over")
  func correction() throws {
    let folder = try TemporaryFolder()
    let (share, daemon) = try serve(in: folder)
    defer { daemon.terminate() }
    let identity = "\njob_key: greeting\non_change: update\n"
    try drop("first", into: share, adding: identity, from: folder)
    let first = try wait(for: 1, in: share + "/outbox", log: folder.path("log"))
    try drop("second", into: share, adding: identity, from: folder) { rows in
      rows.replacing("Grace", with: "Grace Hopper")
    }
    let both = try wait(for: 2, in: share + "/outbox", log: folder.path("log"))
    let second = try #require(both.first { !first.contains($0) })
    let manifest = try #require(
      JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(filePath: share + "/outbox/\(second)/manifest.json")))
        as? [String: Any])
    let recipients = try #require(manifest["recipients"] as? [String: Int])
    #expect(recipients["rendered"] == 1)
    #expect(recipients["reused"] == recipients["total"].map { $0 - 1 })
    #expect(manifest["revision"] as? Int == 2)
    #expect(first[0].hasSuffix("__" + ((manifest["supersedes"] as? String) ?? "?")))
    #expect(try Program.run("verify", share + "/outbox/" + second).status == 0)
    let path = { (result: String) in share + "/outbox/\(result)/bundles/A001.zip" }
    #expect(
      try Data(contentsOf: URL(filePath: path(first[0])))
        == Data(contentsOf: URL(filePath: path(second))))
  }

  @Test(
    "holds a job back with its proof until it is approved",
    arguments: ["command", "acks"])
  func approval(by way: String) throws {
    let folder = try TemporaryFolder()
    let (share, daemon) = try serve(in: folder)
    defer { daemon.terminate() }
    try drop("careful", into: share, adding: "\napproval: required\n", from: folder)
    var proof: String?
    for _ in 0..<600 where proof == nil {
      proof = try FileManager.default.contentsOfDirectory(atPath: share + "/status")
        .first { $0.hasSuffix("-proof") && !$0.hasPrefix(".") }
      Thread.sleep(forTimeInterval: 0.1)
    }
    let name = try #require(proof)
    let job = String(name.dropLast("-proof".count))
    let page = try String(contentsOfFile: share + "/status/\(name)/proof.html", encoding: .utf8)
    #expect(page.contains("platen approve \(job)"))
    #expect(page.contains("<h2>A001</h2>"))
    let status = try String(contentsOfFile: share + "/status/\(job).json", encoding: .utf8)
    #expect(status.contains("PROOF"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: share + "/outbox")
        .allSatisfy { $0.hasPrefix(".") })
    if way == "acks" {
      try Data().write(to: URL(filePath: share + "/acks/\(job).approve"))
    } else {
      let answer = try Program.run("approve", job, "--state", folder.path("state"))
      #expect(answer.status == 0, "\(answer.errors)")
    }
    #expect(
      try wait(for: 1, in: share + "/outbox", log: folder.path("log")).first?
        .hasSuffix("__" + job) == true)
  }

  /// Moves the hot folder's own sample into the inbox under a name, with lines added to its campaign.
  private func drop(
    _ name: String, into share: String, adding lines: String, from folder: TemporaryFolder,
    changing rows: (String) -> String = { $0 }
  ) throws {
    try copySample(of: share, to: folder.path(name), campaign: "greeting")
    let campaign = folder.path(name) + "/campaign.yaml"
    let text = try String(contentsOfFile: campaign, encoding: .utf8)
    try (text + lines).write(toFile: campaign, atomically: true, encoding: .utf8)
    let data = folder.path(name) + "/recipients.csv"
    try rows(String(contentsOfFile: data, encoding: .utf8))
      .write(toFile: data, atomically: true, encoding: .utf8)
    try FileManager.default.moveItem(
      atPath: folder.path(name), toPath: share + "/inbox/" + name)
  }

  /// A new hot folder with a daemon that watches it.
  private func serve(in folder: TemporaryFolder) throws -> (share: String, daemon: Subprocess) {
    let share = folder.path("acme")
    #expect(try Program.run("init", share).status == 0)
    try "quiet: 100ms\n".write(toFile: share + "/hotfolder.yaml", atomically: true, encoding: .utf8)
    let daemon = try start(root: share, state: folder.path("state"), log: folder.path("log"))
    return (share, daemon)
  }

  private func start(root: String, state: String, log: String) throws -> Subprocess {
    try Subprocess(
      Program.executable.path(percentEncoded: false), ["serve", "--root", root, "--state", state],
      in: Program.package.path(percentEncoded: false), output: .file(log))
  }

  private func copySample(of share: String, to target: String, campaign: String) throws {
    try FileManager.default.copyItem(atPath: share + "/sample", toPath: target)
    let path = target + "/campaign.yaml"
    var lines = try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    for index in lines.indices where lines[index].hasPrefix("campaign:") {
      lines[index] = "campaign: \(campaign)"
    }
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// The names of the published folders, once so many have their marker.
  private func wait(for count: Int, in outbox: String, log: String) throws -> [String] {
    for _ in 0..<600 {
      let names = try FileManager.default.contentsOfDirectory(atPath: outbox)
      let done = names.filter { $0.hasSuffix(".done") }.map { String($0.dropLast(5)) }
      if done.count >= count { return done }
      Thread.sleep(forTimeInterval: 0.1)
    }
    Issue.record("not published: \(try String(contentsOfFile: log, encoding: .utf8))")
    return []
  }
}
