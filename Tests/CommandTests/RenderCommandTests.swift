import Foundation
import Imaging
import Testing

@Suite("platen render")
struct RenderCommandTests {
  private static let sample = "Templates/event-ticket/sample"

  private func bundles(_ folder: String) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/bundles")
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try Data(contentsOf: URL(filePath: folder + "/bundles/" + $0)))
      })
  }

  @Test("gives the same bytes on one worker and on two, in any selection of recipients")
  func sameBytes() throws {
    let folder = try TemporaryFolder()
    let one = try Program.run(
      "render", Self.sample, "--out", folder.path("one"), "--workers", "1", "--limit", "3")
    #expect(one.status == 0, "\(one.errors)")
    let two = try Program.run(
      "render", Self.sample, "--out", folder.path("two"), "--workers", "2", "--limit", "4")
    #expect(two.status == 0, "\(two.errors)")
    let first = try bundles(folder.path("one"))
    let second = try bundles(folder.path("two"))
    #expect(first.count == 3 && second.count == 4)
    for (name, bytes) in first { #expect(second[name] == bytes, "\(name)") }
  }

  @Test("publishes what verify accepts, and verify finds a changed byte, a lost and a foreign file")
  func verified() throws {
    let folder = try TemporaryFolder()
    let out = folder.path("out")
    let rendered = try Program.run("render", Self.sample, "--out", out, "--limit", "2")
    #expect(rendered.status == 0, "\(rendered.errors)")
    #expect(try Program.run("verify", out).status == 0)
    let bundle = out + "/bundles/NL27-000001.zip"
    #expect(try Program.run("verify", bundle).status == 0)

    let handle = try FileHandle(forUpdating: URL(filePath: bundle))
    try handle.seek(toOffset: 200)
    try handle.write(contentsOf: Data([0, 1, 2, 3]))
    try handle.close()
    try FileManager.default.removeItem(atPath: out + "/recipients.csv")
    try Data("x".utf8).write(to: URL(filePath: out + "/foreign.txt"))
    let answer = try Program.run("verify", out)
    #expect(answer.status == 1)
    let lines = answer.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.contains { $0.hasPrefix("wrong bundles/NL27-000001.zip") })
    #expect(lines.contains { $0.hasPrefix("missing recipients.csv") })
    #expect(lines.contains { $0.hasPrefix("extra foreign.txt") })
  }

  @Test("refuses with 1 and leaves nothing; a folder that is not empty is a usage error")
  func refusals() throws {
    let folder = try TemporaryFolder()
    try Data("campaign: x\ntemplate: nowhere\ndata: { file: a.csv, key: id }\n".utf8).write(
      to: URL(filePath: folder.path("campaign.yaml")))
    let refused = try Program.run("render", folder.path(""), "--out", folder.path("out"))
    #expect(refused.status == 1)
    #expect(refused.errors.contains("nowhere"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
    let usage = try Program.run("render", Self.sample, "--out", folder.path(""))
    #expect(usage.status == 2)
  }

  @Test(
    "refuses the whole job where rendering finds what the gate fails on, leaves out what it skips")
  func gates() throws {
    let folder = try TemporaryFolder()
    let page = """
      <style>h1 { font-size: 20px; white-space: nowrap; overflow: hidden; width: 60px }</style>
      <h1>{{ name }}</h1>
      """
    let files = [
      "page/template.html": page,
      "page/template.yaml": """
      name: page
      fields: { key: { type: string, required: true }, name: { type: string, required: true } }
      formats: { card: { width: 120, height: 60 } }
      """,
      "people.csv": "key,name\nA,Al\nB,Bo\nC,A name that is cut by its box\nD,Di\n",
    ]
    for (gate, status, rendered) in [
      ("{ skip: error }", 0, 4), ("{ skip: warning }", 3, 3), ("{ fail: warning }", 1, 0),
      ("{ codes: { render.text-overflow: error } }", 3, 3),
      ("{ skip: none, codes: { render.text-overflow: error } }", 0, 4),
      ("{ fail: error, codes: { render.text-overflow: error } }", 1, 0),
      ("{ fail: warning, codes: { render.text-overflow: info } }", 0, 4),
    ] {
      let name = "drop\(UUID().uuidString)"
      var all = files
      all["campaign.yaml"] = """
        campaign: gated
        template: page
        data: { file: people.csv, key: key }
        error_limit: 50%
        gate: \(gate)
        """
      try folder.write(all, to: name)
      let out = folder.path(name + "-out")
      let answer = try Program.run("render", folder.path(name), "--out", out)
      #expect(answer.status == status, "\(gate): \(answer.errors)")
      #expect(FileManager.default.fileExists(atPath: out) == (status != 1), "\(gate)")
      if status != 1 { #expect(try bundles(out).count == rendered, "\(gate)") }
    }
  }

  @Test("lists the campaign's files as inputs, not what lies around or was made there")
  func inputs() throws {
    let folder = try TemporaryFolder()
    let files = [
      "campaign.yaml": "campaign: a\ntemplate: page\ndata: { file: a.csv, key: key }\n",
      "a.csv": "key\nA\n", ".git/config": "x", ".DS_Store": "x",
      "page/template.html": "<p>{{ key }}</p>",
      "page/template.yaml": """
      name: page
      fields: { key: { type: string, required: true } }
      formats: { card: { width: 20, height: 20 } }
      """,
    ]
    try folder.write(files, to: "drop")
    let out = folder.path("drop/out")
    let run = try Program.run("render", folder.path("drop"), "--out", out)
    #expect(run.status == 0, "\(run.errors)")
    let manifest = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: out + "/manifest.json")))
        as? [String: Any])
    let inputs = try #require(manifest["inputs"] as? [[String: String]])
    #expect(
      inputs.compactMap { $0["name"] } == [
        "a.csv", "campaign.yaml", "page/template.html", "page/template.yaml",
      ])
  }

  @Test("gives every recipient a bundle like nobody else's")
  func nobodyElsesData() throws {
    let folder = try TemporaryFolder()
    let out = folder.path("out")
    let rendered = try Program.run(
      "render", "Templates/certificate/sample", "--out", out, "--limit", "6")
    #expect(rendered.status == 0, "\(rendered.errors)")
    let all = try bundles(out)
    #expect(all.count == 6)
    // Every certificate differs from every other: no picture is anybody else's.
    #expect(Set(all.values).count == 6)
  }
}

