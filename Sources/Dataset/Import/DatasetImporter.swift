import Findings
import GRDB

/// Reads a campaign's data once, validates every row, and writes the job's snapshot.
package struct DatasetImporter {
  package let declaration: DatasetDeclaration
  /// The folder that the sources' files are relative to.
  package let folder: String
  package var rules: (any RecipientRules)?
  package var options: ImportOptions

  package init(
    _ declaration: DatasetDeclaration, folder: String, rules: (any RecipientRules)? = nil,
    options: ImportOptions = ImportOptions()
  ) {
    self.declaration = declaration
    self.folder = folder
    self.rules = rules
    self.options = options
  }

  /// Imports all data into a new snapshot at `path`, replacing what is there.
  ///
  /// Faults of the data are findings; a refused import leaves a snapshot of what could be read.
  ///
  /// - Throws: errors of the database or disk, never of the data.
  package func run(into path: String) throws -> ImportOutcome {
    let plan = ImportPlan(declaration, derived: rules?.derivedFields ?? [])
    var tally = FindingTally(
      limit: options.findingsPerFault, severities: options.severities)
    tally.add(contentsOf: plan.findings)
    guard !plan.findings.contains(where: { $0.severity == .error }) else {
      return ImportOutcome(counts: RecipientCounts(), findings: tally.summary, columns: [])
    }
    return try SnapshotFile.write(at: path) { db in
      let run = try ImportRun(self, plan: plan, tally: tally, db: db)
      return try run.outcome()
    }
  }

  /// Where a source's file is.
  func path(of source: DatasetSource) -> String { folder + "/" + source.file }
}
