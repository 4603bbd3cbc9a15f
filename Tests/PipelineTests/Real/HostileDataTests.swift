import Foundation
import Testing

/// Content that means harm, through the real program: bounded, given back with its code, or one
/// recipient's loss.
@Suite(.serialized) struct HostileDataTests {
  /// Replaces files of the small campaign.
  struct Hostile: Sendable, CustomTestStringConvertible {
    let codes: Set<String>
    let testDescription: String
    let files: @Sendable () -> [String: String]

    init(_ codes: String, _ what: String, _ files: @escaping @Sendable () -> [String: String]) {
      self.codes = Set(codes.split(separator: " ").map(String.init))
      testDescription = "\(codes): \(what)"
      self.files = files
    }
  }

  private static func aliases() -> String {
    var text =
      "campaign: bomb\ntemplate: card\ndata: { file: people.csv, key: id }\na0: &a0 [x, x]\n"
    for level in 1...30 {
      text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
    }
    return text
  }

  static let drops = [
    Hostile("DESCRIPTOR LIMIT", "YAML aliases that multiply") { ["campaign.yaml": aliases()] },
    Hostile("DESCRIPTOR LIMIT", "a descriptor of 2 MiB") {
      [
        "campaign.yaml": RealCampaign(name: "x").descriptor() + "# "
          + String(repeating: "x", count: 2 << 20)
      ]
    },
    Hostile("DESCRIPTOR LIMIT", "a descriptor nested 1,000 deep") {
      ["campaign.yaml": "title: " + String(repeating: "[", count: 1000)]
    },
    Hostile("DESCRIPTOR", "a descriptor with an unknown key") {
      ["campaign.yaml": RealCampaign(name: "x").descriptor() + "colour: red\n"]
    },
    Hostile("DESCRIPTOR", "a descriptor that is no YAML") { ["campaign.yaml": "a: [b\nc: }"] },
    Hostile("PATH", "data outside the drop") {
      ["campaign.yaml": RealCampaign(name: "x").descriptor(data: "../../../../etc/passwd.csv")]
    },
    Hostile("PATH", "data by an absolute name") {
      ["campaign.yaml": RealCampaign(name: "x").descriptor(data: "/etc/passwd.csv")]
    },
    Hostile("DATA", "data that is not there") {
      ["campaign.yaml": RealCampaign(name: "x").descriptor(data: "nobody.csv")]
    },
    Hostile("TEMPLATE", "a template that is not there") {
      [
        "campaign.yaml":
          "campaign: x\ntemplate: nowhere\ndata: { file: people.csv, key: id }\n"
      ]
    },
    Hostile("TEMPLATE", "a template that names an unknown field") {
      ["card/template.html": "<p>{{ frist_name }}</p>"]
    },
    Hostile("DATA LIMIT RECIPIENTS", "a cell of 10 MB") {
      [
        "people.csv": "id,first_name,songs\nA001," + String(repeating: "x", count: 10_000_000)
          + ",1\nA002,Ada,2\n"
      ]
    },
    Hostile("DATA LIMIT", "a million columns") {
      [
        "people.csv": "id,first_name,songs" + String(repeating: ",c", count: 1_000_000)
          + "\nA,B,1\n"
      ]
    },
    Hostile("DATA LIMIT", "JSON nested 100,000 deep") {
      [
        "campaign.yaml": RealCampaign(name: "x").descriptor(data: "people.json"),
        "people.json": #"[{"id":"A","first_name":"#
          + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
          + #","songs":1}]"#,
      ]
    },
    Hostile("DATA", "a duplicate key") {
      ["people.csv": "id,first_name,songs\nA001,Ada,1\nA001,Eve,2\n"]
    },
    Hostile("DATA", "a missing column") { ["people.csv": "id,first_name\nA001,Ada\n"] },
    Hostile("DATA RECIPIENTS", "no rows") { ["people.csv": "id,first_name,songs\n"] },
    Hostile("RECIPIENTS", "more bad rows than error_limit allows") {
      ["people.csv": "id,first_name,songs\nA,Ada,x\nB,Eve,y\nC,Zoë,1\n"]
    },
    Hostile("RECIPIENTS TEMPLATE", "a template whose loop never ends soon") {
      [
        "card/template.html":
          "{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}"
      ]
    },
    Hostile("RECIPIENTS TEMPLATE", "a font that is none") {
      [
        "card/template.html":
          "<style>@font-face{font-family:F;src:url(f.woff2)}p{font-family:F}</style>"
          + "<p>{{ first_name }}</p>",
        "card/f.woff2": "wOF2" + String(repeating: "\u{7F}\u{0}", count: 4000),
      ]
    },
    Hostile("RECIPIENTS TEMPLATE", "a picture that is a GIF, an archive and a script at once") {
      [
        "card/template.html": "<img src=p.png><p>{{ first_name }}</p>",
        "card/p.png": "GIF89a\u{7F}\u{7F}\u{7F}\u{7F}/*PK\u{3}\u{4}*/=1;alert(1)//",
      ]
    },
    Hostile("RECIPIENTS TEMPLATE", "an SVG picture of elements nested 100,000 deep") {
      [
        "card/template.html": "<img src=p.svg><p>{{ first_name }}</p>",
        "card/p.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
          + String(repeating: "<g>", count: 100_000),
      ]
    },
    Hostile("RECIPIENTS TEMPLATE", "elements nested 100,000 deep") {
      ["card/template.html": String(repeating: "<div>", count: 100_000)]
    },
  ]

