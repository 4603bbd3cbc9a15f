import Findings
import GRDB

/// Applies a campaign's rules to one row after the other.
struct RuleEvaluation {
  private let rules: any RecipientRules
  private let plan: ImportPlan
  private let joins: [(name: String, position: Int, rows: JoinedRows)]

  init(_ rules: any RecipientRules, _ run: ImportRun) throws {
    self.rules = rules
    plan = run.plan
    joins = try run.plan.joins.enumerated().compactMap { position, join in
      guard rules.joinsRead.contains(join.join.name), run.completeJoins.contains(position) else {
        return nil
      }
      return (join.join.name, position, try JoinedRows(run.db, run.layout, join: position))
    }
  }

  /// Fills in the derived fields, then asks whether the row takes part; true when it does not.
  func apply(
    to values: inout [Value], typings: [FieldTyping], links: [DatabaseValue], key: String,
    faults: inout [RowFault]
  ) throws -> Bool {
    let hadFaults = faults.contains { $0.code.severity == .error }
    var record = Record()
    for (position, field) in plan.fields.enumerated() where !plan.isHidden[position] {
      record[field.name] = values[position]
    }
    for join in joins { record[join.name] = try join.rows.value(link: links[join.position]) }
    for name in rules.derivedFields {
      guard let position = plan.fields.firstIndex(where: { $0.name == name }) else { continue }
      let value = derive(
        name, typing: typings[position], record, key: key, followsFaults: hadFaults, &faults)
      values[position] = value
      record[name] = value
    }
    let isUndecided = faults.contains {
      $0.code.severity == .error && rules.conditionFields.contains($0.field ?? "")
    }
    guard !isUndecided else { return false }
    do throws(RuleFault) {
      return try !rules.participates(record, key: key)
    } catch {
      if !hadFaults { faults.append(RowFault(error.finding, field: nil)) }
      return false
    }
  }

  /// A derived field's value. What fails to derive from faulty fields only follows from them.
  private func derive(
    _ name: String, typing: FieldTyping, _ record: Record, key: String, followsFaults: Bool,
    _ faults: inout [RowFault]
  ) -> Value {
    do throws(RuleFault) {
      let text = try rules.derivedText(of: name, from: record, key: key)
      var found: [RowFault] = []
      let value = typing.value(of: .text(text), faults: &found)
      if !followsFaults { faults += found }
      return value
    } catch {
      if !followsFaults { faults.append(RowFault(error.finding, field: name)) }
      return .null
    }
  }
}

extension RowFault {
  /// What a rule found about a row.
  init(_ finding: Finding, field: String?) {
    self.init(
      code: finding.code, message: finding.message, field: finding.place.field ?? field,
      sample: finding.place.sample, suggestion: finding.suggestion)
  }
}
