import Archive
import Foundation
import TestSupport
import Testing

/// Runs a Python program that makes an archive as other people's tools do, and returns its path.
private func archive(_ program: String) throws -> String {
  let path = NSTemporaryDirectory() + "platen-zip-\(UUID().uuidString).zip"
  let program = "import zipfile, sys\npath = sys.argv[1]\n" + program
  let python = try Subprocess("/usr/bin/python3", ["-W", "ignore", "-c", program, path])
  try #require(python.wait() == 0)
  return path
}

private func run(_ tool: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
  let file = NSTemporaryDirectory() + "platen-tool-\(UUID().uuidString)"
  defer { try? FileManager.default.removeItem(atPath: file) }
  let status = try Subprocess(tool, arguments, output: .file(file)).wait()
  return (status, try String(contentsOfFile: file, encoding: .utf8))
}

/// Unpacks into a fresh folder and returns it.
private func extract(_ path: String, _ limits: ZipLimits = ZipLimits()) throws -> String {
  let folder = NSTemporaryDirectory() + "platen-unzip-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  let file = open(path, O_RDONLY)
  let directory = open(folder, O_RDONLY | O_DIRECTORY)
  defer {
    close(file)
    close(directory)
  }
  try ZipExtractor.extract(descriptor: file, into: directory, limits: limits)
  return folder
}

private func code(of body: () throws -> Void) -> ArchiveError.Code? {
  do {
    try body()
    return nil
  } catch {
    return (error as? ArchiveError)?.code
  }
}

private func verify(_ path: String) throws {
  let file = open(path, O_RDONLY)
  defer { close(file) }
  try ZipStructure.verify(descriptor: file)
}

@Suite struct ZipWriterTests {
  @Test("Written archives state CRC and sizes up front, so that streaming readers take them")
  func localHeadersAreComplete() throws {
    let path = NSTemporaryDirectory() + "platen-zip-\(UUID().uuidString).zip"
    var writer = try ZipWriter(path: path)
    try writer.add(name: "größe.txt", bytes: Array("hello".utf8))
    try writer.add(name: "b/two.txt", chunks: [Array("wo".utf8), Array("rld".utf8)])
    let summary = try writer.finish()
    let bytes = try Data(contentsOf: URL(filePath: path))
    #expect(summary.size == Int64(bytes.count))
    #expect(summary.entries == 2)
    // Flags without bit 3, time 0, date 1980-01-01, CRC and both sizes.
    #expect(Array(bytes[6..<14]) == [0, 8, 0, 0, 0, 0, 0x21, 0])
    #expect(Array(bytes[14..<18]) != [0, 0, 0, 0])
    #expect(Array(bytes[18..<26]) == [5, 0, 0, 0, 5, 0, 0, 0])
    let python = try run(
      "/usr/bin/python3",
      [
        "-c",
        """
        import zipfile, sys
        z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
        print([(i.filename, i.date_time[0], z.read(i)) for i in z.infolist()])
        """, path,
      ])
    #expect(python.output == "[('größe.txt', 1980, b'hello'), ('b/two.txt', 1980, b'world')]\n")
    try verify(path)
    let reader = try ZipReader(path: path)
    let entry = try #require(reader.entry(named: "b/two.txt"))
    #expect(try reader.read(entry) == Array("world".utf8))
  }

  @Test("More than 65,535 entries are kept, by ZIP64 records")
  func manyEntries() throws {
    let path = NSTemporaryDirectory() + "platen-zip-\(UUID().uuidString).zip"
    var writer = try ZipWriter(path: path)
    for number in 0..<70_000 { try writer.add(name: "f\(number)", bytes: []) }
    _ = try writer.finish()
    #expect(try ZipReader(path: path).entries.count == 70_000)
    let python = try run(
      "/usr/bin/python3",
      ["-c", "import zipfile, sys; print(len(zipfile.ZipFile(sys.argv[1]).infolist()))", path])
    #expect(python.output == "70000\n")
  }
}

