import Findings
import Foundation

/// `report.html`: what was made, for people; one file without references to anything else.
struct Report {
  static let fileName = "report.html"
  /// Recipients shown, those with findings first.
  static let shownRecipients = 200
  /// Keys listed of each kind of change.
  static let shownKeys = 60
  /// Findings listed.
  static let shownFindings = 500

  let result: ResultSummary
  /// A picture of a bundle as a data URI; nil where none can be made.
  let thumbnail: (BundleRecord) -> String?

  func bytes() -> [UInt8] { Array(html.utf8) }

  private var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(escape(result.title))</title>
    <style>\(ReportStyle.css)</style>
    </head>
    <body>
    <header>
    <h1>\(escape(result.title))</h1>
    <p>Campaign <b>\(escape(result.campaign))</b>, job <b>\(escape(result.job.id))</b>, \
    claimed \(escape(Timestamp.iso(result.job.created)))\(revision)</p>
    </header>
    <main>
    \(figures)
    \(changes)
    \(leftOut)
    \(findings)
    \(recipients)
    </main>
    <footer>Made by Platen \(PlatenVersion.current). Every file is listed in manifest.json.</footer>
    </body>
    </html>

    """
  }

  private var revision: String {
    guard let previous = result.job.supersedes else {
      return result.job.revision > 1 ? ", revision \(result.job.revision)" : ""
    }
    return ", revision \(result.job.revision), in place of \(escape(previous.job))"
  }

  private var figures: String {
    let counts = result.counts
    let cells: [(String, String)] = [
      (grouped(counts.rendered), "rendered"), (grouped(counts.reused), "carried over"),
      (grouped(counts.leftOut), "left out"), (grouped(counts.excluded), "not taking part"),
      (grouped(result.assetCount), "assets"),
      (HTMLText.size(result.bundleBytes), "in all bundles"),
    ]
    let items = cells.filter { $0.0 != "0" || $0.1 == "rendered" }.map {
      "<li><b>\($0.0)</b>\($0.1)</li>"
    }
    return "<ul class=\"figures\">\(items.joined())</ul>"
  }

  private var changes: String {
    guard let changes = result.changes, let previous = result.job.supersedes else { return "" }
    let kinds = [
      ("Changed", changes.changed), ("Added", changes.added), ("Removed", changes.removed),
    ].filter { $0.1.count > 0 }
    let rows = kinds.map { name, keys in
      let rest = keys.count - Self.shownKeys
      let list = keys.first.prefix(Self.shownKeys).map { "<code>\(escape($0))</code>" }
      return """
        <tr><td>\(name)</td><td>\(grouped(keys.count))</td><td>\(list.joined(separator: " "))\
        \(rest > 0 ? " and \(grouped(rest)) more" : "")</td></tr>
        """
    }
    let note =
      kinds.isEmpty
      ? "Nothing is other than in job \(escape(previous.job))."
      : "Since job \(escape(previous.job)); \(grouped(changes.unchanged)) bundles are unchanged."
    let table =
      kinds.isEmpty
      ? "" : "<table><tr><th></th><th>Bundles</th><th>Recipients</th></tr>\(rows.joined())</table>"
    return "<section><h2>What changed</h2><p>\(note)</p>\(table)</section>"
  }

  private var leftOut: String {
    guard !result.leftOut.isEmpty else { return "" }
    let rows = result.leftOut.prefix(Self.shownFindings).map { recipient in
      """
      <tr class="error"><td>\(escape(recipient.key))</td><td>\(recipient.row > 0 ? "\(recipient.row)" : "")</td>\
      <td><code>\(escape(recipient.finding.code.name))</code></td>\
      <td>\(escape(recipient.finding.message))<i>\(escape(recipient.finding.remedy))</i></td></tr>
      """
    }
    return """
      <section><h2>Left out</h2>
      <p>These recipients have no bundle; errors.csv holds their rows.\(more(result.leftOut.count))</p>
      <table><tr><th>Recipient</th><th>Row</th><th>Code</th><th>Reason</th></tr>
      \(rows.joined(separator: "\n"))
      </table></section>
      """
  }

  private var findings: String {
    guard result.findingCount > 0 else { return "" }
    let rows = result.worstFindings.elements.map { _, finding in
      """
      <tr class="\(finding.severity.rawValue)"><td>\(finding.severity.rawValue)</td>\
      <td><code>\(escape(finding.code.name))</code></td>\
      <td>\(escape(finding.recipient ?? ""))</td><td>\(escape(finding.place.description))</td>\
      <td>\(escape(finding.message))\(finding.count > 1 ? " (\(finding.count) times)" : "")\
      <i>\(escape(finding.remedy))</i></td></tr>
      """
    }
    return """
      <section><h2>Findings</h2><p>\(grouped(result.findingCount)) in all.\
      \(more(result.findingCount))</p>
      <table><tr><th>Severity</th><th>Code</th><th>Recipient</th><th>Place</th><th>Message</th></tr>
      \(rows.joined(separator: "\n"))
      </table></section>
      """
  }

  private var recipients: String {
    let shown = result.worstBundles.elements
    let cards = shown.map { severity, bundle in
      let picture = thumbnail(bundle).map { "<img src=\"\($0)\" alt=\"\">" } ?? ""
      let mark = severity.map { " class=\"\($0.rawValue)\"" } ?? ""
      return """
        <a\(mark) href="\(escape(link("bundles/" + bundle.file)))">\(picture)<b>\(escape(bundle.key))</b>\
        <span>\(bundle.assets.count) assets, \(HTMLText.size(bundle.size))</span></a>
        """
    }
    let note =
      result.bundleCount > shown.count
      ? "<p>\(grouped(shown.count)) of \(grouped(result.bundleCount)) shown, findings first.</p>"
      : ""
    return """
      <section><h2>Recipients</h2>\(note)
      <div class="cards">\(cards.joined(separator: "\n"))</div></section>
      """
  }

  private func more(_ count: Int) -> String {
    count > Self.shownFindings ? " The first \(Self.shownFindings) are shown." : ""
  }

  private func link(_ path: String) -> String {
    path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
  }

  private func escape(_ text: String) -> String { HTMLText.escape(text) }

  private func grouped(_ number: Int) -> String { HTMLText.grouped(number) }
}
