import HotFolder
import Linux
import Synchronization

/// Makes job ids: `20261121-145926-123-k3f9`, sorting by time even where the clock is set back.
final class JobIdentifiers: Sendable {
  /// Milliseconds since 1970 of the last id.
  private let last: Mutex<Int64>

  /// - Parameter last: the greatest id there is.
  init(after last: String?) {
    self.last = Mutex(last.flatMap(Self.milliseconds) ?? 0)
  }

  /// The next id, and the time in it.
  func next() -> (id: String, time: Int64) {
    let time = last.withLock { last in
      last = max(last + 1, WallClock.milliseconds())
      return last
    }
    var suffix = ""
    for _ in 0..<4 { suffix.append(Self.letters.randomElement() ?? "a") }
    return (Self.text(time) + "-" + suffix, time)
  }

  private static let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")

  private static func text(_ milliseconds: Int64) -> String {
    let iso = TimeText.iso(milliseconds: milliseconds).filter { $0.isNumber || $0 == "T" }
    let fraction = String(milliseconds % 1000)
    let padded = String(repeating: "0", count: 3 - fraction.count) + fraction
    return iso.replacing("T", with: "-") + "-" + padded
  }

  /// Only ids of exactly our form say a time.
  private static func milliseconds(_ id: String) -> Int64? {
    let digits = id.split(separator: "-")
    guard digits.count == 4, digits[0].count == 8, digits[1].count == 6, digits[2].count == 3,
      let date = Int(digits[0]), let time = Int(digits[1]), let fraction = Int(digits[2])
    else { return nil }
    let days = TimeText.days(year: date / 10_000, month: date / 100 % 100, day: date % 100)
    let seconds = time / 10_000 * 3600 + time / 100 % 100 * 60 + time % 100
    return Int64(days * 86_400 + seconds) * 1000 + Int64(fraction)
  }
}