@Suite struct ZipExtractorTests {
  @Test("A well-made archive unpacks to its files, deflated or stored, streamed or not")
  func unpacks() throws {
    let path = try archive(
      """
      z = zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED)
      z.writestr('top/', '')
      z.writestr('top/a.csv', 'x' * 100000)
      z.writestr('top/ünï/b.txt', 'stored', zipfile.ZIP_STORED)
      with z.open('streamed.txt', 'w') as f: f.write(b'streamed')
      z.close()
      """)
    let folder = try extract(path)
    #expect(
      try String(contentsOfFile: folder + "/top/a.csv", encoding: .utf8).utf8.count == 100_000)
    #expect(try String(contentsOfFile: folder + "/top/ünï/b.txt", encoding: .utf8) == "stored")
    #expect(try String(contentsOfFile: folder + "/streamed.txt", encoding: .utf8) == "streamed")
  }

  @Test(
    "Names that lead out of the archive are refused",
    arguments: ["../evil", "/etc/evil", "a/../../evil", "C:/evil", "a\\\\..\\\\evil", ".."])
  func paths(name: String) throws {
    let path = try archive(
      "i = zipfile.ZipInfo('x'); i.filename = '\(name)'\n"
        + "z = zipfile.ZipFile(path, 'w'); z.writestr(i, 'x'); z.close()")
    #expect(code { _ = try extract(path) } == .path)
  }

  @Test("Links and special files are refused before anything is written")
  func links() throws {
    let path = try archive(
      """
      z = zipfile.ZipFile(path, 'w')
      i = zipfile.ZipInfo('link'); i.create_system = 3; i.external_attr = 0o120777 << 16
      z.writestr(i, '/tmp'); z.writestr('link/evil', 'x'); z.close()
      """)
    #expect(code { _ = try extract(path) } == .link)
  }

  @Test(
    "Names equal but for case or normalisation, and a file that is a folder too, are refused",
    arguments: [
      ("a.txt", "a.txt"), ("a.txt", "A.TXT"), ("\u{e9}", "e\u{301}"), ("a", "a/b"), ("a/b", "A"),
    ])
  func duplicates(first: String, second: String) throws {
    let path = try archive(
      "z = zipfile.ZipFile(path, 'w'); z.writestr('\(first)', 'x'); z.writestr('\(second)', 'y'); z.close()"
    )
    #expect(code { _ = try extract(path) } == .duplicate)
  }

  @Test("Encrypted entries are refused as such")
  func encrypted() throws {
    let path = try archive(
      """
      z = zipfile.ZipFile(path, 'w'); z.writestr('a', 'x'); z.close()
      b = bytearray(open(path, 'rb').read()); b[6] |= 1
      b[b.rfind(b'PK\\x01\\x02') + 8] |= 1
      open(path, 'wb').write(b)
      """)
    #expect(code { _ = try extract(path) } == .encrypted)
  }

  @Test("Each cap holds, whether sizes are stated or not")
  func limits() throws {
    let bomb = try archive(
      """
      z = zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED)
      z.writestr('a', b'0' * 4000000); z.writestr('b/c/d', 'x'); z.close()
      """)
    func limited(_ change: (inout ZipLimits) -> Void) -> ArchiveError.Code? {
      var limits = ZipLimits()
      change(&limits)
      return code { _ = try extract(bomb, limits) }
    }
    #expect(limited { _ in } == nil)
    #expect(limited { $0.entries = 1 } == .limit)
    #expect(limited { $0.depth = 1 } == .limit)
    #expect(limited { $0.nameBytes = 0 } == .limit)
    #expect(limited { $0.fileBytes = 3_999_999 } == .limit)
    #expect(limited { $0.totalBytes = 4_000_000 } == .limit)
    #expect(limited { $0.ratioFrom = 1_000_000 } == .limit)
    #expect(limited { $0.seconds = -1 } == .limit)
  }

  @Test("Local headers that contradict the directory, forged sizes and overlaps are refused")
  func forged() throws {
    let make =
      "z = zipfile.ZipFile(path, 'w'); z.writestr('a', 'x' * 50); z.writestr('b', 'yy'); z.close()\n"
    let patch = "b = bytearray(open(path, 'rb').read()); %; open(path, 'wb').write(b)\n"
    func patched(_ change: String) throws -> String {
      try archive(make + patch.replacing("%", with: change))
    }
    #expect(code { _ = try extract(try patched("b[30] = 99")) } == .badZip)
    #expect(code { _ = try extract(try patched("b[22] = 1")) } == .badZip)
    #expect(code { _ = try extract(try patched("b[40] = 99")) } == .badZip)
    let directory = "d = b.find(b'PK\\x01\\x02'); "
    #expect(code { _ = try extract(try patched(directory + "b[d + 24] = 1")) } == .badZip)
    #expect(code { _ = try extract(try patched(directory + "b[d + 42] = 1")) } == .badZip)
    #expect(code { _ = try extract(try patched(directory + "b[d] = 0")) } == .badZip)
    // An offset that no file reaches, in a ZIP64 field.
    let far =
      "import struct; " + directory
      + "e = b.rfind(b'PK\\x05\\x06'); x = struct.pack('<HHQ', 1, 8, (1 << 63) - 11); "
      + "b[d + 42:d + 46] = b'\\xff' * 4; b[d + 30:d + 32] = struct.pack('<H', 12); "
      + "b[d + 47:d + 47] = x; "
      + "s = struct.unpack('<I', b[e + 24:e + 28])[0] + 12; b[e + 24:e + 28] = struct.pack('<I', s)"
    #expect(code { _ = try extract(try patched(far)) } == .badZip)
  }
}

@Suite struct ZipStructureTests {
  @Test("A cut-off archive, also one of full size with a tail of zeros, is incomplete, not bad")
  func incomplete() throws {
    let make = "z = zipfile.ZipFile(path, 'w'); z.writestr('a', 'x' * 5000); z.close()\n"
    let cut = try archive(make + "b = open(path, 'rb').read(); open(path, 'wb').write(b[:3500])")
    #expect(code { try verify(cut) } == .incomplete)
    let zeros = try archive(
      make + "b = open(path, 'rb').read(); open(path, 'wb').write(b[:3500] + bytes(len(b) - 3500))")
    #expect(code { try verify(zeros) } == .incomplete)
    let empty = try archive("open(path, 'wb')")
    #expect(code { try verify(empty) } == .incomplete)
  }

  @Test("A byte of content changed on the way is found by its CRC")
  func corrupt() throws {
    let path = try archive(
      """
      z = zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED); z.writestr('a', 'x' * 5000); z.close()
      b = bytearray(open(path, 'rb').read()); b[36] ^= 1; open(path, 'wb').write(b)
      """)
    #expect(code { try verify(path) } == .badZip)
  }
}
