package import Dataset
package import Findings

/// What `platen check` answers, and what render and daemon decide by.
package struct PreflightReport: Sendable {
  /// The campaign's id; nil where the descriptor cannot be read.
  package var campaign: String?
  /// Severities are those of the campaign's gate.
  package var findings: [Finding] = []
  package var recipients = RecipientCounts()
  package var columns: [ColumnStatistics] = []
  package var estimate = Estimate()

  package init() {}

  /// No finding is an error.
  package var ok: Bool { !findings.contains { $0.severity == .error } }

  package func count(_ severity: Severity) -> Int {
    findings.lazy.filter { $0.severity == severity }.reduce(0) { $0 + $1.count }
  }

  /// The one object of `check --json`.
  package var json: JSON {
    .members([
      "campaign": .optional(campaign),
      "ok": .bool(ok),
      "counts": .members([
        "error": .integer(Int64(count(.error))), "warning": .integer(Int64(count(.warning))),
        "info": .integer(Int64(count(.info))),
      ]),
      "recipients": .members([
        "total": .integer(Int64(recipients.total)),
        "excluded": .integer(Int64(recipients.excluded)),
        "ok": .integer(Int64(recipients.ok)), "left_out": .integer(Int64(recipients.leftOut)),
      ]),
      "findings": .array(findings.map(\.json)),
      "columns": .array(columns.map(\.json)),
      "estimate": .members([
        "assets": .integer(Int64(estimate.assets)), "bytes": .integer(Int64(estimate.bytes)),
        "seconds": .number(estimate.seconds),
      ]),
    ])
  }
}

extension ColumnStatistics {
  fileprivate var json: JSON {
    .members([
      "file": .string(file), "field": .string(field), "filled": .integer(Int64(filled)),
      "distinct": .integer(Int64(distinct)), "min": .optional(min), "max": .optional(max),
      "longest": .optional(longest), "scripts": .array(scripts.map(JSON.string)),
      "odd_scripts": .array(
        oddScripts.map { odd in
          .members([
            "script": .string(odd.script), "count": .integer(Int64(odd.count)),
            "samples": .array(odd.samples.map(\.json)),
          ])
        }),
      "outliers": .array(
        outliers.map { outliers in
          .members([
            "of": .string(outliers.measure.rawValue), "low": .string(outliers.low),
            "high": .string(outliers.high), "count": .integer(Int64(outliers.count)),
            "samples": .array(outliers.samples.map(\.json)),
          ])
        }),
    ])
  }
}

extension ColumnStatistics.Sample {
  fileprivate var json: JSON {
    .members(["row": .integer(Int64(row)), "value": .string(value)])
  }
}
