import Pango
import Testing

@Suite("Font files") struct FontFileTests {
  @Test("WOFF unpacks to the tables of the font that was packed")
  func unpacksWOFF() throws {
    try expectSameTables("Squares.woff")
  }

  @Test("WOFF2 unpacks to a font with the same names and advances")
  func unpacksWOFF2() throws {
    let unpacked = try unpackFont(Fixture.data("Squares.woff2"), limit: 1 << 20)
    #expect(try describeFaces(of: unpacked) == describeFaces(of: Fixture.data("Squares.ttf")))
    let face = try OpenFace(unpacked)
    #expect(face.shape("Ai").map(\.advance) == [1000, 500])
  }

  @Test("TrueType, OpenType and collections pass as they are")
  func passesSFNT() throws {
    for name in ["Squares.ttf", "SquaresCFF.otf", "SquaresCollection.ttc"] {
      let data = try Fixture.data(name)
      #expect(try unpackFont(data, limit: 1) === data)
    }
  }

  @Test("A collection's faces are all described")
  func describesCollection() throws {
    let faces = try describeFaces(of: Fixture.data("SquaresCollection.ttc"))
    #expect(faces.map(\.families) == [["Squares One"], ["Squares Two"]])
    #expect(faces.map(\.index) == [0, 1])
  }

  @Test("A variable face states its axes")
  func describesAxes() throws {
    let face = try #require(try describeFaces(of: Fixture.data("SquaresVariable.ttf")).first)
    let axis = try #require(face.axes.first)
    #expect(axis.tag == "wght")
    #expect([axis.minimum, axis.standard, axis.maximum] == [100, 400, 900])
  }

  @Test("Bytes of no font format are refused", arguments: ["", "<html>", "%PDF-1.7 and more"])
  func refusesOtherFiles(text: String) {
    #expect(throws: FontError.unknownFormat) {
      try unpackFont(FontData(Array(text.utf8)), limit: 1 << 20)
    }
  }

  @Test("A font that unpacks to more than the limit is refused", arguments: ["woff", "woff2"])
  func limitsUnpacking(format: String) throws {
    let data = try Fixture.data("Squares.\(format)")
    #expect(throws: FontError.self) { try unpackFont(data, limit: 1000) }
  }

  @Test("Missing, empty and special files are refused with their path")
  func refusesUnreadable() {
    for path in ["/nowhere.ttf", "/dev/null", "/tmp"] {
      #expect(throws: FontError.self) { try FontData(contentsOfFile: path, limit: 100) }
    }
  }

  private func expectSameTables(_ name: String) throws {
    let original = try tables(Fixture.bytes("Squares.ttf"))
    let unpacked = try tables(
      unpackFont(Fixture.data(name), limit: 1 << 20).withUnsafeBytes { Array($0) })
    #expect(original.map(\.tag) == unpacked.map(\.tag))
    for (a, b) in zip(original, unpacked) where a.tag != "head" { #expect(a.bytes == b.bytes) }
  }

  private func tables(_ sfnt: [UInt8]) throws -> [(tag: String, bytes: [UInt8])] {
    func number(_ at: Int, _ count: Int) -> Int {
      sfnt[at..<at + count].reduce(0) { $0 << 8 | Int($1) }
    }
    return (0..<number(4, 2)).map { row in
      let at = 12 + row * 16
      let offset = number(at + 8, 4)
      return (
        String(decoding: sfnt[at..<at + 4], as: UTF8.self),
        Array(sfnt[offset..<offset + number(at + 12, 4)])
      )
    }
  }
}
