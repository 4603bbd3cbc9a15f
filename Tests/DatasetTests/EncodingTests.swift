import Findings
import Testing

@testable import Dataset

/// Texts of other encodings than UTF-8.
@Suite struct EncodingTests {
  private let name = [Field("name", .string)]

  private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    let units = [0xFEFF] + Array(text.utf16)
    return units.flatMap { unit in
      bigEndian
        ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
  }

  @Test(arguments: [true, false])
  func aByteOrderMarkTellsUTF16(bigEndian: Bool) throws {
    let text = "id,name\n1,Zoë 🎵\n"
    let imported = try importBytes(utf16(text, bigEndian: bigEndian), "data.csv", name)
    #expect(imported.findings == [])
    #expect(try imported.values("name") == [.string("Zoë 🎵")])
  }

  @Test(
    arguments: [
      ("windows-1252", [0x80, 0x20, 0xE9]), ("Latin1", [0x80, 0x20, 0xE9]),
      ("iso-8859-15", [0xA4, 0x20, 0xE9]), ("macintosh", [0xDB, 0x20, 0x8E]),
    ] as [(String, [UInt8])])
  func encodingsGoByTheirWebNames(label: String, bytes: [UInt8]) throws {
    let imported = try importBytes(
      Array("id,name\n1,".utf8) + bytes, "data.csv", name, configure: { $0.encoding = label })
    #expect(try imported.values("name") == [.string("€ é")])
  }

  @Test func multiByteCharactersMayStraddleChunks() throws {
    let row: [UInt8] = Array("1,".utf8) + [0x83, 0x65, 0x83, 0x58] + Array("\n".utf8)
    var bytes = Array("name,id\n".utf8)
    for _ in 0..<50_000 { bytes += row }
    let imported = try importBytes(
      bytes, "data.csv", [Field("name", .string)],
      configure: { $0.encoding = "shift_jis" })
    #expect(imported.outcome.counts.total == 50_000)
    #expect(imported.outcome.findings.allSatisfy { $0.code.name == "data.duplicate-key" })
    #expect(imported.outcome.findings[0].recipient == "テス")
  }

  @Test func anUnknownEncodingIsAnError() throws {
    let imported = try importBytes(
      Array("id,name\n".utf8), "data.csv", name, configure: { $0.encoding = "utf-9" })
    #expect(imported.findings == ["data.unknown-encoding"])
  }

  @Test func everyLabelHasAConverter() {
    for label in [
      "866", "latin2", "koi8-r", "windows-874", "gbk", "big5", "euc-jp", "euc-kr", "windows-1250",
      "windows-1258", "x-mac-cyrillic", "iso-2022-jp", "utf-16be", "iso-8859-8-i", "iso-8859-16",
    ] {
      let name = iconvName(ofEncodingLabel: label)
      #expect(name != nil, "\(label)")
      #expect(Transcoder(from: name ?? "") != nil, "\(label)")
    }
  }

  @Test func anInvalidByteIsAnErrorNamingLineAndByte() throws {
    let imported = try importBytes(
      Array("id,name\n1,Ann\n2,Zo".utf8) + [0xEB] + Array("\n".utf8), "data.csv", name)
    #expect(imported.findings == ["data.invalid-byte"])
    let finding = imported.outcome.findings[0]
    #expect(finding.place.line == 3)
    #expect(finding.message.contains("0xEB"))
    #expect(imported.outcome.isRefused)
  }

  @Test func anInvalidByteOfADeclaredEncodingIsAnErrorToo() throws {
    let imported = try importBytes(
      Array("id,name\n1,".utf8) + [0x81, 0x0A], "data.csv", name,
      configure: { $0.encoding = "windows-1252" })
    #expect(imported.findings == ["data.invalid-byte"])
    #expect(imported.outcome.findings[0].place.line == 2)
  }
}
