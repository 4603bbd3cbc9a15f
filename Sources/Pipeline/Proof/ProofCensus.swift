import Campaign
import Dataset
import Findings
import Liquid

/// One walk over all recipients that finds who may break the design.
struct ProofCensus {
  private let fields: ProofFields
  private let usage: NameUsage
  private let page: LiquidTemplate
  private let job: JobSpecification
  private var extremes: [String: FieldExtremes] = [:]
  private var locales: [String: [Int64]] = [:]
  private(set) var branches: [Branch: BranchCount] = [:]
  private var failures: [(row: Int64, message: String)] = []
  private var firstRow: Int64?
  private(set) var recipients = 0
  /// Recipients whose page was evaluated for its branches.
  private(set) var evaluated = 0

  struct BranchCount {
    var count = 0
    var rows: [Int64] = []
  }

  /// Above so many recipients the branches are those of evenly chosen ones.
  private static let evaluatedAtMost = 50_000
  private static let rowsKept = 16

  init(_ job: JobSpecification, page: LiquidTemplate, fields: ProofFields) {
    self.job = job
    self.page = page
    self.fields = fields
    usage = page.usage
    for branch in usage.branches { branches[branch] = BranchCount() }
  }

  mutating func run(_ plan: RenderPlan, _ snapshot: SnapshotReader) throws {
    let step = max(1, plan.count / Self.evaluatedAtMost)
    let shared = TemplateNames.campaign(id: job.campaign.id, title: job.campaign.title)
    let variants = variantNames
    for shard in try plan.shards(size: 256) {
      var planned: Set<Int64> = []
      for recipient in try plan.recipients(in: shard) { planned.insert(recipient.row) }
      var rows = snapshot.recipients(in: shard.firstRow...shard.lastRow)
      while let row = try rows.next() {
        guard planned.contains(row.rowid) else { continue }
        if firstRow == nil { firstRow = row.rowid }
        for name in row.fields.names { visit(row.fields[name] ?? .null, name, row.rowid) }
        if job.locale.field != nil {
          Self.note(row.rowid, in: &locales[job.locale.tag(for: row.fields), default: []])
        }
        if recipients % step == 0 {
          evaluated += 1
          let names = [
            row.fields, TemplateNames.recipient(key: row.key, fields: row.fields), shared,
          ]
          for variant in variants { evaluate(names + [variant], row) }
        }
        recipients += 1
      }
    }
  }

  /// One for each page that variants may differ in.
  private var variantNames: [Record] {
    var seen: Set<Record> = []
    let all = job.variants.map { TemplateNames.variant($0.format, $0.colorway) }
      .filter { seen.insert($0).inserted }
    return usage.reads("format") || usage.reads("colorway") ? all : Array(all.prefix(1))
  }

  private mutating func visit(_ value: Value, _ path: String, _ row: Int64) {
    guard isUsed(path) else { return }
    // A default stands for a value that is not there.
    let isDefault = fields.fields[path]?.defaultText.map { value == .string($0) } ?? false
    extremes[path, default: FieldExtremes()].take(isDefault ? .null : value, row: row)
    switch value {
    case .list(let items):
      for case .object(let record) in items { visit(record, path, row) }
    case .object(let record): visit(record, path, row)
    default: break
    }
  }

  private mutating func visit(_ record: Record, _ path: String, _ row: Int64) {
    for name in record.names { visit(record[name] ?? .null, path + "." + name, row) }
  }

  private func isUsed(_ path: String) -> Bool {
    if usage.readsAnyName || usage.names.contains("recipient") || usage.paths.contains(path) {
      return true
    }
    return usage.paths.contains { $0.hasPrefix(path + ".") || path.hasPrefix($0 + ".") }
  }

  private mutating func evaluate(_ names: [Record], _ row: RecipientRow) {
    do throws(RenderError) {
      let taken = try page.branches(
        takenWith: Scope(layers: names), locale: job.locale.tag(for: row.fields),
        limits: RenderLimits(
          loopTurns: job.limits.loopTurns, outputBytes: job.limits.documentBytes))
      for branch in taken {
        branches[branch, default: BranchCount()].count += 1
        Self.note(row.rowid, in: &branches[branch, default: BranchCount()].rows)
      }
    } catch {
      if failures.count < Self.rowsKept, failures.last?.row != row.rowid {
        failures.append((row.rowid, error.finding.message))
      }
    }
  }

  private static func note(_ row: Int64, in rows: inout [Int64]) {
    if rows.count < rowsKept, rows.last != row { rows.append(row) }
  }

  // MARK: Reasons

  /// The texts that should be laid out to see how wide they become: by path.
  var textCandidates: [(path: String, texts: [FieldExtremes.Seen])] {
    fields.paths.compactMap { path in
      guard isPrintedText(path), let widest = extremes[path]?.widest, !widest.isEmpty else {
        return nil
      }
      return (path, widest)
    }
  }

  private func isPrintedText(_ path: String) -> Bool {
    let kind = fields.fields[path]?.kind
    guard kind == .text || kind == .list else { return false }
    return usage.readsAnyName || usage.printed.contains(path) || usage.names.contains("recipient")
      || kind == .list
  }

