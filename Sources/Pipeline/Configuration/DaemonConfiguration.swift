package import Delivery
import Foundation
import Linux
package import HotFolder
package import Logging

/// What `platen.yaml` and the command line say about the daemon.
package struct DaemonConfiguration: Sendable {
  /// Absolute path of the state directory; nil until it is chosen.
  package var state: String?
  /// How many worker processes render at once; nil means one for each processor.
  package var workers: Int?
  /// Hot folders, or folders of hot folders; absolute.
  package var roots: [String] = []
  /// Hot folders named one by one, which may be missing for a while; absolute.
  package var hotFolders: [String] = []
  /// Folders of installed templates; absolute.
  package var templates: [String] = []
  /// Folders of fonts beside the templates' own; absolute.
  package var fonts: [String] = []
  package var logLevel = Logger.Level.info
  package var logsAsJSON = false
  /// `host:port` of the status page; nil means that nothing listens.
  package var listen: String?
  /// Who sends the messages that hot folders ask for.
  package var mail = MailServer.local
  package var limits = LimitSettings()
  /// Bytes of disk that are never planned with.
  package var reserve: Int64 = 256 << 20

  package init() {}

  /// Reads `platen.yaml`; relative paths are relative to its folder.
  package init(file: String) throws(SettingsFault) {
    self.init()
    guard let data = FileManager.default.contents(atPath: file) else {
      throw SettingsFault(file: file, line: 0, message: "it cannot be read")
    }
    let folder = URL(filePath: file).deletingLastPathComponent()
    func absolute(_ path: String) -> String {
      URL(filePath: path, relativeTo: folder).standardizedFileURL.path(percentEncoded: false)
    }
    var map = try SettingsMap(file: file, Array(data))
    state = try map.text("state").map(absolute)
    workers = try map.integer("workers", in: 1...1024)
    hotFolders = try map.texts("hotfolders")?.map(absolute) ?? []
    templates = try map.texts("templates")?.map(absolute) ?? []
    fonts = try map.texts("fonts")?.map(absolute) ?? []
    var level = logLevel
    var asJSON = false
    try map.map("log") { (map) throws(SettingsFault) in
      level =
        try map.take(
          "level", "trace, debug, info, notice, warning or error", { Logger.Level(rawValue: $0) })
        ?? level
      asJSON =
        try map.take("format", "text or json") { ["text": false, "json": true][$0] } ?? false
      try map.finish(known: ["format", "level"])
    }
    logLevel = level
    logsAsJSON = asJSON
    var listen: String?
    try map.map("http") { (map) throws(SettingsFault) in
      listen = try map.text("listen")
      try map.finish(known: ["listen"])
    }
    self.listen = listen
    var mail = self.mail
    try map.map("mail") { (map) throws(SettingsFault) in
      mail.address =
        try map.take("server", "host:port such as localhost:25") {
          NetworkAddress($0).flatMap { $0.host.isEmpty ? nil : $0 } == nil ? nil : $0
        } ?? mail.address
      mail.from = try map.take("from", "a mail address", MailAddress.init) ?? mail.from
      try map.finish(known: ["server", "from"])
    }
    self.mail = mail
    var limits = self.limits
    var reserve = self.reserve
    try map.map("limits") { (map) throws(SettingsFault) in
      try limits.read(&map)
      reserve = try map.size("reserve") ?? reserve
      try map.finish(known: LimitSettings.keys + ["reserve"])
    }
    self.limits = limits
    self.reserve = reserve
    try map.finish(known: [
      "state", "workers", "hotfolders", "templates", "fonts", "log", "http", "mail", "limits",
    ])
  }

  /// The state directory that applies: the option, the file, what the service manager gives, the
  /// user's own.
  package func stateDirectory(
    option: String?, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    let home = environment["HOME"] ?? "/root"
    let path =
      option ?? state ?? environment["STATE_DIRECTORY"].flatMap(Self.nonEmpty)
      ?? (environment["XDG_STATE_HOME"].flatMap(Self.nonEmpty) ?? home + "/.local/state")
      + "/platen"
    return URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
  }

  private static func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
}
