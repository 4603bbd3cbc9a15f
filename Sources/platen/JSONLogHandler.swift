import Foundation
import HotFolder
import Linux
import Logging

/// Log lines as JSON objects, for programs that collect them.
struct JSONLogHandler: LogHandler {
  var metadata = Logger.Metadata()
  var logLevel = Logger.Level.info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  private struct Line: Encodable {
    let time: String
    let level: String
    let message: String
    /// What the line is about: `job`, where it is about one.
    let metadata: [String: String]

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      for (name, value) in metadata { try container.encode(value, forKey: Key(stringValue: name)) }
      try container.encode(time, forKey: "time")
      try container.encode(level, forKey: "level")
      try container.encode(message, forKey: "message")
    }
  }

  private struct Key: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
    init(stringLiteral value: String) { self.init(stringValue: value) }
  }

  func log(event: LogEvent) {
    let line = Line(
      time: TimeText.iso(milliseconds: WallClock.milliseconds()), level: event.level.rawValue,
      message: event.message.description,
      metadata: metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { "\($0)" })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(line) else { return }
    Console.note(String(decoding: data, as: UTF8.self))
  }
}
