import Findings
import Testing

@testable import Dataset

/// Which column is which field.
@Suite struct HeaderTests {
  private let first = [Field("first_name", .string)]

  @Test(arguments: ["first_name", "First Name", "FIRST-NAME", "firstName", "  first   name "])
  func headersMatchWithoutCaseSpacesAndDashes(header: String) throws {
    let imported = try importCSV("ID,\(header)\n1,Ann\n", first)
    #expect(imported.findings == [])
    #expect(try imported.values("first_name") == [.string("Ann")])
  }

  @Test func twoMatchesAreAnError() throws {
    let imported = try importCSV("id,First Name,first_name\n1,Ann,Bob\n", first)
    #expect(imported.errors == ["data.ambiguous-column first_name"])
    #expect(imported.outcome.isRefused)
  }

  @Test func columnsChooseBetweenMatches() throws {
    let imported = try importCSV(
      "id,First Name,first_name\n1,Ann,Bob\n", first,
      configure: { $0.columns = ["first_name": "First Name"] })
    #expect(imported.errors == [])
    #expect(imported.findings == ["data.undeclared-column first_name"])
    #expect(try imported.values("first_name") == [.string("Ann")])
  }

  @Test func aMappedHeaderMustBeThere() throws {
    let imported = try importCSV(
      "id,Vorname\n1,Ann\n", first, configure: { $0.columns = ["first_name": "Vornam"] })
    #expect(imported.errors == ["data.missing-column first_name"])
    #expect(imported.outcome.findings[0].suggestion == "Vorname")
  }

  @Test func duplicatesAreErrorsOnlyOfDeclaredColumns() throws {
    let imported = try importCSV("id,name,name,note,note,\n1,a,b,c,d,e\n", [Field("name", .string)])
    #expect(
      imported.findings == [
        "data.duplicate-column name", "data.undeclared-column note", "data.duplicate-column note",
      ])
    #expect(imported.outcome.findings.map(\.severity) == [.error, .info, .info])
  }

  @Test func aMissingRequiredColumnIsOneErrorOfTheJob() throws {
    let imported = try importCSV(
      "id,frist_name\n1,Ann\n2,Bob\n", [Field("first_name", .string, isRequired: true)])
    #expect(imported.errors == ["data.missing-column first_name"])
    #expect(imported.outcome.findings[0].suggestion == "frist_name")
    #expect(imported.outcome.isRefused)
  }

  @Test func aMissingOptionalColumnIsOnlyRemarkedOn() throws {
    let imported = try importCSV(
      "id\n1\n", [Field("photo", .image, defaultValue: .string("p.png"))])
    #expect(imported.outcome.findings.map(\.severity) == [.info])
    #expect(try imported.values("photo") == [.string("p.png")])
    let misspelt = try importCSV("id,phto\n1,x\n", [Field("photo", .image)])
    #expect(misspelt.outcome.findings.map(\.severity) == [.warning, .info])
  }

  @Test func aMissingKeyColumnIsAnError() throws {
    let imported = try importCSV("name\nAnn\nBob\n", [Field("name", .string)])
    #expect(imported.errors == ["data.missing-column id"])
  }

  @Test func theKeyMayBeNamedLikeItsHeader() throws {
    let drop = try Drop(["d.csv": "Songwriter ID\nSW1\n"])
    let declaration = DatasetDeclaration(
      source: DatasetSource(file: "d.csv", format: .csv), key: "Songwriter ID",
      schema: Schema([Field("songwriter_id", .string, isRequired: true)]))
    let imported = try drop.imported(declaration)
    #expect(imported.findings == [])
    #expect(try imported.recipients.map(\.key) == ["SW1"])
    #expect(try imported.recipients[0].fields.names == ["songwriter_id"])
  }

  @Test func derivingAColumnsNameIsAnError() throws {
    let imported = try importCSV(
      "id,Tier\n1,gold\n", [], rules: TestRules(derivedFields: ["tier"]))
    #expect(imported.errors == ["data.derived-column tier"])
  }
}
