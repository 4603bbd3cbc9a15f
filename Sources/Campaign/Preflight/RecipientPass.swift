import Dataset
import Findings

/// The one walk over all imported recipients: checks what needs files and fonts, names the bundles,
/// and writes the plan.
struct RecipientPass {
  let snapshot: SnapshotReader
  /// The recipients' file as findings name it.
  let file: String
  let admission: Admission
  let locale: LocaleRule
  let naming: AssetNaming
  var images: ImageCheck?
  var glyphs: GlyphCheck?

  /// Walks, and gives the finished plan.
  ///
  /// - Throws: errors of the databases, never of the data.
  mutating func run(_ writer: PlanWriter, tally: inout FindingTally) throws -> (
    RenderPlan, leftOut: Int
  ) {
    var recipients = snapshot.recipients
    var leftOut = 0
    while let recipient = try recipients.next() {
      var findings = check(recipient)
      let bundle =
        findings.contains(where: leavesOut)
        ? nil : naming.bundleStem(recipient) { findings.append($0) }
      let assets =
        bundle == nil || !naming.assetsReadRecipient
        ? nil : naming.assetNames(recipient) { findings.append($0) }
      findings = findings.map { placed($0, recipient) }
      tally.add(contentsOf: findings)
      if let reason = findings.first(where: leavesOut) {
        leftOut += 1
        try writer.leaveOut(
          row: recipient.rowid, key: recipient.key, code: reason.code.name, message: reason.message)
        continue
      }
      guard let bundle else { continue }
      try writer.append(recipient, stem: bundle, assets: assets)
      tally.add(contentsOf: writer.takeCollisions().map(collision))
    }
    let plan = try writer.finish()
    tally.add(contentsOf: writer.takeCollisions().map(collision))
    return (plan, leftOut)
  }

  private mutating func check(_ recipient: RecipientRow) -> [Finding] {
    var findings = images?.check(recipient.fields) ?? []
    findings += glyphs?.check(recipient.fields) ?? []
    if let field = locale.field, case .string(let tag)? = recipient.fields[field],
      !ScalarRule.languageTag.accepts(tag)
    {
      findings.append(
        Finding(
          .unknownLocale, "\(field): ‘\(shortened(tag))’ is no language tag such as en-US",
          at: Place(field: field, sample: shortened(tag))))
    }
    return findings
  }

  private func collision(_ collision: PlanWriter.Collision) -> Finding {
    Finding(
      .nameCollision,
      "another recipient's bundle is called ‘\(collision.stem).zip’ already: this one becomes "
        + "‘\(collision.name)’", at: Place(file: file, row: collision.rowNumber),
      recipient: collision.key)
  }

  private func leavesOut(_ finding: Finding) -> Bool {
    var finding = admission.gate.applied(to: finding)
    finding.recipient = finding.recipient ?? ""
    return admission.leavesOut(finding)
  }

  private func placed(_ finding: Finding, _ recipient: RecipientRow) -> Finding {
    var finding = finding
    finding.recipient = recipient.key
    if finding.place.file == nil {
      finding.place.file = file
      finding.place.row = recipient.row
      finding.place.line = recipient.line
    }
    return finding
  }
}
