package import Dataset
import Findings
import Liquid

/// `derive` and `where` of a campaign, compiled: applied to each row while data are imported.
struct CampaignRules: RecipientRules {
  let derivedFields: [String]
  let conditionFields: Set<String>
  let joinsRead: Set<String>
  private let templates: [String: LiquidTemplate]
  private let condition: LiquidCondition?
  private let campaign: Record
  private let locale: LocaleRule

  /// - Parameters:
  ///   - schema: all fields, joins and derived ones included.
  ///   - findings: what compiling and checking found; an error means that there are no rules.
  init?(
    _ campaign: CampaignDescriptor, schema: Schema, joins: [Join], findings: inout [Finding]
  ) {
    self.campaign = TemplateNames.campaign(id: campaign.id, title: campaign.title)
    locale = campaign.locale
    derivedFields = campaign.derived.map(\.name)
    var found: [Finding] = []
    var templates: [String: LiquidTemplate] = [:]
    // A derived field sees only those computed before it.
    var visible = schema
    for name in derivedFields { visible[name] = nil }
    for derived in campaign.derived {
      let (template, faults) = LiquidTemplate.compile(
        derived.source.value, file: campaign.file, origin: SourceOrigin(derived.source.place),
        escaping: .none)
      found += faults
      found += template?.check(against: TemplateNames.recipientTypes(visible)) ?? []
      templates[derived.name] = template
      visible[derived.name] = schema[derived.name]
    }
    var condition: LiquidCondition?
    if let source = campaign.condition {
      let (compiled, faults) = LiquidCondition.compile(
        source.value, file: campaign.file, origin: SourceOrigin(source.place))
      found += faults
      found += compiled?.check(against: TemplateNames.recipientTypes(schema)) ?? []
      condition = compiled
    }
    findings += found
    self.templates = templates
    self.condition = condition
    let reach = Reach(templates: templates, schema: schema)
    conditionFields = condition.map { reach.fields(of: $0.usage) } ?? []
    let joined = Set(joins.map(\.name))
    joinsRead = templates.values.reduce(into: conditionFields.intersection(joined)) {
      read, template in
      read.formUnion(reach.fields(of: template.usage).intersection(joined))
    }
    if found.contains(where: { $0.severity == .error }) { return nil }
  }

  var isEmpty: Bool { derivedFields.isEmpty && condition == nil }

  func derivedText(of name: String, from record: Record, key: String) throws(RuleFault) -> String {
    guard let template = templates[name] else { return "" }
    do throws(RenderError) {
      return try template.render(scope(record, key), locale: tag(record))
    } catch { throw RuleFault(error.finding) }
  }

  func participates(_ record: Record, key: String) throws(RuleFault) -> Bool {
    guard let condition else { return true }
    do throws(RenderError) {
      return try condition.holds(scope(record, key), locale: tag(record))
    } catch { throw RuleFault(error.finding) }
  }

  private func scope(_ record: Record, _ key: String) -> Scope {
    Scope(TemplateNames.recipient(key: key, fields: record), campaign, record)
  }

  private func tag(_ record: Record) -> String { locale.tag(for: record) }
}

/// Which fields a text reads, directly or through derived ones.
private struct Reach {
  let templates: [String: LiquidTemplate]
  let schema: Schema

  func fields(of usage: NameUsage) -> Set<String> {
    if usage.readsAnyName || usage.names.contains("recipient") { return Set(schema.names) }
    var fields: Set<String> = []
    var pending = Array(usage.names)
    while let name = pending.popLast() {
      guard schema[name] != nil, fields.insert(name).inserted, let template = templates[name] else {
        continue
      }
      pending += self.names(template.usage)
    }
    return fields
  }

  private func names(_ usage: NameUsage) -> [String] {
    usage.readsAnyName || usage.names.contains("recipient") ? schema.names : Array(usage.names)
  }
}

extension SourceOrigin {
  init(_ place: Place) { self.init(line: place.line ?? 1, column: place.column ?? 1) }
}

extension LocaleRule {
  /// The recipient's own tag, else the campaign's.
  package func tag(for fields: Record) -> String {
    guard let field, case .string(let tag)? = fields[field], !tag.isEmpty else { return defaultTag }
    return tag
  }
}