  @Test(
    "Bad content is given back with its code, bounded in time and memory, and the next is rendered")
  func given() async throws {
    let root = try TestRoot(program: .platen, config: "workers: 2\n")
    let share = try root.hotFolder("hostile")
    try root.daemon.start()
    for (number, hostile) in Self.drops.enumerated() {
      let files = RealCampaign(name: "h\(number)").files.merging(hostile.files()) { $1 }
      try python(
        """
        import zipfile, sys, os
        with zipfile.ZipFile(sys.argv[1] + '.tmp', 'w', zipfile.ZIP_DEFLATED) as z:
          for top, _, names in os.walk(sys.argv[2]):
            for name in names:
              path = os.path.join(top, name); z.write(path, os.path.relpath(path, sys.argv[2]))
        os.rename(sys.argv[1] + '.tmp', sys.argv[1])
        """, share.share + "/inbox/h\(number).zip", try folder(files, root.base + "/h\(number)"))
    }
    for (number, hostile) in Self.drops.enumerated() {
      let code = try await share.waitForRejection(of: "h\(number).zip")
      #expect(hostile.codes.contains(code ?? ""), "\(hostile): \(code ?? "none")")
      let place = try #require(share.rejection(of: "h\(number).zip"))
      let reason = try #require(share.text(place + "/REASON.txt")?.split(separator: "\n").first)
      #expect(reason.count > 30 && reason.count < 2000, "\(hostile): \(reason.prefix(300))")
      #expect(!reason.contains(root.base), "\(hostile): \(reason.prefix(300))")
    }
    #expect(share.results.isEmpty)
    try share.dropZip("good.zip", RealCampaign(name: "good").files)
    try await share.wait(for: "the good one's result") { share.results.count == 1 }
    #expect(root.daemon.stop() == 0)
  }

  private func folder(_ files: [String: String], _ path: String) throws -> String {
    for (name, text) in files {
      let file = URL(filePath: path + "/" + name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return path
  }

  @Test(
    "Nested archives stay closed, huge pictures cost their recipient, equal names are told apart")
  func tolerated() async throws {
    let root = try TestRoot(program: .platen, config: "workers: 2\n")
    let share = try root.hotFolder("odd")
    try root.daemon.start()
    var files = RealCampaign(
      name: "odd", more: "names: { bundle: \"{{ first_name }}\" }\nerror_limit: 50%\n"
    ).files
    files["people.csv"] = """
      id,first_name,songs,photo
      A001,Ada,1,small.svg
      A002,Ada,2,small.svg
      A003,ada,3,small.svg
      A004,Eve,4,huge.png

      """
    files["small.svg"] = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    files["card/template.yaml"]? = RealCampaign.template.replacing(
      "  email: { type: email }", with: "  photo: { type: image }")
    files["card/template.html"] = "<p>{{ first_name }}</p><img src='{{ photo }}'>"
    let path = try folder(files, root.base + "/odd")
    try python(
      """
      import zipfile, zlib, struct, sys
      top = sys.argv[1]
      with zipfile.ZipFile(top + '/inner.zip', 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('zeros', bytes(50 << 20))
      def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
      head = struct.pack('>IIBBBBB', 60000, 60000, 8, 2, 0, 0, 0)
      open(top + '/huge.png', 'wb').write(b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', head)
        + chunk(b'IDAT', zlib.compress(bytes(1000))) + chunk(b'IEND', b''))
      """, path)
    try tool("/usr/bin/cp", ["-r", path, share.share + "/again"])
    try share.write(
      "again/campaign.yaml",
      RealCampaign(
        name: "odd",
        more: "names: { bundle: \"{{ first_name }}\" }\nerror_limit: 50%\nrerun: true\n"
      ).descriptor())
    try tool("/usr/bin/mv", [path, share.share + "/inbox/odd"])
    try await share.wait(for: "the result") { share.results.count == 1 }
    let first = try share.checked(share.results[0])
    #expect(first.contains("job.nested-archive") && first.contains("inner.zip"), "\(first)")
    #expect(first.contains(#""key": "A004""#) && first.contains(#""rendered": 3"#), "\(first)")
    let bundles = share.names("outbox/\(share.results[0])/bundles")
    #expect(bundles.count == 3 && Set(bundles.map { $0.lowercased() }).count == 3, "\(bundles)")
    try share.rename("again", to: "inbox/again")
    try await share.wait(for: "the second result") { share.results.count == 2 }
    #expect(share.names("outbox/\(share.results[1])/bundles") == bundles)
    #expect(root.daemon.stop() == 0)
  }
}
