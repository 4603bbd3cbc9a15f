import Foundation
import Testing

@testable import Findings

@Suite struct FindingsDocumentTests {
  @Test func theDocumentationListsEveryCode() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Documentation/findings.md")
    let text = FindingsDocument.text
    if ProcessInfo.processInfo.environment["PLATEN_ACCEPT"] == "1" {
      try Data(text.utf8).write(to: url)
    }
    let written = try String(contentsOf: url, encoding: .utf8)
    let isCurrent = written == text
    #expect(isCurrent, "run PLATEN_ACCEPT=1 swift test --filter FindingsDocumentTests")
  }

  @Test func codesAreUniqueKebabCaseAndExplained() {
    #expect(Set(FindingCode.all.map(\.name)).count == FindingCode.all.count)
    for code in FindingCode.all {
      #expect(code.name.wholeMatch(of: #/[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*/#) != nil, "\(code.name)")
      #expect(code.meaning.hasSuffix("."), "\(code.name)")
      #expect(!code.remedy.isEmpty, "\(code.name)")
    }
  }
}
