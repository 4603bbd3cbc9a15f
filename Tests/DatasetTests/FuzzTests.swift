import Archive
import Findings
import Foundation
import Testing

@testable import Dataset

/// Readers meet any bytes with rows or findings, never with a trap, and keep their promises.
@Suite struct FuzzTests {
  /// SplitMix64: the same bytes in every run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private let fields = [
    Field("name", .string), Field("n", .integer), Field("d", .decimal), Field("b", .boolean),
    Field("t", .date), Field("c", .color), Field("u", .url), Field("e", .email), Field("i", .image),
    Field("l", .list(of: .integer, separator: "|")),
    Field("o", .object(Schema([Field("x", .table(Schema([Field("y", .integer)])))]))),
  ]

  private func mutated(
    _ seed: [UInt8], _ generator: inout Generator, words: [String] = []
  ) -> [UInt8] {
    let tokens: [[UInt8]] =
      words.map { Array($0.utf8) }
      + [
        "\"", ",", ";", "\n", "\r", "\r\n", "\t", "{", "}", "[", "]", ":", "\\u", "\\", "-", "1e9",
        "\u{FEFF}", "é", "𝄞", "\u{301}", "%", "#", "rgb(", "..", "|", "null", "true",
        "99999999999999",
      ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xFF, 0xFE]]
    var bytes = seed
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      let position = Int.random(in: 0...bytes.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes.insert(contentsOf: tokens.randomElement(using: &generator) ?? [], at: position)
      case 1:
        let end = min(bytes.count, position + Int.random(in: 0...8, using: &generator))
        bytes.removeSubrange(position..<end)
      case 2 where position < bytes.count:
        bytes[position] = UInt8.random(in: 0...255, using: &generator)
      default:
        let end = min(bytes.count, position + Int.random(in: 0...20, using: &generator))
        bytes.insert(contentsOf: Array(bytes[position..<end]), at: position)
      }
    }
    return bytes
  }

  /// Inputs for each kind of file; `Scripts/fuzz-readers` asks for many more.
  private static let rounds =
    ProcessInfo.processInfo.environment["PLATEN_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 400

  /// Files of real writers, broken in every way.
  @Test(arguments: [
    "xlsxwriter.xlsx", "libreoffice.xlsx", "openpyxl.xlsx", "libreoffice.ods", "odfpy.ods",
    "table.sqlite", "encoding-utf-16.csv",
    "encoding-shift_jis.csv",
  ])
  func brokenFilesGiveRowsOrFindings(file: String) throws {
    let seed = Array(try Data(contentsOf: CorpusCase.folder.appending(path: file)))
    var generator = Generator(state: 2027)
    for _ in 0..<(Self.rounds / 8) {
      let bytes = mutated(seed, &generator)
      let imported = try importBytes(
        bytes, file, fields, configure: { if file.contains("shift") { $0.encoding = "shift_jis" } })
      let outcome = imported.outcome
      #expect(outcome.counts.total == outcome.counts.ok + outcome.counts.leftOut)
      #expect(outcome.counts.ok > 0 || !outcome.findings.isEmpty)
    }
  }

  /// The XML of sheets, broken and packed again, so that it gets past the archive's own checks.
  @Test(arguments: [
    ("libreoffice-cells.ods", "content.xml"), ("xlsxwriter.xlsx", "xl/worksheets/sheet1.xml"),
    ("xlsxwriter.xlsx", "xl/workbook.xml"), ("libreoffice.xlsx", "xl/styles.xml"),
  ])
  func brokenSheetsGiveRowsOrFindings(file: String, part: String) throws {
    let zip = try ZipReader(path: CorpusCase.folder.appending(path: file).path)
    let parts = try zip.entries.map { ($0.name, try zip.read($0)) }
    let words = [
      "<text:p>", "</text:p>", "<table:table-cell>", "</table:table-row>", "<table:table>",
      " table:number-rows-repeated=\"99\"", " table:number-columns-repeated='70000'",
      " office:value-type=\"float\" office:value=\"1e400\"", "<text:s text:c=\"-1\"/>", "<!--",
      "<row r=\"0\">", "<c r=\"ZZZZ1\" t=\"s\"><v>-1</v></c>", "</c>", "<is><t>x</t></is>", "&amp;",
      "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "<f/>",
    ]
    var options = ImportOptions()
    options.limits.sheetRows = 300
    var generator = Generator(state: 2028)
    for _ in 0..<(Self.rounds / 8) {
      let drop = try Drop([String: String]())
      var writer = try ZipWriter(path: drop.folder.appending(path: file).path)
      for (name, bytes) in parts {
        let content = name == part ? mutated(bytes, &generator, words: words) : bytes
        try writer.add(name: name, bytes: content)
      }
      _ = try writer.finish()
      var source = DatasetSource(file: file, format: DatasetFormat(fileName: file) ?? .xlsx)
      source.sheet = file.hasSuffix("ods") ? "Cells" : nil
      let outcome = try drop.imported(
        DatasetDeclaration(source: source, key: "id", schema: Schema(fields)), options: options
      ).outcome
      #expect(outcome.counts.total == outcome.counts.ok + outcome.counts.leftOut)
      #expect(outcome.counts.ok > 0 || !outcome.findings.isEmpty)
    }
  }

  @Test(arguments: ["data.csv", "data.json", "data.jsonl"])
  func anyBytesGiveRowsOrFindings(file: String) throws {
    let object =
      #"{"id":"1","name":"A\u00e9","n":12,"d":-1.50,"b":true,"t":"2024-02-29","c":"rgb(1 2 3)","u":"https://x.y/","e":"a@b.c","i":"a/b.png","l":[1,"2"],"o":{"x":[{"y":1}]}}"#
    let seed: String =
      switch file {
      case "data.csv":
        "id,name,n,d,b,t,c,u,e,i,l\n1,\"A, \"\"b\"\"\n\",12,-1.50,yes,2024-02-29,#fff,https://x.y/,a@b.c,a/b.png,1|2\n2,,,,,,,,,,\n"
      case "data.json": "[\(object),\n\(object.replacing("\"1\"", with: "\"2\""))]"
      default: "\(object)\n\(object.replacing("\"1\"", with: "\"2\""))\n"
      }
    var generator = Generator(state: 2026)
    for _ in 0..<Self.rounds {
      let bytes = mutated(Array(seed.utf8), &generator)
      let imported = try importBytes(bytes, file, fields)
      let outcome = imported.outcome
      let stored = try imported.recipients.count
      #expect(outcome.counts.ok == stored, "\(bytes)")
      #expect(outcome.counts.total == outcome.counts.ok + outcome.counts.leftOut)
      #expect(
        outcome.counts.leftOut == 0 || outcome.findings.contains { $0.severity == .error },
        "\(bytes)")
      #expect(stored > 0 || !outcome.findings.isEmpty, "\(bytes)")
    }
  }

  @Test func whatIsWrittenAsCSVIsReadBack() throws {
    var generator = Generator(state: 7)
    let alphabet = Array("ab ,;\"'\n|\té東🎵{%#=-1.")
    for round in 0..<60 {
      var expected: [String] = []
      var text = "id,name\r\n"
      for row in 0..<20 {
        let length = Int.random(in: 0...12, using: &generator)
        let cell = String(
          (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? "a" })
        expected.append(cell)
        text += "\(row),\"\(cell.replacing("\"", with: "\"\""))\"\r\n"
      }
      let imported = try importCSV(
        text, [Field("name", .string)], configure: { $0.trims = false })
      let values = try imported.values("name").map { plainText(of: $0 ?? .null) }
      #expect(values == expected, "round \(round)")
    }
  }

  @Test func aChunksEndMayFallAnywhere() throws {
    // Rows of a length that is coprime to the chunk's, so that its end meets every state.
    let row = "\"q\"\"u\r\né\",x\r\n"
    let count = 120_000
    var text = "name,id\r\n"
    for index in 0..<count { text += row.replacing("x", with: String(index)) }
    let imported = try importCSV(text, [Field("name", .string)])
    #expect(imported.findings == [])
    #expect(imported.outcome.counts.ok == count)
    var cursor = try #require(imported.reader).recipients
    var seen = 0
    while let recipient = try cursor.next() {
      if recipient.fields["name"] == .string("q\"u\né"), recipient.key == String(seen) { seen += 1 }
    }
    #expect(seen == count)
  }
}
