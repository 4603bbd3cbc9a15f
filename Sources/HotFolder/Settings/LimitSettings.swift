package import Archive
package import Campaign
package import Dataset

/// The keys of `limits`, in `platen.yaml` for all hot folders and in `hotfolder.yaml` for one.
package struct LimitSettings: Sendable, Hashable {
  /// On what is dropped.
  package var drop = ZipLimits()
  /// On the work for one asset.
  package var asset = AssetLimits()
  /// On the data files of a campaign.
  package var data = ReadingLimits()
  /// On descriptors.
  package var descriptor = YAMLLimits()
  /// Bytes of resident memory of one worker process.
  package var workerMemory = 2 << 30
  /// Seconds that all checks of one job may take together.
  package var checkSeconds = 30 * 60.0

  package init() {}

  /// Takes the keys that are there; the others stay as they are.
  package mutating func read(_ map: inout SettingsMap) throws(SettingsFault) {
    try readDrop(&map)
    try readDescriptor(&map)
    try readData(&map)
    try readAsset(&map)
    workerMemory =
      try map.size("worker_memory", in: Self.leastMemory...Self.most).map(Int.init)
      ?? workerMemory
    checkSeconds = try Self.duration("check_seconds", &map) ?? checkSeconds
  }

  package static let keys = [
    "entries", "depth", "name_bytes", "file_bytes", "total_bytes", "ratio", "ratio_from", "seconds",
    "descriptor_bytes", "descriptor_nodes", "descriptor_depth", "cell_bytes", "record_bytes",
    "columns", "rows", "sheet_rows", "sheet_bytes", "shared_text_bytes", "value_depth",
    "query_seconds", "loop_turns", "document_bytes", "document_nodes", "document_depth",
    "image_pixels", "asset_seconds", "check_seconds", "worker_memory",
  ]

  private mutating func readDrop(_ map: inout SettingsMap) throws(SettingsFault) {
    drop.entries = try map.integer("entries", in: 1...10_000_000) ?? drop.entries
    drop.depth = try map.integer("depth", in: 1...64) ?? drop.depth
    drop.nameBytes = try map.integer("name_bytes", in: 1...255) ?? drop.nameBytes
    drop.fileBytes = try map.size("file_bytes") ?? drop.fileBytes
    drop.totalBytes = try map.size("total_bytes") ?? drop.totalBytes
    drop.ratio = Int64(try map.integer("ratio", in: 1...1_000_000) ?? Int(drop.ratio))
    drop.ratioFrom = try map.size("ratio_from") ?? drop.ratioFrom
    drop.seconds = try map.duration("seconds") ?? drop.seconds
  }

  private mutating func readDescriptor(_ map: inout SettingsMap) throws(SettingsFault) {
    descriptor.bytes = try Self.bytes("descriptor_bytes", &map) ?? descriptor.bytes
    descriptor.nodes =
      try map.integer("descriptor_nodes", in: 1...10_000_000) ?? descriptor.nodes
    // The parser recurses.
    descriptor.depth = try map.integer("descriptor_depth", in: 1...256) ?? descriptor.depth
  }

  private mutating func readData(_ map: inout SettingsMap) throws(SettingsFault) {
    data.cellBytes = try Self.bytes("cell_bytes", &map) ?? data.cellBytes
    data.recordBytes = try Self.bytes("record_bytes", &map) ?? data.recordBytes
    data.sharedTextBytes = try Self.bytes("shared_text_bytes", &map) ?? data.sharedTextBytes
    data.sheetBytes = try map.size("sheet_bytes", in: 1...Self.most) ?? data.sheetBytes
    data.columns = try map.integer("columns", in: 1...100_000) ?? data.columns
    data.rows = try map.integer("rows", in: 1...1_000_000_000) ?? data.rows
    data.sheetRows = try map.integer("sheet_rows", in: 1...(1 << 30)) ?? data.sheetRows
    data.depth = try map.integer("value_depth", in: 1...512) ?? data.depth
    data.stepSeconds = try Self.duration("query_seconds", &map) ?? data.stepSeconds
  }

  private mutating func readAsset(_ map: inout SettingsMap) throws(SettingsFault) {
    asset.loopTurns = try map.integer("loop_turns", in: 1...1_000_000_000) ?? asset.loopTurns
    asset.documentBytes = try Self.bytes("document_bytes", &map) ?? asset.documentBytes
    asset.documentNodes =
      try map.integer("document_nodes", in: 1...100_000_000) ?? asset.documentNodes
    asset.documentDepth = try map.integer("document_depth", in: 1...4096) ?? asset.documentDepth
    asset.imagePixels =
      try map.integer("image_pixels", in: 1...4_000_000_000) ?? asset.imagePixels
    asset.assetSeconds = try Self.duration("asset_seconds", &map) ?? asset.assetSeconds
  }

  private static func duration(
    _ key: String, _ map: inout SettingsMap
  ) throws(SettingsFault) -> Double? {
    try map.take(key, "a duration of at least 100ms such as 30s") {
      DurationText.seconds($0).flatMap { $0 >= 0.1 ? $0 : nil }
    }
  }

  /// Bytes that are held in memory.
  private static func bytes(
    _ key: String, _ map: inout SettingsMap
  ) throws(SettingsFault) -> Int? {
    try map.size(key, in: 1...(1 << 32)).map(Int.init)
  }

  /// Fonts, template and caches take as much.
  private static let leastMemory: Int64 = 512 << 20
  private static let most: Int64 = 1 << 40
}
