import Linux

extension HotFolderSettings {
  /// Reads `hotfolder.yaml` of a share; the defaults where there is none.
  package init(of share: Share, base: LimitSettings = LimitSettings()) throws(SettingsFault) {
    let file = share.path + "/hotfolder.yaml"
    let bytes: [UInt8]
    do throws(SystemError) {
      let root = try share.root
      guard try root.contains(Share.settingsFile) else {
        self.init()
        limits = base
        return
      }
      bytes = try root.read(Share.settingsFile, limit: 1 << 20)
    } catch {
      throw SettingsFault(file: file, line: 0, message: error.description)
    }
    try self.init(file: file, bytes, base: base)
  }

  package init(
    file: String, _ bytes: [UInt8], base: LimitSettings = LimitSettings()
  ) throws(SettingsFault) {
    self.init()
    limits = base
    var map = try SettingsMap(file: file, bytes)
    quiet = try map.duration("quiet")
    quietMax = try map.duration("quiet_max") ?? quietMax
    poll = try map.duration("poll")
    evidence =
      try map.take("evidence", "1, 3, 4 or 5") { ["1": 1, "3": 3, "4": 4, "5": 5][$0] } ?? evidence
    isAtomic = try map.boolean("atomic") ?? isAtomic
    orphanWarning = try map.duration("orphan_warning") ?? orphanWarning
    orphanAfter = try map.duration("orphan_after") ?? orphanAfter
    campaign = try map.take("campaign", "a file in the hot folder", Self.plainPath) ?? campaign
    priority = try map.integer("priority", in: -1000...1000) ?? priority
    owner = try map.take(
      "owner", "a user, a user:group or a :group of this machine", FileOwner.init)
    mode = try map.take("mode", "permissions such as 0750") {
      UInt32($0, radix: 8).flatMap { $0 <= 0o777 ? $0 : nil }
    }
    notify = try map.list("notify", "mail addresses", MailAddress.init) ?? notify
    var limits = self.limits
    try map.map("limits") { (map) throws(SettingsFault) in
      try limits.read(&map)
      try map.finish(known: LimitSettings.keys)
    }
    self.limits = limits
    var retention = self.retention
    try map.map("retention") { (map) throws(SettingsFault) in
      retention.archive = try map.duration("archive")
      retention.rejected = try map.duration("rejected")
      retention.results = try map.duration("results")
      retention.status = try map.duration("status")
      try map.finish(known: ["archive", "rejected", "results", "status"])
    }
    self.retention = retention
    try map.finish(known: Self.keys)
  }

  private static let keys = [
    "quiet", "quiet_max", "poll", "evidence", "atomic", "orphan_warning", "orphan_after",
    "campaign", "priority", "owner", "mode", "notify", "limits", "retention",
  ]

  private static func plainPath(_ text: String) -> String? {
    let isPlain =
      !text.isEmpty && !text.hasPrefix("/") && !text.split(separator: "/").contains("..")
    return isPlain ? text : nil
  }
}

/// Sizes as settings write them: a whole number, perhaps with `KB MB GB TB KiB MiB GiB TiB`.
package enum SizeText {
  package static func bytes(_ text: String) -> Int64? {
    let units: [(String, Int64)] = [
      ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40), ("KB", 1000),
      ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("", 1),
    ]
    for (unit, factor) in units where text.hasSuffix(unit) {
      let digits = text.dropLast(unit.count).filter { $0 != " " }
      guard let number = Int64(digits), number >= 0 else { return nil }
      let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
      return overflow ? nil : bytes
    }
    return nil
  }
}
