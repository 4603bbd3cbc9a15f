import Findings
import Testing

@testable import Dataset

/// Who takes part and who is left out.
@Suite struct ParticipationTests {
  @Test func rowsThatShareAKeyAreAllLeftOutNamingTheOthers() throws {
    let imported = try importCSV("id\na\nb\na\nA\na\n", [])
    #expect(
      imported.findings == [
        "data.duplicate-key 2 id", "data.duplicate-key 4 id", "data.duplicate-key 6 id",
      ])
    #expect(imported.outcome.findings[0].message == "the key “a” is also that of rows 4 and 6")
    #expect(imported.outcome.findings[0].recipient == "a")
    #expect(try imported.recipients.map(\.key) == ["b", "A"])
    #expect(!imported.outcome.isRefused)
  }

  @Test func aThousandEqualKeysNameOnlyTheFirstRows() throws {
    let imported = try importCSV("id\n" + String(repeating: "x\n", count: 1_000), [])
    #expect(imported.outcome.findings.count == 101)
    #expect(imported.outcome.findings[100].count == 900)
    #expect(imported.outcome.findings[100].recipient == "x")
    #expect(imported.outcome.findings[0].message.hasSuffix("11, 12 and 989 more"))
    #expect(imported.outcome.counts.leftOut == 1_000)
  }

  @Test func anEmptyKeyIsAnErrorOfItsRowAlone() throws {
    let imported = try importCSV(
      "id,name\n,Ann\n2,Bob\n,Cy\n",
      [Field("id", .string, isRequired: true), Field("name", .string)])
    #expect(imported.findings == ["data.empty-key 2 id", "data.empty-key 4 id"])
    #expect(imported.outcome.counts.ok == 1)
    #expect(!imported.outcome.isRefused)
  }

  @Test func valuesThatDoNotFitLeaveTheirRecipientOutEvenInOptionalFields() throws {
    let imported = try importCSV("id,n\n1,x\n2,3\n", [Field("n", .integer)])
    #expect(imported.errors == ["data.not-an-integer 2 n"])
    #expect(imported.outcome.findings[0].recipient == "1")
    let leftOut = try #require(try imported.reader?.leftOut())
    #expect(leftOut.map(\.key) == ["1"])
    #expect(leftOut.map(\.row) == [2])
    #expect(leftOut[0].cells == ["1", "x"])
    #expect(leftOut[0].reasons.map(\.code) == ["data.not-an-integer"])
  }

  @Test func manyEqualFaultsBecomeOneWithACount() throws {
    let rows = (1...250).map { "\($0),x\n" }.joined()
    let imported = try importCSV("id,n\n" + rows, [Field("n", .integer)])
    #expect(imported.outcome.findings.count == 101)
    let rest = imported.outcome.findings[100]
    #expect(rest.count == 150)
    #expect(rest.recipient == "101")
    #expect(!imported.outcome.isRefused)
    #expect(imported.outcome.counts.leftOut == 250)
  }

  @Test func derivedFieldsAreTypedTrimmedAndSeenByLaterOnes() throws {
    let rules = TestRules(
      derivedFields: ["double", "label"],
      derive: { name, record in
        guard case .integer(let n)? = record["n"] else { return "none" }
        return name == "double" ? " \(n * 2) " : "is \(plainText(of: record["double"] ?? .null))"
      })
    let imported = try importCSV(
      "id,n\n1,4\n2,\n", [Field("n", .integer), Field("double", .integer)], rules: rules)
    #expect(imported.errors == ["data.not-an-integer 3 double"])
    let recipient = try #require(try imported.recipients.first)
    #expect(recipient.fields["double"] == .integer(8))
    #expect(recipient.fields["label"] == .string("is 8"))
  }

  @Test func excludedRowsAreNoRecipients() throws {
    let rules = TestRules(
      conditionFields: ["n"],
      condition: { record in
        guard case .integer(let n)? = record["n"] else { return false }
        return n > 0
      })
    let imported = try importCSV(
      "id,n,color\n1,5,red\n1,0,nocolor\n3,x,blue\n,0,red\n5,-1,\n",
      [Field("n", .integer), Field("color", .color, isRequired: true)], rules: rules)
    #expect(imported.errors == ["data.not-an-integer 4 n"])
    #expect(imported.outcome.counts.total == 2)
    #expect(imported.outcome.counts.ok == 1)
    #expect(imported.outcome.counts.leftOut == 1)
    #expect(imported.outcome.counts.excluded == 3)
  }

  @Test func nobodyLeftIsAnErrorOfTheJob() throws {
    let rules = TestRules(condition: { _ in false })
    let imported = try importCSV("id\n1\n", [], rules: rules)
    #expect(imported.findings == ["data.no-recipients"])
    #expect(imported.outcome.isRefused)
  }

  @Test func aRuleThatFailsIsAnErrorOfItsRecipient() throws {
    let rules = TestRules(
      derivedFields: ["x"],
      derive: { _, record throws(RuleFault) in
        if record["id"] == .string("2") {
          throw RuleFault(Finding(.wrongShape, "division by zero"))
        }
        return "fine"
      })
    let imported = try importCSV("id\n1\n2\n", [], rules: rules)
    #expect(imported.errors == ["data.wrong-shape 3 x"])
    #expect(imported.outcome.findings[0].recipient == "2")
    #expect(imported.outcome.counts.ok == 1)
  }

  @Test func aCampaignsGateDecidesWhoIsLeftOut() throws {
    var options = ImportOptions()
    options.severities = ["data.too-long": .warning]
    let fields = [Field("name", .string, maxLength: 2)]
    let lenient = try importCSV("id,name\n1,Ann\n", fields, options: options)
    #expect(lenient.outcome.findings.map(\.severity) == [.warning])
    #expect(lenient.outcome.counts.leftOut == 0)
    options.leavesOut = .warning
    let strict = try importCSV("id,name\n1,Ann\n", fields, options: options)
    #expect(strict.outcome.counts.leftOut == 1)
  }
}
