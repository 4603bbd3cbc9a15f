import Foundation
import Findings
import Testing

@testable import Dataset

/// What is imported is read back exactly, in any part.
@Suite struct SnapshotTests {
  @Test func valuesRoundTripExactly() throws {
    let fields = [
      Field("s", .string), Field("i", .integer), Field("d", .decimal), Field("b", .boolean),
      Field("t", .date), Field("l", .list(of: .decimal, separator: "|")), Field("Name", .string),
      Field("name", .string),
    ]
    let imported = try importCSV(
      "id,s,i,d,b,t,l,Name\n1,007,-9223372036854775808,-001.500,no,2024-02-29T01:02:03+02:00,1.0|2.50,x\n",
      Array(fields.dropLast()))
    #expect(imported.errors == [])
    let record = try #require(try imported.recipients.first).fields
    #expect(record["s"] == .string("007"))
    #expect(record["i"] == .integer(.min))
    #expect(plainText(of: record["d"] ?? .null) == "-1.500")
    #expect(record["b"] == .bool(false))
    #expect(plainText(of: record["t"] ?? .null) == "2024-02-29T01:02:03+02:00")
    guard case .list(let items)? = record["l"] else { Issue.record("no list"); return }
    #expect(items.map { plainText(of: $0) } == ["1.0", "2.50"])
  }

  @Test func fieldsThatDifferOnlyInCaseStayApart() throws {
    let imported = try importBytes(
      Array(#"[{"id":1,"name":"a","Name":"b"}]"#.utf8), "d.json",
      [Field("name", .string), Field("Name", .string)])
    #expect(try imported.values("name") == [.string("a")])
    #expect(try imported.values("Name") == [.string("b")])
  }

  @Test func rangesGiveTheRecipientsOfTheirRowids() throws {
    let text = "id,n\n" + (1...1_000).map { "k\($0),\($0 % 10 == 0 ? "x" : "1")\n" }.joined()
    let imported = try importCSV(text, [Field("n", .integer)])
    let reader = try #require(imported.reader)
    #expect(reader.counts.ok == 900)
    var cursor = reader.recipients(in: 8...12)
    var keys: [String] = []
    while let row = try cursor.next() { keys.append(row.key) }
    #expect(keys == ["k8", "k9", "k11", "k12"])
    let shards = try reader.shards(of: 400)
    #expect(shards == [1...444, 445...888, 889...999])
    var total = 0
    for shard in shards {
      var cursor = reader.recipients(in: shard)
      while try cursor.next() != nil { total += 1 }
    }
    #expect(total == 900)
    #expect(try reader.recipient(key: "k11")?.rowid == 11)
    #expect(try reader.recipient(key: "k10") == nil)
    #expect(try reader.originalCells(of: 10) == ["k10", "x"])
  }

  @Test func digestsTellContentNotPlace() throws {
    let fields = [Field("a", .string), Field("d", .decimal)]
    let one = try importCSV("id,a,d\n1,x,1.0\n2,y,1\n", fields).recipients
    let other = try importCSV("d,id,a,more\n1,2,y,z\n1.0,1,x,z\n", fields).recipients
    #expect(one[0].digest == other[1].digest)
    #expect(one[1].digest == other[0].digest)
    let changed = try importCSV("id,a,d\n1,x,1.00\n", fields).recipients
    #expect(one[0].digest != changed[0].digest)
  }

  @Test func nothingAppearsUntilTheImportIsDone() throws {
    let drop = try Drop(["d.csv": "id\n1\n"])
    let declaration = DatasetDeclaration(
      source: DatasetSource(file: "d.csv", format: .csv), key: "id", schema: Schema([Field]()))
    let missing = drop.folder.appending(path: "no/such/folder/s.sqlite").path
    #expect(throws: (any Error).self) {
      try DatasetImporter(declaration, folder: drop.folder.path).run(into: missing)
    }
    let path = drop.folder.appending(path: "s.sqlite").path
    _ = try DatasetImporter(declaration, folder: drop.folder.path).run(into: path)
    let names = try FileManager.default.contentsOfDirectory(atPath: drop.folder.path)
    #expect(names.sorted() == ["d.csv", "s.sqlite"])
  }

  @Test func theSameDataGiveTheSameBytes() throws {
    let drop = try Drop(["d.csv": "id,n\n1,2\n2,x\n3,3\n3,4\n"])
    let declaration = DatasetDeclaration(
      source: DatasetSource(file: "d.csv", format: .csv), key: "id",
      schema: Schema([Field("n", .integer)]))
    let paths = ["a", "b"].map { drop.folder.appending(path: $0).path }
    for path in paths {
      _ = try DatasetImporter(declaration, folder: drop.folder.path).run(into: path)
    }
    let bytes = try paths.map { try Data(contentsOf: URL(filePath: $0)) }
    #expect(bytes[0] == bytes[1])
  }
}
