import Dataset
import Findings
import Foundation
import Liquid

/// `proof.html`: the samples with their findings at their places; one file without references to
/// anything else, and without scripts.
struct ProofPage {
  static let fileName = "proof.html"
  /// Findings of preflight listed.
  private static let shownFindings = 200

  let proof: Proof
  /// The bytes of a picture by its name.
  let picture: (String) -> [UInt8]?

  func bytes() -> [UInt8] { Array(html.utf8) }

  private var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Proof: \(escape(proof.preflight.title))</title>
    <style>\(ProofStyle.css)</style>
    </head>
    <body>
    \(header)
    <main>
    \(samples)
    \(unshown)
    \(branches)
    \(preflight)
    </main>
    <footer>Made by Platen \(PlatenVersion.current). Sizes are those of the assets themselves; pictures \
    are reduced.</footer>
    </body>
    </html>

    """
  }

  // MARK: Head

  private var header: String {
    let record = proof.preflight
    var cells: [(String, String)] = [
      (HTMLText.grouped(proof.recipients), "recipients"),
      (HTMLText.grouped(proof.recipients * proof.variants), "assets"),
    ]
    if record.recipients.leftOut > 0 {
      cells.append((HTMLText.grouped(record.recipients.leftOut), "left out"))
    }
    if record.excluded > 0 { cells.append((HTMLText.grouped(record.excluded), "not taking part")) }
    if let bytes = proof.expectedBytes { cells.append((HTMLText.size(bytes), "expected")) }
    let counts = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = proof.samples.reduce(0) { sum, sample in
        sum + notes(sample.recipient).count { $0.severity == severity }
      }
      guard count > 0 else { return nil }
      return "<li class=\"\(severity.rawValue)\"><b>\(count)</b>\(name(severity, count))</li>"
    }
    let verdict =
      counts.isEmpty
      ? "<p class=\"verdict fine\">Nothing was found in these samples.</p>" : ""
    return """
      <header>
      <p class="eyebrow">Proof</p>
      <h1>\(escape(record.title))</h1>
      <p class="lead">\(proof.samples.count) of \(HTMLText.grouped(proof.recipients)) recipients, chosen \
      because their data is the hardest on the design. Frames mark findings at their places; click a \
      picture to enlarge it.</p>
      <ul class="figures">\(cells.map { "<li><b>\($0.0)</b>\($0.1)</li>" }.joined())\
      \(counts.joined())</ul>
      \(verdict)\(approval)
      </header>
      """
  }

  private var approval: String {
    guard proof.awaitsApproval else { return "" }
    let job = escape(proof.job.id)
    return """
      <p class="approve"><b>This job waits for approval.</b> Run <code>platen approve \(job)</code> or \
      put an empty file <code>\(job).approve</code> into <code>acks/</code>; \
      <code>platen cancel \(job)</code> or <code>\(job).cancel</code> gives the drop back.</p>
      """
  }

  private func name(_ severity: Severity, _ count: Int) -> String {
    switch severity {
    case .error: count == 1 ? "error" : "errors"
    case .warning: count == 1 ? "warning" : "warnings"
    case .info: count == 1 ? "note" : "notes"
    }
  }

  // MARK: Samples

  private var samples: String {
    proof.samples.enumerated().map { index, sample in card(sample, index) }.joined(separator: "\n")
  }

  private func card(_ sample: Proof.Sample, _ index: Int) -> String {
    let recipient = sample.recipient
    var reasons = sample.reasons.filter { $0.branch == nil }.map { reason in
      let detail = reason.detail.isEmpty ? "" : " <span>\(escape(reason.detail))</span>"
      return "<li>\(escape(reason.title))\(detail)</li>"
    }
    let ways = sample.reasons.compactMap(\.branch)
    if !ways.isEmpty { reasons.append("<li>Branches <span>\(escape(list(ways)))</span></li>") }
    let notes = notes(recipient)
    let figures = recipient.assets.enumerated().map { position, asset in
      figure(asset, "p\(index)-\(position)", notes)
    }
    let missing =
      recipient.assets.count < proof.variants
      ? "<p class=\"missing\">\(proof.variants - recipient.assets.count) of \(proof.variants) assets "
        + "could not be rendered.</p>" : ""
    return """
      <section class="sample">
      <div class="who"><h2>\(escape(recipient.key))</h2><p>Row \(recipient.row)</p>
      <ul class="reasons">\(reasons.joined())</ul></div>
      <div class="what"><div class="strip">\(figures.joined(separator: "\n"))</div>\(missing)
      \(list(notes))</div>
      </section>
      """
  }

  /// `template.html 11, 24, 43; track.liquid 4`
  private func list(_ branches: [Branch]) -> String {
    var files: [(name: String, lines: [Int])] = []
    for branch in branches {
      let name = (branch.file as NSString).lastPathComponent
      if files.last?.name != name { files.append((name, [])) }
      if files[files.count - 1].lines.last != branch.line {
        files[files.count - 1].lines.append(branch.line)
      }
    }
    return files.map { file in
      file.name + " " + file.lines.map(String.init).joined(separator: ", ")
    }.joined(separator: "; ")
  }

  /// What was found, the worst first, each once however many assets it shows on.
  private func notes(_ recipient: ProofRecipient) -> [Finding] {
    var notes: [Finding] = []
    for finding in recipient.allFindings where !notes.contains(where: { isSame($0, finding) }) {
      notes.append(finding)
    }
    return notes.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }.map(\.element)
  }

  /// The same thing on another asset is one line of the list.
  private func isSame(_ a: Finding, _ b: Finding) -> Bool {
    a.code == b.code && a.message == b.message && a.place == b.place && a.samples == b.samples
  }

  private func figure(_ asset: ProofRecipient.Asset, _ id: String, _ notes: [Finding]) -> String {
    var image = "<span class=\"blank\">no picture</span>"
    if let name = asset.picture, let bytes = picture(name) {
      image =
        "<img alt=\"\" src=\"data:image/jpeg;base64,\(Data(bytes).base64EncodedString())\">"
    }
    var marks: [String] = []
    var areas: Set<PageArea> = []
    for finding in asset.findings {
      guard let area = finding.area, areas.insert(area).inserted,
        let number = notes.firstIndex(where: { isSame($0, finding) })
      else { continue }
      marks.append(mark(area, asset, number + 1, finding.severity))
    }
    let ratio = "\(asset.pageWidth) / \(max(asset.pageHeight, 1))"
    let colorway = asset.colorway.map { " · \(escape($0))" } ?? ""
    return """
      <figure><input type="checkbox" id="\(id)"><label for="\(id)" class="frame">\
      <span class="page" style="aspect-ratio:\(ratio);--ratio:\(ratio)">\(image)\
      \(marks.joined())</span></label>
      <figcaption><b>\(escape(asset.format))\(colorway)</b>\
      <span>\(asset.type.uppercased()) · \(asset.width) × \(asset.height) · \
      \(HTMLText.size(asset.size))</span></figcaption></figure>
      """
  }

  /// A frame around a place, in shares of the page, kept inside it.
  private func mark(
    _ area: PageArea, _ asset: ProofRecipient.Asset, _ number: Int, _ severity: Severity
  ) -> String {
    let width = Double(max(asset.pageWidth, 1))
    let height = Double(max(asset.pageHeight, 1))
    let left = min(max(area.x, 0), width)
    let top = min(max(area.y, 0), height)
    let right = min(max(area.x + area.width, left + 4), width)
    let bottom = min(max(area.y + area.height, top + 4), height)
    func percent(_ value: Double) -> String {
      let hundredths = Int((value * 10_000).rounded())
      return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)%"
    }
    return """
      <i class="\(severity.rawValue)" style="left:\(percent(left / width));top:\(percent(top / height));\
      width:\(percent(max(right - left, 0) / width));height:\(percent(max(bottom - top, 0) / height))">\
      <b>\(number)</b></i>
      """
  }

  private func list(_ notes: [Finding]) -> String {
    guard !notes.isEmpty else { return "" }
    let items = notes.enumerated().map { index, finding in
      let place = finding.place.description
      let sample = finding.samples.first.map { " <q>\(escape($0))</q>" } ?? ""
      return """
        <li class="\(finding.severity.rawValue)"><b>\(index + 1)</b><p>\(escape(finding.message))\(sample)\
        <span>\(escape(place.isEmpty ? finding.code.name : "\(finding.code.name), \(place)"))</span></p></li>
        """
    }
    return "<ol class=\"notes\">\(items.joined())</ol>"
  }

  // MARK: Tables

  private var unshown: String {
    guard !proof.unshown.isEmpty else { return "" }
    let rows = proof.unshown.map {
      "<tr><td>\(escape($0.title))</td><td>\(escape($0.detail))</td></tr>"
    }
    return """
      <section><h2>Not shown</h2><p>There was no room for samples of these.</p>
      <table><tr><th>Case</th><th></th></tr>\(rows.joined())</table></section>
      """
  }

  private var branches: String {
    let ways = proof.branches.filter { $0.branch.way == .taken || $0.count > 0 }
    guard !ways.isEmpty else { return "" }
    let unused = ways.count { $0.count == 0 }
    let rows = ways.map { use in
      let way = use.branch.way == .taken ? "taken" : "passed over"
      return """
        <tr\(use.count == 0 ? " class=\"warning\"" : "")>\
        <td><code>\(escape(use.branch.file)):\(use.branch.line):\(use.branch.column)</code></td>\
        <td>\(way)</td><td>\(use.count == 0 ? "never" : HTMLText.grouped(use.count))</td></tr>
        """
    }
    let note =
      unused == 0
      ? "Every branch of the template is taken by some recipient."
      : "\(unused) of \(ways.count) branches are taken by nobody in this data."
    let basis =
      proof.evaluated < proof.recipients
      ? " \(HTMLText.grouped(proof.evaluated)) recipients were evaluated." : ""
    return """
      <section><h2>Branches</h2><p>\(note)\(basis)</p>
      <table><tr><th>Where</th><th>Way</th><th>Recipients</th></tr>\(rows.joined())</table></section>
      """
  }

  private var preflight: String {
    let findings = proof.preflight.findings.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }.map(\.element)
    guard !findings.isEmpty else { return "" }
    let rows = findings.prefix(Self.shownFindings).map { finding in
      """
      <tr class="\(finding.severity.rawValue)"><td>\(finding.severity.rawValue)</td>\
      <td><code>\(escape(finding.code.name))</code></td><td>\(escape(finding.recipient ?? ""))</td>\
      <td>\(escape(finding.place.description))</td>\
      <td>\(escape(finding.message))\(finding.count > 1 ? " (\(finding.count) times)" : "")</td></tr>
      """
    }
    let more =
      findings.count > Self.shownFindings
      ? "<p>The first \(Self.shownFindings) of \(HTMLText.grouped(findings.count)).</p>" : ""
    return """
      <section><h2>Data and template</h2>\(more)
      <table><tr><th>Severity</th><th>Code</th><th>Recipient</th><th>Place</th><th>Message</th></tr>
      \(rows.joined(separator: "\n"))</table></section>
      """
  }

  private func escape(_ text: String) -> String { HTMLText.escape(text) }
}