@Suite("platen shot and inspect")
struct PageCommandTests {
  @Test("writes the format that the extension names, and boxes as JSON")
  func formats() throws {
    let folder = try TemporaryFolder()
    try Data("<p style='width:100px;height:40px;margin:0'>Hello</p>".utf8).write(
      to: URL(filePath: folder.path("page.html")))
    let magic: [String: [UInt8]] = [
      "png": [0x89, 0x50, 0x4E, 0x47], "jpg": [0xFF, 0xD8, 0xFF], "pdf": Array("%PDF".utf8),
    ]
    for (type, bytes) in magic {
      let file = folder.path("page." + type)
      let answer = try Program.run(
        "shot", folder.path("page.html"), "--size", "300x200", "-o", file)
      #expect(answer.status == 0, "\(answer.errors)")
      #expect(try Data(contentsOf: URL(filePath: file)).starts(with: bytes))
    }
    let boxes = try Program.run("inspect", folder.path("page.html"), "--size", "300x200")
    #expect(
      boxes.output.contains(#"{"path":"html > body > p","x":8,"y":8,"width":100,"height":40}"#))
  }

  @Test("what blends, blends with the canvas's background too")
  func blending() throws {
    let folder = try TemporaryFolder()
    try Data(
      """
      <body style="margin:0;background:#ff8000">
      <p style="margin:0;height:50px;background:#80ff80;mix-blend-mode:multiply">
      """.utf8
    ).write(to: URL(filePath: folder.path("page.html")))
    let file = folder.path("page.png")
    let answer = try Program.run("shot", folder.path("page.html"), "--size", "50x100", "-o", file)
    #expect(answer.status == 0, "\(answer.errors)")
    let bitmap = try ImageDecoder.decode([UInt8](try Data(contentsOf: URL(filePath: file))))
    #expect(bitmap.pixels.first == 0xFF80_8000)
    #expect(bitmap.pixels.last == 0xFFFF_8000)
  }

  @Test("blurs have a greatest width, so that none takes for ever")
  func widestBlur() throws {
    let folder = try TemporaryFolder()
    var pictures: [Data] = []
    for blur in ["532px", "1e6px"] {
      try Data("<p style='height:40px;background:red;filter:blur(\(blur))'>".utf8).write(
        to: URL(filePath: folder.path("page.html")))
      let file = folder.path("page.png")
      let answer = try Program.run("shot", folder.path("page.html"), "--size", "60x60", "-o", file)
      #expect(answer.status == 0, "\(answer.errors)")
      pictures.append(try Data(contentsOf: URL(filePath: file)))
    }
    #expect(pictures[0] == pictures[1])
  }

  @Test("a page that cannot be read fails the batch with 1, and the others are rendered")
  func batch() throws {
    let folder = try TemporaryFolder()
    try Data("<p>Hello".utf8).write(to: URL(filePath: folder.path("a.html")))
    let list =
      "\(folder.path("gone.html"))\t\(folder.path("gone.png"))\n"
      + "\(folder.path("a.html"))\t\(folder.path("a.png"))\n"
    try Data(list.utf8).write(to: URL(filePath: folder.path("list")))
    let answer = try Program.run("shot", "--size", "300x200", "--batch", folder.path("list"))
    #expect(answer.status == 1)
    #expect(answer.errors.contains("gone.html"))
    #expect(FileManager.default.fileExists(atPath: folder.path("a.png")))
  }
}
