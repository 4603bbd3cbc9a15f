import Foundation
import Linux
import Pipeline
import Synchronization

/// Progress on standard error: one line that is rewritten on a terminal, a plain line now and then
/// elsewhere.
final class ProgressMeter: Sendable {
  private let isTerminal = isatty(2) == 1
  private let started = MonotonicTime.now().seconds
  private let shown = Mutex((at: 0.0, any: false))

  /// Seconds between lines.
  private var interval: Double { isTerminal ? 0.2 : 10 }

  /// Rows of the data that have been read; nothing is said of what takes less than an interval.
  func show(rows: Int) {
    let now = MonotonicTime.now().seconds
    guard now - started >= interval, isDue(now) else { return }
    write(isTerminal ? "\r\u{1B}[K\(rows) rows read" : "\(rows) rows read\n")
  }

  private func isDue(_ now: Double) -> Bool {
    shown.withLock { shown in
      guard now - shown.at >= interval else { return false }
      shown = (now, true)
      return true
    }
  }

  func show(_ progress: DirectRun.Progress) {
    let now = MonotonicTime.now().seconds
    guard isDue(now) || progress.done == progress.total else { return }
    let seconds = max(now - started, 0.001)
    let assets = progress.done * progress.assetsPerRecipient
    let rate = Double(assets) / seconds
    var line = "\(progress.done) of \(progress.total) recipients, \(assets) assets, "
    line += "\(Int(rate.rounded())) assets/s"
    if progress.done > 0, progress.done < progress.total {
      let left = seconds / Double(progress.done) * Double(progress.total - progress.done)
      line += ", \(duration(left)) left"
    }
    write(isTerminal ? "\r\u{1B}[K" + line : line + "\n")
  }

  /// Leaves the last line standing.
  func finish() {
    if isTerminal, shown.withLock({ $0.any }) { write("\n") }
  }

  private func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e7).rounded(.up))
    return whole < 90 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
