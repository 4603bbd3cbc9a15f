package import Dataset
package import Liquid

/// The names beside the fields that Liquid texts of a campaign see, as types and as values.
package enum TemplateNames {
  /// Names that no field may have.
  static let reserved = ["campaign", "recipient", "format", "colorway"]

  /// For `derive` and `where`: the fields, `key`, `recipient` and `campaign`.
  package static func recipientTypes(_ schema: Schema) -> TypeEnvironment {
    var types = TypeEnvironment(schema)
    types.declare("key", .string)
    types.declare("recipient", .object(TypeEnvironment(schema)))
    var campaign = TypeEnvironment()
    campaign.declare("id", .string)
    campaign.declare("title", .string)
    types.declare("campaign", .object(campaign))
    return types
  }

  /// For the template and `names.asset`: also `format` and `colorway`.
  package static func pageTypes(_ schema: Schema, hasColorways: Bool = true) -> TypeEnvironment {
    var types = recipientTypes(schema)
    var format = TypeEnvironment()
    format.declare("name", .string)
    format.declare("width", .integer)
    format.declare("height", .integer)
    format.declare("orientation", .string)
    types.declare("format", .object(format))
    var colorway = TypeEnvironment()
    colorway.declare("name", .string, isOptional: !hasColorways)
    types.declare("colorway", .object(colorway))
    return types
  }

  package static func campaign(id: String, title: String) -> Record {
    Record([("campaign", .object(Record([("id", .string(id)), ("title", .string(title))])))])
  }

  package static func recipient(key: String, fields: Record) -> Record {
    Record([("key", .string(key)), ("recipient", .object(fields))])
  }

  package static func variant(_ format: Format, _ colorway: Colorway?) -> Record {
    let size = Record([
      ("name", .string(format.name)), ("width", .integer(Int64(format.width))),
      ("height", .integer(Int64(format.height))), ("orientation", .string(format.orientation)),
    ])
    let name = colorway.map { Value.string($0.name) } ?? .null
    return Record([("format", .object(size)), ("colorway", .object(Record([("name", name)])))])
  }
}
