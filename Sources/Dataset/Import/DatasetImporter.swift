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
}
