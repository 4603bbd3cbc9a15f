import Foundation
import Imaging
import Testing

/// Everything a recipient has is marked: a word, a number and the color of a photo that nobody else
/// has, so that whatever reaches another's asset is seen there.
private struct MarkedRecipient {
  var index: Int
  var key: String { "R\(index + 100)" }
  /// Ends in a letter of its own, so that no word is part of another.
  var word: String { "Wort\(index + 100)e" }
  var number: Int { 73_010_000 + index * 101 }
  /// Reds differ by 20, so that no blend of one is another's.
  var color: UInt32 { 0xFF00_0000 | UInt32(15 + index * 20) << 16 | 0x40A0 }
  var cssColor: String { String(format: "#%06x", color & 0xFF_FFFF) }
}

@Suite("Nothing of one recipient reaches another")
struct IsolationTests {
  private static let recipients = (0..<12).map(MarkedRecipient.init)

  private func writeCampaign(to folder: TemporaryFolder) throws {
    func write(_ name: String, _ text: String) throws { try folder.write([name: text]) }
    var rows = "id,word,number,photo\n"
    var moments = "id,title\n"
    for recipient in Self.recipients {
      rows += "\(recipient.key),\(recipient.word),\(recipient.number),\(recipient.key).png\n"
      // Every third has no moments: what is empty must not show what was there before.
      for turn in 0..<(recipient.index % 3) {
        moments += "\(recipient.key),\(recipient.word)-\(turn)\n"
      }
      let page = "page-\(recipient.key).html"
      try write(page, "<body style='margin:0;background:\(recipient.cssColor)'>")
      let shot = try Program.run(
        "shot", folder.path(page), "--size", "80x80", "-o", folder.path("\(recipient.key).png"))
      #expect(shot.status == 0, "\(shot.errors)")
      try FileManager.default.removeItem(atPath: folder.path(page))
    }
    try write("rows.csv", rows)
    try write("moments.csv", moments)
    try write(
      "campaign.yaml",
      """
      platen: 1
      campaign: isolation
      template: ./page
      data:
        file: rows.csv
        key: id
        join:
          moments: { file: moments.csv, by: id, many: true, order: title }
      formats: [square]
      colorways: [day, night]
      outputs: [png, jpg, pdf]
      """)
    try write(
      "page/template.yaml",
      """
      platen: 1
      colorways:
        day: { --ground: "#ffffff" }
        night: { --ground: "#e0e0e0" }
      fields:
        word: { type: string }
        number: { type: integer }
        photo: { type: image }
        moments: { type: table, fields: { title: { type: string } } }
      """)
    try write(
      "page/template.html",
      """
      <!DOCTYPE html><title>For {{ word }}</title>
      <style>
        body { margin: 0; background: var(--ground); font: 40px "Noto Sans" }
        .photo { position: absolute; left: 700px; top: 700px; width: 80px; height: 80px }
        .same { border-radius: 20px; box-shadow: 0 4px 10px #0004; padding: 30px }
      </style>
      <div class="same">The same for everybody</div>
      <h1>{{ word }}</h1><p>{{ number }}</p>
      {% for moment in moments %}<p>{{ moment.title }}</p>{% endfor %}
      <img class="photo" src="{{ photo }}">
      """)
  }

  private func unzipped(_ file: String) throws -> [String: [UInt8]] {
    let folder = try TemporaryFolder()
    let unzip = try Program.run(tool: "/usr/bin/unzip", "-q", file, "-d", folder.path(""))
    #expect(unzip.status == 0, "\(unzip.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(""))
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, [UInt8](try Data(contentsOf: URL(filePath: folder.path($0)))))
      })
  }

  private func text(ofPDF bytes: [UInt8], in folder: TemporaryFolder) throws -> String {
    let file = folder.path("text.pdf")
    try Data(bytes).write(to: URL(filePath: file))
    return try Program.run(tool: "/usr/bin/pdftotext", file, "-").output
  }

  @Test("text, numbers and pictures of a whole batch stay with their recipients")
  func batch() throws {
    let folder = try TemporaryFolder()
    let campaign = try TemporaryFolder()
    try writeCampaign(to: campaign)
    let out = folder.path("out")
    let rendered = try Program.run(
      "render", campaign.path(""), "--out", out, "--workers", "2")
    try #require(rendered.status == 0, "\(rendered.errors)")
    for recipient in Self.recipients {
      let others = Self.recipients.filter { $0.index != recipient.index }
      let assets = try unzipped(out + "/bundles/\(recipient.key).zip")
      #expect(assets.count == 6)
      for (name, bytes) in assets {
        if name.hasSuffix(".pdf") {
          let text = try text(ofPDF: bytes, in: folder)
          #expect(text.contains(recipient.word) && text.contains("\(recipient.number)"))
          for other in others {
            #expect(!text.contains(other.word) && !text.contains("\(other.number)"), "\(name)")
            #expect(!String(decoding: bytes, as: UTF8.self).contains(other.word))
          }
        } else {
          let bitmap = try ImageDecoder.decode(bytes)
          let center = bitmap.pixels[740 * bitmap.width + 740]
          #expect(near(center, recipient.color), "\(name)")
          let foreign = Set(bitmap.pixels).filter { pixel in
            others.contains { near(pixel, $0.color) }
          }
          #expect(foreign.isEmpty, "\(name)")
        }
      }
    }
  }

  @Test("a recipient rendered alone gets the very bytes that the batch gave")
  func alone() throws {
    let folder = try TemporaryFolder()
    let campaign = try TemporaryFolder()
    try writeCampaign(to: campaign)
    let batch = folder.path("batch")
    // One worker: every recipient meets the caches that all before it left.
    let rendered = try Program.run(
      "render", campaign.path(""), "--out", batch, "--workers", "1")
    try #require(rendered.status == 0, "\(rendered.errors)")
    for recipient in Self.recipients where recipient.index % 4 == 3 {
      let out = folder.path(recipient.key)
      let answer = try Program.run(
        "render", campaign.path(""), "--out", out, "--only", recipient.key)
      #expect(answer.status == 0, "\(answer.errors)")
      let name = "/bundles/\(recipient.key).zip"
      #expect(
        try Data(contentsOf: URL(filePath: out + name))
          == Data(contentsOf: URL(filePath: batch + name)), "\(recipient.key)")
    }
  }

  /// JPEG may move a color by a little; recipients' colors are 20 apart.
  private func near(_ pixel: UInt32, _ color: UInt32) -> Bool {
    [0, 8, 16].allSatisfy { shift in
      abs(Int(pixel >> shift & 255) - Int(color >> shift & 255)) <= 3
    }
  }
}
