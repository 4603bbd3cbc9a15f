import Campaign
import Dataset
import Findings
import Liquid

/// Everything that a proof shows.
struct Proof: Sendable {
  struct Sample: Sendable {
    var recipient: ProofRecipient
    var reasons: [ProofReason]
  }

  struct BranchUse: Sendable {
    var branch: Branch
    /// Recipients that take it.
    var count: Int
  }

  var job: RenderJob
  var preflight: PreflightRecord
  var variants: Int
  /// What a person should look at first comes first.
  var samples: [Sample]
  /// Reasons for which there was no room.
  var unshown: [ProofReason]
  var branches: [BranchUse]
  /// Recipients whose page was evaluated for its branches.
  var evaluated: Int
  var recipients: Int
  /// Whether someone must approve the job before it goes on.
  var awaitsApproval: Bool

  var findings: [Finding] { preflight.findings + samples.flatMap(\.recipient.allFindings) }

  /// Recipients shown that could not be delivered as they are.
  var undeliverable: Int {
    samples.count { sample in
      sample.recipient.assets.count < variants
        || sample.recipient.allFindings.contains { $0.severity == .error }
    }
  }

  /// Bytes of all assets, from the sizes of those sampled; nil where none was rendered.
  var expectedBytes: Int? {
    let sizes = samples.filter { $0.recipient.assets.count == variants }.map { sample in
      sample.recipient.assets.reduce(0) { $0 + $1.size }
    }
    guard !sizes.isEmpty else { return nil }
    return sizes.reduce(0, +) / sizes.count * recipients
  }

  /// The answer of `platen proof --json`.
  var json: JSON {
    .members([
      "campaign": .string(preflight.campaign),
      "recipients": .members([
        "total": .integer(Int64(preflight.recipients.total)),
        "excluded": .integer(Int64(preflight.recipients.excluded)),
        "ok": .integer(Int64(preflight.recipients.ok)),
        "left_out": .integer(Int64(preflight.recipients.leftOut)),
      ]),
      "samples": .array(samples.map(\.json)),
      "branches": .array(
        branches.map { use in
          .members([
            "file": .string(use.branch.file), "line": .integer(Int64(use.branch.line)),
            "column": .integer(Int64(use.branch.column)), "way": .string(use.branch.way.rawValue),
            "recipients": .integer(Int64(use.count)),
          ])
        }),
      "findings": .array(findings.map(\.json)),
    ])
  }
}

extension Proof.Sample {
  fileprivate var json: JSON {
    .members([
      "key": .string(recipient.key), "row": .integer(Int64(recipient.row)),
      "reasons": .array(
        reasons.map { .members(["title": .string($0.title), "detail": .string($0.detail)]) }),
      "assets": .array(
        recipient.assets.map { asset in
          .members([
            "name": .string(asset.name), "format": .string(asset.format),
            "colorway": .optional(asset.colorway), "type": .string(asset.type),
            "width": .integer(Int64(asset.width)), "height": .integer(Int64(asset.height)),
            "size": .integer(Int64(asset.size)),
          ])
        }),
    ])
  }
}
