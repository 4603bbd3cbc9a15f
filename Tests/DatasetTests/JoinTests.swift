import Findings
import Testing

@testable import Dataset

/// Rows of other files that belong to recipients.
@Suite struct JoinTests {
  private let track = Schema([
    Field("title", .string), Field("streams", .integer), Field("royalty", .decimal),
  ])

  private func tracks(
    _ text: String, order: [Join.Order] = [], limit: Int? = nil, file: String = "tracks.csv"
  ) -> Join {
    Join(
      name: "tracks", source: DatasetSource(file: file, format: .csv),
      by: [Join.Link(field: "id", column: "id")], isMany: true, order: order, limit: limit,
      fields: track)
  }

  private func imported(
    _ recipients: String, _ joined: String, _ join: Join, fields: [Field] = [],
    rules: (any RecipientRules)? = nil
  ) throws -> Imported {
    let drop = try Drop(["data.csv": recipients, join.source.file: joined])
    return try drop.imported(
      DatasetDeclaration(
        source: DatasetSource(file: "data.csv", format: .csv), key: "id",
        schema: Schema([Field("id", .string)] + fields), joins: [join]), rules: rules)
  }

  private func titles(_ value: Value?) -> [String] {
    guard case .list(let rows)? = value else { return ["no list"] }
    return rows.map { row in
      guard case .object(let record) = row else { return "no object" }
      return plainText(of: record["title"] ?? .null)
    }
  }

  @Test func manyRowsAreAListInOrderWithinTheLimit() throws {
    let text = "id,title,streams\n1,a,5\n2,b,1\n1,c,10\n1,d,\n1,e,5\n"
    let order = [Join.Order(column: "streams", isDescending: true)]
    let result = try imported("id\n1\n2\n3\n", text, tracks(text, order: order, limit: 3))
    #expect(result.errors == [])
    let values = try result.values("tracks")
    #expect(titles(values[0]) == ["c", "a", "e"])
    #expect(titles(values[1]) == ["b"])
    #expect(titles(values[2]) == [])
  }

  @Test func withoutOrderTheFilesOrderHolds() throws {
    let text = "id,title\n1,z\n1,a\n1,m\n"
    #expect(
      titles(try imported("id\n1\n", text, tracks(text)).values("tracks")[0]) == ["z", "a", "m"])
  }

  @Test func decimalsSortByValueEmptyOnesLast() throws {
    let text =
      "id,title,royalty\n1,a,-5\n1,b,10.5\n1,c,\n1,d,9\n1,e,-10\n1,f,0.05\n1,g,0\n1,h,10.50\n"
    for (descending, expected) in [
      (false, ["e", "a", "g", "f", "d", "b", "h", "c"]),
      (true, ["b", "h", "d", "f", "g", "a", "e", "c"]),
    ] {
      let order = [Join.Order(column: "royalty", isDescending: descending)]
      let result = try imported("id\n1\n", text, tracks(text, order: order))
      #expect(titles(try result.values("tracks")[0]) == expected)
    }
  }

  @Test func rowsOfNobodyAreOneWarning() throws {
    let text = "id,title\n1,a\n9,b\n8,c\n,d\n"
    let result = try imported("id\n1\n", text, tracks(text))
    let orphans = try #require(result.outcome.findings.first { $0.code.name == "data.orphan-rows" })
    #expect(orphans.count == 3)
    #expect(orphans.severity == .warning)
    #expect(orphans.place.row == 3)
    #expect(result.errors == [])
  }

  @Test func aBadValueIsAnErrorOfItsRecipientAtTheJoinedRow() throws {
    let text = "id,title,streams\n2,a,1\n1,b,x\n9,c,y\n"
    let result = try imported("id\n1\n2\n", text, tracks(text))
    #expect(result.errors == ["data.not-an-integer 3 streams"])
    let finding = try #require(result.outcome.findings.first { $0.severity == .error })
    #expect(finding.recipient == "1")
    #expect(finding.place.file == "tracks.csv")
    #expect(result.outcome.counts.leftOut == 1)
    #expect(try result.reader?.leftOut().first?.reasons.map(\.code) == ["data.not-an-integer"])
  }

  private func label(isOptional: Bool = false) -> Join {
    Join(
      name: "label", source: DatasetSource(file: "labels.csv", format: .csv),
      by: [Join.Link(field: "label_id", column: "id")], isOptional: isOptional,
      fields: Schema([Field("name", .string)]))
  }

  @Test func oneRowIsAnObjectAndTheLinkNeedNoDeclaration() throws {
    let result = try imported(
      "id,label_id\n1,L1\n2,L2\n", "id,name\nL2,Blue\nL1,Red\n", label())
    #expect(result.findings == [])
    #expect(try result.values("label")[0] == .object(Record([("name", .string("Red"))])))
    #expect(try result.recipients[0].fields.names == ["id", "label"])
  }

  @Test func missingAndSeveralPartnersAreErrorsUnlessOptional() throws {
    let recipients = "id,label_id\n1,L1\n2,L2\n3,\n4,L4\n"
    let labels = "id,name\nL1,Red\nL2,Blue\nL2,Green\n"
    let strict = try imported(recipients, labels, label())
    #expect(
      strict.errors == [
        "data.several-partners 3 label_id", "data.missing-partner 4 label_id",
        "data.missing-partner 5 label_id",
      ])
    #expect(try strict.recipients.map(\.key) == ["1"])
    let lenient = try imported(recipients, labels, label(isOptional: true))
    #expect(lenient.errors == [])
    #expect(try lenient.values("label")[1] == .object(Record([("name", .string("Blue"))])))
    #expect(try lenient.values("label")[2] == .null)
  }

  @Test func severalColumnsMustAllBeEqual() throws {
    var join = tracks("")
    join.by = [
      Join.Link(field: "country", column: "land"), Join.Link(field: "n", column: "number"),
    ]
    let result = try imported(
      "id,country,n\na,x1,1\nb,x,11\n", "land,number,title\nx,11,B\nx1,1,A\nx1,11,C\n", join,
      fields: [Field("country", .string), Field("n", .integer)])
    #expect(titles(try result.values("tracks")[0]) == ["A"])
    #expect(titles(try result.values("tracks")[1]) == ["B"])
  }

  @Test func linksCompareByValueOfTheFieldsType() throws {
    var join = label()
    join.source = DatasetSource(file: "labels.json", format: .json)
    let result = try imported(
      "id,label_id\n1,007\n", #"[{"id":7,"name":"Bond"}]"#, join,
      fields: [Field("label_id", .integer)])
    #expect(result.errors == [])
    #expect(try result.values("label")[0] == .object(Record([("name", .string("Bond"))])))
  }

  @Test func rulesMayReadJoinedRows() throws {
    let rules = TestRules(
      conditionFields: ["tracks"], joinsRead: ["tracks"],
      condition: { record in
        if case .list(let rows)? = record["tracks"] { return !rows.isEmpty }
        return false
      })
    let text = "id,title\n2,b\n"
    let result = try imported("id\n1\n2\n", text, tracks(text), rules: rules)
    #expect(try result.recipients.map(\.key) == ["2"])
    #expect(result.outcome.counts.excluded == 1)
  }

  @Test func aMissingJoinColumnIsAnErrorOfTheJob() throws {
    let text = "track,title\n1,a\n"
    let result = try imported("id\n1\n", text, tracks(text))
    #expect(result.errors == ["data.missing-column id"])
    #expect(result.outcome.findings[0].place.file == "tracks.csv")
    let gone = try imported("id,label_id\n1,L1\n", "nothing", label())
    #expect(gone.outcome.isRefused)
  }
}
