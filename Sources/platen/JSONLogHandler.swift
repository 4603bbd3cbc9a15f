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
  }

  func log(event: LogEvent) {
    let line = Line(
      time: TimeText.iso(milliseconds: WallClock.milliseconds()), level: event.level.rawValue,
      message: event.message.description)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(line) else { return }
    Console.note(String(decoding: data, as: UTF8.self))
  }
}
