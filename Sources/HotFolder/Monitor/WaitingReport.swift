import Foundation
import Linux
import Logging

/// Keeps `status/waiting.json` in step with what lies in the inbox, and warns once about each drop.
struct WaitingReport {
  let share: Share
  let log: Logger
  private var current: [WaitingDrop] = []
  private var published: [WaitingDrop]?
  private var warned: [String: Set<String>] = [:]
  private var ignoredSince: [EntryName: MonotonicTime] = [:]

  init(share: Share, log: Logger) {
    self.share = share
    self.log = log
  }

  /// Seconds after which a name that never counts is worth a line.
  private static let ignoredPatience = 3600.0

  mutating func begin() { current = [] }

  /// How many names wait.
  var count: Int { current.count }

  mutating func add(_ drop: Drop, since: Int64, evidence: Int, reason: String) {
    current.append(
      WaitingDrop(
        name: drop.primary.display, since: TimeText.iso(milliseconds: since),
        missing: drop.missing, evidence: evidence, reason: reason))
  }

  /// Logs a warning, once for each drop and reason.
  mutating func warn(_ drop: Drop, _ reason: String) {
    if warned[drop.primary.display, default: []].insert(reason).inserted {
      log.warning("\(share.name): \(drop.primary) waits: \(reason)")
    }
  }

  mutating func noteIgnored(_ entries: [InboxListing.Entry], at now: MonotonicTime) {
    var next: [EntryName: MonotonicTime] = [:]
    for entry in entries where entry.name != Share.claims && entry.name != Share.idFile {
      let first = ignoredSince[entry.name] ?? now
      next[entry.name] = first
      guard now - first >= Self.ignoredPatience else { continue }
      current.append(
        WaitingDrop(
          name: entry.name.display, since: "", missing: [], evidence: 0,
          reason: "this name is never taken: an upload that was given up?"))
    }
    ignoredSince = next
  }

  /// Writes the file if anything in it has changed.
  mutating func publish() {
    guard current != published else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(current) else { return }
    do throws(SystemError) {
      try share.directory(.status).write("waiting.json", Array(data), durable: false)
      published = current
    } catch {
      log.warning("\(share.name): status/waiting.json cannot be written: \(error)")
    }
    let names = Set(current.map(\.name))
    warned = warned.filter { names.contains($0.key) }
  }
}
