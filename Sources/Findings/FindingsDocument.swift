/// `Documentation/findings.md`: every code with severity, meaning and remedy.
package enum FindingsDocument {
  package static var text: String {
    var text = """
      # Findings

      Every code that Platen reports, in `check --json`, in manifests, in `report.html` and in
      `errors.csv`. A campaign's `gate: { codes: { … } }` gives a code another severity.

      This file is generated from `Sources/Findings/Codes`; write it anew with
      `PLATEN_ACCEPT=1 swift test --filter FindingsDocumentTests`.

      """
    var area = ""
    for code in FindingCode.all.sorted(by: { $0.name < $1.name }) {
      let own = String(code.name.prefix { $0 != "." })
      if own != area {
        area = own
        text += "\n## \(area)\n\n| code | severity | meaning | what to do |\n|---|---|---|---|\n"
      }
      let cells = ["`\(code.name)`", code.severity.rawValue, code.meaning, code.remedy]
      text += "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
    }
    return text
  }

  private static func escaped(_ cell: String) -> String {
    String(cell.flatMap { $0 == "|" ? ["\\", "|"] : [$0] })
  }
}
