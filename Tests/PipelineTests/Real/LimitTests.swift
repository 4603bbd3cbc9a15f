import Foundation
import Glibc
import Testing

/// Every limit is a setting of the hot folder, holds where it is set, and is named where it is met.
@Suite(.serialized) struct LimitTests {
  struct Case: Sendable {
    let key: String
    let value: String
    let codes: Set<String>
    let files: [String: String]
    /// Python that adds to the folder `top`.
    let program: String

    init(
      _ key: String, _ value: String, codes: String = "LIMIT", program: String = "",
      _ files: [String: String] = [:]
    ) {
      self.key = key
      self.value = value
      self.codes = Set(codes.split(separator: " ").map(String.init))
      self.files = files
      self.program = program
    }
  }

  private static func data(_ name: String) -> String {
    RealCampaign(name: "x").descriptor(data: name)
  }

  private static let database = """
    import sqlite3; d = sqlite3.connect(top + '/people.db')
    d.execute('create table people(id, first_name, songs)')
    d.executemany('insert into people values (?, ?, ?)', [('A%d' % i, 'Ada', 1) for i in range(9)])
    d.commit()
    """

  private static let endless = """
    import sqlite3; d = sqlite3.connect(top + '/people.db')
    d.execute('''create view people as with recursive n(i) as (select 1 union all select i + 1 from n)
      select 'A' as id, 'Ada' as first_name, count(*) as songs from n''')
    d.commit()
    """

  private static func workbook(_ text: String) -> String {
    """
    import zipfile
    def cell(at, i): return '<c r="%s" t="s"><v>%d</v></c>' % (at, i)
    texts = ['id', 'first_name', 'songs', 'A001', '\(text)', '1']
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(top + '/people.xlsx', 'w') as z:
      z.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
      z.writestr('_rels/.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
      z.writestr('xl/workbook.xml', '<workbook %s xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>' % main)
      z.writestr('xl/_rels/workbook.xml.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
      z.writestr('xl/sharedStrings.xml', '<sst %s>%s</sst>' % (main, ''.join('<si><t>%s</t></si>' % t for t in texts)))
      z.writestr('xl/worksheets/sheet1.xml', '<worksheet %s><sheetData><row r="1">%s</row><row r="2">%s</row></sheetData></worksheet>' % (main,
        cell('A1', 0) + cell('B1', 1) + cell('C1', 2), cell('A2', 3) + cell('B2', 4) + cell('C2', 5)))
    """
  }

  private static let openDocument = """
    import zipfile
    def row(*cells): return '<table:table-row>' + ''.join(
      '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' % c
      for c in cells) + '</table:table-row>'
    urn = 'urn:oasis:names:tc:opendocument:xmlns:'
    rows = row('id', 'first_name', 'songs') + ''.join(row('A%d' % i, 'Ada', 1) for i in range(9))
    with zipfile.ZipFile(top + '/people.ods', 'w') as z:
      z.writestr('mimetype', 'application/vnd.oasis.opendocument.spreadsheet')
      z.writestr('content.xml', '<office:document-content xmlns:office="%soffice:1.0"'
        ' xmlns:table="%stable:1.0" xmlns:text="%stext:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="s">%s</table:table></office:spreadsheet></office:body>'
        '</office:document-content>' % (urn, urn, urn, rows))
    """

  private static let long = String(repeating: "x", count: 4000)

  private static let photo: [String: String] = [
    "people.csv": "id,first_name,songs,photo\nA001,Ada,1,p.png\nA002,Eve,1,p.png\n",
    "card/template.yaml": RealCampaign.template.replacing(
      "  email: { type: email }", with: "  photo: { type: image }"),
    "card/template.html": "<img src='{{ photo }}'>",
  ]

  private static let picture = """
    import zlib, struct
    def chunk(kind, data):
      return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    open(top + '/p.png', 'wb').write(b'\\x89PNG\\r\\n\\x1a\\n'
      + chunk(b'IHDR', struct.pack('>IIBBBBB', 20, 20, 8, 0, 0, 0, 0))
      + chunk(b'IDAT', zlib.compress(bytes(420))) + chunk(b'IEND', b''))
    """

