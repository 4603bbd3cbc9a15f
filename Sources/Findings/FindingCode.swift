/// A stable code such as `data.duplicate-key`, with what every finding of its kind has in common.
///
/// Codes are declared as static properties in `Codes/`, one file per area, each listed in that
/// area's table and so in `FindingCode.all`, from which `Documentation/findings.md` is checked.
package struct FindingCode: Sendable {
  package let name: String
  /// The severity unless the finding, or a campaign's gate, says otherwise.
  package let severity: Severity
  /// What the code means, in one sentence.
  package let meaning: String
  /// What to do, unless the finding knows better.
  package let remedy: String

  package init(_ name: String, _ severity: Severity, _ meaning: String, remedy: String) {
    self.name = name
    self.severity = severity
    self.meaning = meaning
    self.remedy = remedy
  }

  /// Every code there is, by area.
  package static var all: [FindingCode] {
    dataCodes + campaignCodes + templateCodes + renderCodes + jobCodes
  }

  /// The code of that name, or nil.
  package static func named(_ name: String) -> FindingCode? { byName[name] }

  private static let byName = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}

extension FindingCode: Hashable, CustomStringConvertible {
  package static func == (a: FindingCode, b: FindingCode) -> Bool { a.name == b.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
  package var description: String { name }
}

extension FindingCode: Codable {
  /// A code is its name on the wire; one that this version does not know keeps its name alone.
  package init(from decoder: any Decoder) throws {
    let name = try decoder.singleValueContainer().decode(String.self)
    self = FindingCode.named(name) ?? FindingCode(name, .error, "", remedy: "")
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
