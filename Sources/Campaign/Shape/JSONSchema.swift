import Findings

/// The published schemas of both descriptors, generated from the tables that validate them.
package enum JSONSchema {
  /// `Documentation/schemas/campaign.schema.json`.
  package static var campaign: String { document(.campaign) }
  /// `Documentation/schemas/template.schema.json`.
  package static var template: String { document(.template) }

  private static func document(_ kind: DescriptorKind) -> String {
    var members: [JSON.Member] = [
      .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
      .init("title", .string(kind.schemaTitle)),
    ]
    members += self.members(kind.shape)
    let definitions = Shape.Definition.allCases.map {
      JSON.Member($0.rawValue, .object(self.members($0.shape)))
    }
    members.append(.init("$defs", .object(definitions)))
    return JSON.object(members).indented + "\n"
  }

  private static func members(_ shape: Shape) -> [JSON.Member] {
    switch shape {
    case .scalar(let rule):
      return rule.schema
    case .list(let item, let identity):
      var members: [JSON.Member] = [
        .init("type", "array"), .init("items", .object(self.members(item))),
      ]
      if case .value = identity { members.append(.init("uniqueItems", true)) }
      return members
    case .object(let keys):
      return object(keys)
    case .map(let names, let value):
      return [
        .init("type", "object"), .init("propertyNames", .object(names.schema)),
        .init("additionalProperties", .object(members(value))),
      ]
    case .choice(let shapes):
      return [.init("anyOf", .array(shapes.map { .object(members($0)) }))]
    case .definition(let definition):
      return [.init("$ref", .string("#/$defs/\(definition.rawValue)"))]
    }
  }

  private static func object(_ keys: [Shape.Key]) -> [JSON.Member] {
    let properties = keys.map { key in
      JSON.Member(
        key.name,
        .object([.init("description", .string(key.meaning))] + Self.members(key.shape)))
    }
    let required = keys.filter(\.isRequired).map { JSON.string($0.name) }
    var members: [JSON.Member] = [
      .init("type", "object"), .init("properties", .object(properties)),
    ]
    if !required.isEmpty { members.append(.init("required", .array(required))) }
    members.append(.init("additionalProperties", false))
    return members
  }
}