  static let cases = [
    Case("entries", "3"), Case("depth", "1", ["a/b/c/d.txt": "x"]),
    Case("name_bytes", "9", codes: "NAME", ["a/long-enough.txt": "x"]),
    Case("file_bytes", "2KB", ["a.txt": long]), Case("total_bytes", "500"),
    Case("descriptor_bytes", "20"), Case("descriptor_nodes", "4"), Case("descriptor_depth", "1"),
    Case("cell_bytes", "3"), Case("columns", "3"),
    Case(
      "record_bytes", "20",
      [
        "campaign.yaml": data("people.jsonl"),
        "people.jsonl": #"{"id":"A001","first_name":"Ada","songs":1}"# + "\n",
      ]),
    Case(
      "value_depth", "2",
      [
        "campaign.yaml": data("people.json"),
        "people.json": #"[{"id":"A001","first_name":"Ada","songs":[[1]]}]"#,
      ]),
    Case("rows", "5", program: database, ["campaign.yaml": data("people.db")]),
    Case("query_seconds", "200ms", program: endless, ["campaign.yaml": data("people.db")]),
    Case("sheet_bytes", "3KB", program: workbook(long), ["campaign.yaml": data("people.xlsx")]),
    Case(
      "shared_text_bytes", "20", program: workbook("Ada"), ["campaign.yaml": data("people.xlsx")]),
    Case("sheet_rows", "5", program: openDocument, ["campaign.yaml": data("people.ods")]),
    Case(
      "loop_turns", "5", codes: "TEMPLATE RECIPIENTS",
      ["card/template.html": "{% for i in (1..9) %}{{ i }}{% endfor %}"]),
    Case(
      "document_bytes", "2KB", codes: "RECIPIENTS TEMPLATE", ["card/template.html": "<p>" + long]),
    Case(
      "document_nodes", "9", codes: "RECIPIENTS TEMPLATE",
      ["card/template.html": String(repeating: "<p>x</p>", count: 20)]),
    Case(
      "document_depth", "9", codes: "RECIPIENTS TEMPLATE",
      ["card/template.html": String(repeating: "<div>", count: 20)]),
    Case("image_pixels", "300", codes: "RECIPIENTS", program: picture, photo),
    Case("check_seconds", "100ms", program: endless, ["campaign.yaml": data("people.db")]),
  ]

  @Test("Each limit holds as its hot folder sets it, and the reason names its setting")
  func limits() async throws {
    let root = try TestRoot(program: .platen, config: "workers: 2\n")
    let shares = try Self.cases.map { one in
      try root.hotFolder(
        one.key, settings: "quiet: 50ms\npoll: 200ms\nlimits: { \(one.key): \(one.value) }\n")
    }
    for (one, share) in zip(Self.cases, shares) {
      for (name, text) in RealCampaign(name: "x").files.merging(one.files, uniquingKeysWith: { $1 })
      {
        try share.write("drop/" + name, text)
      }
      if !one.program.isEmpty {
        try python("import sys\ntop = sys.argv[1]\n" + one.program, share.share + "/drop")
      }
      try share.rename("drop", to: "inbox/drop")
    }
    try root.daemon.start()
    for (one, share) in zip(Self.cases, shares) {
      let code = try await share.waitForRejection(of: "drop")
      let place = try #require(share.rejection(of: "drop"))
      let reason = share.text(place + "/REASON.txt") ?? ""
      let errors = share.text(place + "/errors.csv") ?? ""
      #expect(one.codes.contains(code ?? ""), "\(one.key): \(reason)")
      #expect((reason + errors).contains("limits.\(one.key)"), "\(one.key): \(reason)\(errors)")
      #expect(share.results.isEmpty)
      if code == "LIMIT" {
        #expect(share.json(place + "/reason.json")?["limit"] as? String == one.key)
      }
    }
    #expect(root.daemon.stop() == 0)
  }

  @Test(
    "Checks that end their process are tried again, then the drop is given back, and work goes on")
  func crashingCheck() async throws {
    let folder = try TestFolder(program: .platen, config: "workers: 2\n")
    try folder.start()
    for (name, text) in RealCampaign(name: "x").files { try folder.write("drop/" + name, text) }
    try folder.write("drop/campaign.yaml", Self.data("people.db"))
    try python("import sys\ntop = sys.argv[1]\n" + Self.endless, folder.share + "/drop")
    try folder.rename("drop", to: "inbox/drop")
    var killed: Set<Int32> = []
    try await folder.wait(for: "the rejection") {
      for worker in folder.daemon.workers where folder.jobStates() == ["PREFLIGHT"] {
        kill(worker, SIGSEGV)
        killed.insert(worker)
      }
      return folder.reasonCode(of: "drop") != nil
    }
    #expect(killed.count >= 3)
    let reason = folder.text(try #require(folder.rejection(of: "drop")) + "/REASON.txt")
    #expect(reason?.hasPrefix("DATA: drop: checking it failed: the worker was ended by") == true)
    try folder.dropZip("good.zip", RealCampaign(name: "good").files)
    try await folder.waitForEnd(of: "good.zip")
    #expect(folder.stop() == 0)
  }
}