  /// - Parameter widest: for paths of text the one that came out widest, with its width in pixels.
  func reasons(widest: [String: (seen: FieldExtremes.Seen, pixels: Double?)]) -> [ProofReason] {
    var reasons: [ProofReason] = []
    if let firstRow {
      reasons.append(ProofReason("First recipient", weight: 2, rows: [firstRow]))
    }
    for failure in failures.prefix(3) {
      reasons.append(
        ProofReason("The template fails", failure.message, weight: 9, rows: [failure.row]))
    }
    for path in fields.paths {
      guard let extremes = extremes[path] else { continue }
      reasons +=
        texts(path, extremes, widest[path]) + numbers(path, extremes)
        + counts(path, extremes) + absences(path, extremes) + cases(path, extremes)
    }
    reasons += scripts()
    for (branch, count) in branches.sorted(by: { $0.key < $1.key }) where !count.rows.isEmpty {
      let way = branch.way == .taken ? "is taken" : "is passed over"
      reasons.append(
        ProofReason(
          "Branch at \(branch.file):\(branch.line) \(way)", times(count.count), weight: 2,
          rows: count.rows, branch: branch))
    }
    if locales.count > 1 {
      for (tag, rows) in locales.sorted(by: { $0.key < $1.key }).prefix(12) {
        reasons.append(ProofReason("Locale \(tag)", weight: 3, rows: rows))
      }
    }
    return reasons
  }

  private func texts(
    _ path: String, _ extremes: FieldExtremes,
    _ widest: (seen: FieldExtremes.Seen, pixels: Double?)?
  ) -> [ProofReason] {
    guard isPrintedText(path) else { return [] }
    var reasons: [ProofReason] = []
    if let widest {
      let width = widest.pixels.map { ", \(Int($0.rounded())) px" } ?? ""
      reasons.append(
        ProofReason(
          "Widest \(path)", "‘\(widest.seen.text.prefix(120))’\(width)", weight: 5,
          rows: [widest.seen.row]))
    }
    if let longest = extremes.longest {
      reasons.append(
        ProofReason(
          "Longest \(path)", "\(Int(longest.measure)) characters", weight: 5, rows: [longest.row]))
    }
    return reasons
  }

  private func numbers(_ path: String, _ extremes: FieldExtremes) -> [ProofReason] {
    guard let least = extremes.least, let greatest = extremes.greatest else { return [] }
    let isDate = fields.fields[path]?.kind == .date
    return [
      ProofReason(
        "\(isDate ? "Earliest" : "Least") \(path)", plain(least.value), weight: 4,
        rows: [least.row]),
      ProofReason(
        "\(isDate ? "Latest" : "Greatest") \(path)", plain(greatest.value), weight: 4,
        rows: [greatest.row]),
    ]
  }

  private func counts(_ path: String, _ extremes: FieldExtremes) -> [ProofReason] {
    guard let fewest = extremes.fewest, let most = extremes.most else { return [] }
    let none = fewest.measure == 0
    return [
      ProofReason(
        none ? "Empty \(path)" : "Fewest \(path)", none ? "" : fewest.text, weight: none ? 5 : 4,
        rows: [fewest.row]),
      ProofReason("Most \(path)", most.text, weight: 4, rows: [most.row]),
    ]
  }

  private func absences(_ path: String, _ extremes: FieldExtremes) -> [ProofReason] {
    guard !extremes.missingRows.isEmpty else { return [] }
    return [
      ProofReason(
        "No \(path)", times(extremes.missing), weight: extremes.filled > 0 ? 5 : 2,
        rows: extremes.missingRows)
    ]
  }

  /// Values that rules look at, and truth values.
  private func cases(_ path: String, _ extremes: FieldExtremes) -> [ProofReason] {
    // Where values seldom repeat they are names and no cases.
    guard let values = extremes.values, values.count > 1, extremes.filled >= 2 * values.count,
      usage.compared.contains(path) || fields.fields[path]?.kind == .boolean
    else { return [] }
    return values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { value, seen in
      ProofReason("\(path) is ‘\(value.prefix(60))’", times(seen.count), weight: 3, rows: seen.rows)
    }
  }

  /// Scripts that less than a tenth of all texts are written in.
  private func scripts() -> [ProofReason] {
    var totals: [String: (count: Int, first: FieldExtremes.Seen, path: String)] = [:]
    for path in fields.paths where isPrintedText(path) {
      for (script, seen) in extremes[path]?.scripts ?? [:] {
        let known = totals[script]
        let first = known.map { $0.first.row <= seen.first.row ? ($0.first, $0.path) : nil }
        let earliest = (first ?? nil) ?? (seen.first, path)
        totals[script] = ((known?.count ?? 0) + seen.count, earliest.0, earliest.1)
      }
    }
    let all = totals.values.reduce(0) { $0 + $1.count }
    return totals.sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
      .filter { $0.value.count * 10 < all || (totals.count > 1 && $0.key != "Latin") }
      .prefix(8).map { script, seen in
        ProofReason(
          "\(script) script", "\(seen.path): ‘\(seen.first.text.prefix(60))’", weight: 5,
          rows: [seen.first.row])
      }
  }

  private func times(_ count: Int) -> String {
    count == 1 ? "1 recipient" : "\(count) recipients"
  }

  private func plain(_ value: Value) -> String {
    switch value {
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .date(let date): date.isoDescription
    default: ""
    }
  }
}
