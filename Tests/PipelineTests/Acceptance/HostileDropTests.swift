import Foundation
import Glibc
import Testing

/// Drops that mean harm, or look like it: each is given back with its code, and nothing else happens.
@Suite struct HostileDropTests {
  /// Python that writes an archive to `path`.
  struct HostileZip: Sendable, CustomTestStringConvertible {
    let code: String
    let testDescription: String
    let program: String

    init(_ code: String, _ what: String, _ program: String) {
      self.code = code
      testDescription = "\(code): \(what)"
      self.program = program
    }
  }

  static let zips = [
    HostileZip("ZIP_PATH", "a name with `..`", "add('../../evil', b'x')"),
    HostileZip("ZIP_PATH", "an absolute name", "add('/tmp/evil', b'x')"),
    HostileZip("ZIP_PATH", "a name with backslashes", #"add('..\\evil', b'x')"#),
    HostileZip("ZIP_PATH", "a drive letter", "add('C:/evil', b'x')"),
    HostileZip(
      "ZIP_LINK", "a link, then a file through it",
      "link('out', '/tmp'); add('out/evil', b'x')"),
    HostileZip("ZIP_LINK", "a device", "special('null', 0o020666)"),
    HostileZip("ZIP_LINK", "a FIFO", "special('pipe', 0o010666)"),
    HostileZip(
      "ZIP_LIMIT", "a bomb: 200 MiB of zeros in a few KB",
      "z.writestr('zeros.csv', bytes(200 << 20), zipfile.ZIP_DEFLATED)"),
    HostileZip("ZIP_LIMIT", "more entries than allowed", "[add(f'f{i}', b'') for i in range(101)]"),
    HostileZip("ZIP_LIMIT", "folders too deep", "add('/'.join('abcdefghijkl'), b'')"),
    HostileZip("ZIP_LIMIT", "a name too long", "add('n' * 101, b'')"),
    HostileZip("ZIP_DUPLICATE", "a name twice", "add('one.csv', b'1'); add('one.csv', b'2')"),
    HostileZip("ZIP_DUPLICATE", "names equal but for case", "add('one', b''); add('ONE', b'')"),
    HostileZip("ZIP_ENCRYPTED", "an encrypted entry", "encrypted('secret.csv')"),
    HostileZip("BAD_ZIP", "sizes forged in the directory", "forged('size')"),
    HostileZip("BAD_ZIP", "a CRC that is wrong", "forged('crc')"),
    HostileZip("BAD_ZIP", "a local header that contradicts the directory", "forged('local')"),
    HostileZip("BAD_ZIP", "entries that overlap", "overlapping()"),
  ]

  private static let tools = #"""
    import sys, zipfile, struct, warnings
    warnings.simplefilter('ignore')
    path = sys.argv[1]
    z = zipfile.ZipFile(path, 'w')
    z.writestr('campaign.yaml', sys.argv[2]); z.writestr('rows.csv', sys.argv[3])
    edit = []
    def add(name, data):
        info = zipfile.ZipInfo('x'); info.filename = name; z.writestr(info, data)
    def special(name, mode, data=b''):
        info = zipfile.ZipInfo(name); info.create_system = 3; info.external_attr = mode << 16
        z.writestr(info, data)
    def link(name, target): special(name, 0o120777, target.encode())
    def encrypted(name):
        add(name, b'0123456789ab')
        def flag(data):
            for sign, at in ((b'PK\x03\x04', 6), (b'PK\x01\x02', 8)):
                found = data.rfind(sign); data[found + at] |= 1
        edit.append(flag)
    def forged(what):
        add('forged.csv', b'x' * 1000)
        def change(data):
            entry = data.rfind(b'PK\x01\x02'); local = data.rfind(b'PK\x03\x04')
            if what == 'size': data[entry + 24:entry + 28] = struct.pack('<I', 10)
            if what == 'crc':
                data[entry + 16] ^= 255; data[local + 14] ^= 255
            if what == 'local': data[local + 30:local + 40] = b'other1.csv'
        edit.append(change)
    def overlapping():
        add('a.csv', b'x' * 100); add('b.csv', b'x' * 100)
        def change(data):
            first = data.find(b'PK\x03\x04', data.find(b'rows.csv') + 8)
            last = data.rfind(b'PK\x01\x02')
            data[last + 42:last + 46] = struct.pack('<I', first)
        edit.append(change)
    exec(sys.argv[4])
    z.close()
    data = bytearray(open(path, 'rb').read())
    for change in edit: change(data)
    open(path, 'wb').write(data)
    """#

  @Test(
    "An archive that is not what it should be is given back whole, with its code", arguments: zips)
  func zip(_ hostile: HostileZip) async throws {
    let folder = try await SharedDaemon.hotFolder(
      "limits: { entries: 100, depth: 8, name_bytes: 100, ratio: 100, ratio_from: 1MiB }\n")
    try python(
      Self.tools, folder.share + "/inbox/.evil.tmp", folder.campaign("evil"), rows(2),
      hostile.program)
    let before = try Data(contentsOf: URL(filePath: folder.share + "/inbox/.evil.tmp"))
    try folder.rename("inbox/.evil.tmp", to: "inbox/evil.zip")
    #expect(try await folder.waitForRejection(of: "evil.zip") == hostile.code)
    let place = try #require(folder.rejection(of: "evil.zip"))
    #expect(try Data(contentsOf: URL(filePath: folder.share + "/\(place)/evil.zip")) == before)
    #expect(folder.names(place) == ["REASON.txt", "evil.zip", "reason.json"])
    #expect(folder.results.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: "/tmp/evil"))
    #expect(!FileManager.default.fileExists(atPath: folder.share + "/evil"))
    let reason = try #require(folder.json(place + "/reason.json"))
    if hostile.code == "ZIP_LIMIT" {
      let limit = try #require(reason["limit"] as? String)
      #expect((reason["message"] as? String)?.contains("limits.\(limit)") == true, "\(reason)")
    }
    try await folder.wait(for: "an empty claims folder") { folder.names("inbox/.claims").isEmpty }
  }

  @Test("A bare link, FIFO, socket or device is given back unopened, within a moment")
  func specials() async throws {
    let folder = try await SharedDaemon.hotFolder()
    let inbox = folder.share + "/inbox/"
    symlink("/etc/passwd", inbox + "link.zip")
    mkfifo(inbox + "pipe.zip", 0o666)
    try python(
      "import socket,sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])", inbox + "s.zip")
    try await folder.wait(for: "all to be given back") {
      folder.reasonCodes == ["NOT_A_FILE", "NOT_A_FILE", "NOT_A_FILE"]
    }
    let link = try #require(folder.rejection(of: "link.zip"))
    let target = try FileManager.default.destinationOfSymbolicLink(
      atPath: folder.share + "/\(link)/link.zip")
    #expect(target == "/etc/passwd")
  }

  @Test(
    "A link, a hard link or a FIFO inside a folder refuses the folder, without blocking",
    arguments: ["symlink", "hard link", "fifo"])
  func insideFolder(kind: String) async throws {
    let folder = try await SharedDaemon.hotFolder()
    let drop = folder.share + "/outside/drop"
    try folder.write("outside/drop/campaign.yaml", folder.campaign("a"))
    try folder.write("outside/drop/rows.csv", rows(1))
    try folder.write("outside/secret", "secret")
    switch kind {
    case "symlink": symlink("/etc/passwd", drop + "/photo.png")
    case "fifo": mkfifo(drop + "/photo.png", 0o666)
    default: link(folder.share + "/outside/secret", drop + "/photo.png")
    }
    try folder.rename("outside/drop", to: "inbox/drop")
    #expect(try await folder.waitForRejection(of: "drop") == "NOT_A_FILE")
    #expect(folder.results.isEmpty)
  }

  @Test("Names that cannot be used are given back as NAME, bad bytes as %XX")
  func badNames() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try python(
      "import os,sys; open(os.fsencode(sys.argv[1]) + b'/b\\xffad\\x01.zip', 'wb').write(b'x')",
      folder.share + "/inbox")
    let long = String(repeating: "n", count: 210) + ".zip"
    try folder.write("inbox/" + long, "x")
    try await folder.wait(for: "both to be given back") { folder.reasonCodes == ["NAME", "NAME"] }
    #expect(folder.rejections.contains { $0.contains("/b%FFad%01.zip__") })
    let place = try #require(folder.rejections.first { $0.contains("nnn") })
    let name = try #require(place.split(separator: "/").last)
    #expect(name.prefix { $0 == "n" }.count == 100)
  }

  @Test("A zip without a descriptor, and one with two, are given back at once")
  func descriptors() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.dropZip("none.zip", ["rows.csv": rows(1)])
    try folder.dropZip(
      "two.zip",
      ["a.campaign.yaml": folder.campaign("a"), "b.campaign.yaml": folder.campaign("b")])
    #expect(try await folder.waitForRejection(of: "none.zip") == "DESCRIPTOR")
    #expect(try await folder.waitForRejection(of: "two.zip") == "AMBIGUOUS")
  }

  @Test("What file managers leave beside a zip's single top folder does not count")
  func litter() async throws {
    let folder = try await SharedDaemon.hotFolder()
    try folder.dropZip(
      "mac.zip",
      [
        "top/campaign.yaml": folder.campaign("mac"), "top/rows.csv": rows(1),
        "__MACOSX/._top": "x", ".DS_Store": "x", "top/Thumbs.db": "x",
      ])
    try await folder.waitForEnd(of: "mac.zip")
  }

  @Test("Ignored names inside a folder are archived with it, and make no other content of it")
  func ignoredInside() async throws {
    let folder = try await SharedDaemon.hotFolder()
    for (name, litter) in [("one", true), ("two", false)] {
      try folder.write("outside/\(name)/campaign.yaml", folder.campaign("a"))
      try folder.write("outside/\(name)/rows.csv", rows(1))
      if litter { try folder.write("outside/\(name)/.DS_Store", "x") }
      try folder.rename("outside/" + name, to: "inbox/" + name)
      try await folder.wait(for: "the end of \(name)") {
        folder.jobs(named: name).first.map {
          ["CLOSED", "REJECTED"].contains("\($0["state"] ?? "")")
        }
          == true
      }
    }
    #expect(folder.tree("archive").contains { $0.hasSuffix("one/.DS_Store") })
    #expect(folder.reasonCode(of: "two") == "DUPLICATE")
  }
}
