import Foundation

/// Moments as published files state them: ISO 8601, whole seconds, UTC.
enum Timestamp {
  static func iso(_ secondsSince1970: Int64) -> String {
    Date(timeIntervalSince1970: TimeInterval(secondsSince1970)).formatted(
      Date.ISO8601FormatStyle(timeZone: .gmt))
  }
}
