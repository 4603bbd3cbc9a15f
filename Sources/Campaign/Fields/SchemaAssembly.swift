import Dataset
import Findings

/// Brings together what template and campaign say about the data: the fields of both, derived
/// fields, and the joined files with the fields of their rows.
struct SchemaAssembly {
  private(set) var schema = Schema()
  private(set) var joins: [Join] = []
  private(set) var findings: [Finding] = []

  init(template: [FieldDeclaration], campaign: CampaignDescriptor) {
    var merge = FieldMerge()
    schema = merge.schema(template: template, campaign: campaign.fields)
    findings = merge.findings
    for derived in campaign.derived where schema[derived.name] == nil {
      schema[derived.name] = Field(derived.name, .string, declaration: derived.namePlace)
    }
    for description in campaign.data?.joins ?? [] { addJoin(description) }
    if let place = campaign.localePlace, let name = campaign.locale.field { check(name, place) }
    for field in schema.fields where TemplateNames.reserved.contains(field.name) {
      report(
        .reservedName, field.declaration,
        "a field cannot be called ‘\(field.name)’: templates know something else by that name")
    }
    for derived in campaign.derived {
      switch schema[derived.name]?.type {
      case .table, .object:
        report(
          .fieldConflict, derived.namePlace,
          "the derived field ‘\(derived.name)’ is a text, but declared as a table or an object")
      default: break
      }
    }
  }

  private mutating func addJoin(_ description: JoinDescription) {
    var fields = Schema()
    switch (schema[description.name]?.type, description.isMany) {
    case (.table(let members), true), (.object(let members), false):
      fields = members
    case (nil, _):
      report(
        .undeclaredJoin, description.place,
        "the join ‘\(description.name)’ has no field of that name, so templates cannot see it")
    case (let type?, let isMany):
      let wanted = isMany ? "table" : "object"
      report(
        .joinMismatch, description.place,
        "the join ‘\(description.name)’ is \(isMany ? "to-many" : "to-one"), so its field must be "
          + "of type \(wanted), not \(type.name)")
      return
    }
    joins.append(
      Join(
        name: description.name, source: description.source, by: description.by,
        isMany: description.isMany, isOptional: description.isOptional, order: description.order,
        limit: description.limit, fields: fields))
  }

  private mutating func check(_ name: String, _ place: Place) {
    guard schema[name] == nil else { return }
    let near = suggestion(for: name, among: schema.names)
    report(
      .unknownField, place, "locale reads the field ‘\(name)’, which nothing declares" + hint(near),
      near)
  }

  private func hint(_ near: String?) -> String { near.map { ": did you mean ‘\($0)’?" } ?? "" }

  private mutating func report(
    _ code: FindingCode, _ place: Place, _ message: String, _ near: String? = nil
  ) {
    findings.append(Finding(code, message, at: place, suggestion: near))
  }
}
