import Archive
import Campaign
import Dataset
import HotFolder
import Testing

@Suite struct LimitSettingsTests {
  private func read(_ text: String) throws -> HotFolderSettings {
    try HotFolderSettings(file: "hotfolder.yaml", Array(text.utf8))
  }

  @Test("Every limit has its key, and the others keep their defaults")
  func keys() throws {
    let limits = try read(
      """
      limits:
        depth: 3
        name_bytes: 50
        total_bytes: 5MiB
        ratio: 10
        ratio_from: 1MiB
        seconds: 5s
        loop_turns: 7
        document_bytes: 1MiB
        document_nodes: 8
        document_depth: 9
        image_pixels: 10
        asset_seconds: 500ms
        worker_memory: 1GiB
        cell_bytes: 2KiB
        record_bytes: 3KiB
        shared_text_bytes: 4KiB
        sheet_bytes: 5KiB
        columns: 11
        rows: 12
        sheet_rows: 13
        value_depth: 14
        query_seconds: 2s
        check_seconds: 5m
        descriptor_bytes: 2MiB
        descriptor_nodes: 11
        descriptor_depth: 12
      """
    ).limits
    #expect(limits.drop.depth == 3 && limits.drop.nameBytes == 50)
    #expect(limits.drop.totalBytes == 5 << 20 && limits.drop.ratio == 10)
    #expect(limits.drop.ratioFrom == 1 << 20 && limits.drop.seconds == 5)
    #expect(limits.asset.loopTurns == 7 && limits.asset.documentBytes == 1 << 20)
    #expect(limits.asset.documentNodes == 8 && limits.asset.documentDepth == 9)
    #expect(limits.asset.imagePixels == 10 && limits.asset.assetSeconds == 0.5)
    #expect(limits.workerMemory == 1 << 30 && limits.checkSeconds == 300)
    #expect(limits.data.cellBytes == 2 << 10 && limits.data.recordBytes == 3 << 10)
    #expect(limits.data.sharedTextBytes == 4 << 10 && limits.data.sheetBytes == 5 << 10)
    #expect(limits.data.columns == 11 && limits.data.rows == 12 && limits.data.sheetRows == 13)
    #expect(limits.data.depth == 14 && limits.data.stepSeconds == 2)
    #expect(limits.descriptor.bytes == 2 << 20)
    #expect(limits.descriptor.nodes == 11 && limits.descriptor.depth == 12)
    #expect(limits.drop.entries == LimitSettings().drop.entries)
  }

  @Test("Defaults are those of the protocol, and a key that is nearly one is told")
  func defaults() throws {
    let limits = LimitSettings()
    #expect(limits.drop.entries == 100_000 && limits.drop.depth == 32)
    #expect(limits.drop.nameBytes == 200 && limits.drop.fileBytes == 2 << 30)
    #expect(limits.drop.totalBytes == 20 << 30 && limits.drop.ratio == 200)
    #expect(limits.drop.ratioFrom == 64 << 20 && limits.drop.seconds == 600)
    #expect(limits.descriptor.bytes == 1 << 20 && limits.descriptor.nodes == 10_000)
    #expect(limits.descriptor.depth == 64 && limits.data.cellBytes == 1 << 20)
    #expect(limits.data.columns == 4096 && limits.data.depth == 128)
    let fault = #expect(throws: SettingsFault.self) { try read("limits: { cel_bytes: 1MiB }") }
    #expect(fault?.message.contains("`cell_bytes`") == true)
  }

  @Test(
    "A limit that cannot be is named with its key and what it may be",
    arguments: [
      ("limits: { worker_memory: 1MiB }", "limits.worker_memory"),
      ("limits: { asset_seconds: 1ms }", "limits.asset_seconds"),
      ("limits: { entries: 0 }", "limits.entries"),
      ("limits: { ratio: many }", "limits.ratio"), ("owner: nobody-knows-them", "owner"),
      ("mode: 999", "mode"),
    ])
  func faults(text: String, key: String) {
    let fault = #expect(throws: SettingsFault.self) { try read(text) }
    #expect(fault?.key == key)
    #expect(fault?.message.contains("expected") == true)
  }
}
