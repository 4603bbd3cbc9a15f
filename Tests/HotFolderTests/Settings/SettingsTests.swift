import Archive
import Foundation
import HotFolder
import Linux
import Testing

@Suite struct SettingsTests {
  private func read(_ text: String) throws -> HotFolderSettings {
    try HotFolderSettings(file: "hotfolder.yaml", Array(text.utf8))
  }

  @Test("Every setting is read with its unit; comments alone are the defaults")
  func values() throws {
    #expect(try read("# nothing\n\n") == HotFolderSettings())
    let settings = try read(
      """
      quiet: 50ms
      quiet_max: 2m
      evidence: 4
      atomic: true
      orphan_after: 1d
      limits: { entries: 10, file_bytes: 1MiB }
      retention: { results: 7d }
      notify: [ops@example.org, art@example.org]
      """)
    #expect(settings.quiet == 0.05)
    #expect(settings.quietMax == 120)
    #expect(settings.evidence == 4)
    #expect(settings.isAtomic)
    #expect(settings.orphanAfter == 86_400)
    #expect(settings.limits.drop.entries == 10)
    #expect(settings.limits.drop.fileBytes == 1 << 20)
    #expect(settings.retention.results == 604_800.0)
    #expect(settings.notify.map(\.text) == ["ops@example.org", "art@example.org"])
    #expect(try read("notify: ops@example.org\n").notify.count == 1)
  }

  @Test(
    "A wrong setting is named with file, line and key",
    arguments: [
      ("quiet: soon\n", 1, "quiet"), ("atomic: true\nevidence: 2\n", 2, "evidence"),
      ("\nqiet: 2s\n", 2, "qiet"), ("limits: { depth: 0 }\n", 1, "limits.depth"),
      ("poll: 30\n", 1, "poll"), ("limits: { colour: 1 }\n", 1, "limits.colour"),
      ("notify: [nobody]\n", 1, "notify"), ("notify: \"a@b\\nc\"\n", 1, "notify"),
    ])
  func faults(text: String, line: Int, key: String) throws {
    let fault = #expect(throws: SettingsFault.self) { try read(text) }
    #expect(fault?.file == "hotfolder.yaml")
    #expect(fault?.line == line)
    #expect(fault?.key == key)
  }

  @Test("The settings that a new hot folder begins with, uncommented, are the defaults")
  func template() throws {
    let folder = NSTemporaryDirectory() + "platen-init-\(UUID().uuidString)"
    try HotFolderMaker(path: folder).make()
    let text = try String(contentsOfFile: folder + "/hotfolder.yaml", encoding: .utf8)
    #expect(try read(text) == HotFolderSettings())
    #expect(Share(path: folder).absence() == nil)
    let before = try FileManager.default.subpathsOfDirectory(atPath: folder)
    try HotFolderMaker(path: folder).make()
    #expect(try FileManager.default.subpathsOfDirectory(atPath: folder) == before)
  }

  @Test("A hot folder is not made over a file or a folder of somebody else")
  func inTheWay() throws {
    let folder = NSTemporaryDirectory() + "platen-init-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: folder + "/theirs"))
    #expect(throws: HotFolderMaker.Refusal.self) { try HotFolderMaker(path: folder).make() }
    #expect(throws: HotFolderMaker.Refusal.self) {
      try HotFolderMaker(path: folder + "/theirs").make()
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["theirs"])
  }
}
