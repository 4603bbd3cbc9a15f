package import Findings

/// A field as a descriptor writes it: keys and values, each with its place, not yet typed, so that a
/// campaign's keys can replace a template's one by one.
package struct FieldDeclaration: Sendable {
  package var name: String
  package var place: Place
  /// In the order written; `fields` is apart.
  package var settings: [Setting] = []
  /// Of an object or of a table's rows.
  package var fields: [FieldDeclaration]?

  package struct Setting: Sendable {
    package var name: String
    package var node: SourceNode
    package var place: Place
  }

  package subscript(setting: String) -> Setting? {
    settings.first { $0.name == setting }
  }

  func text(_ setting: String) -> String? { self[setting]?.node.text }

  /// The fields of a map of declarations, in their order.
  static func read(_ node: SourceNode?, file: String) -> [FieldDeclaration] {
    (node?.entries ?? []).map { entry in
      var field = FieldDeclaration(name: entry.name, place: entry.nameMark.place(in: file))
      for setting in entry.node.entries ?? [] {
        if setting.name == "fields" {
          field.fields = read(setting.node, file: file)
        } else {
          field.settings.append(
            Setting(
              name: setting.name, node: setting.node, place: setting.node.mark.place(in: file)))
        }
      }
      return field
    }
  }

  /// The declaration with another's keys in place of its own.
  func merged(with other: FieldDeclaration) -> FieldDeclaration {
    var merged = self
    for setting in other.settings {
      if let position = merged.settings.firstIndex(where: { $0.name == setting.name }) {
        merged.settings[position] = setting
      } else {
        merged.settings.append(setting)
      }
    }
    if let fields = other.fields {
      merged.fields = Self.merge(merged.fields ?? [], with: fields)
    }
    return merged
  }

  /// The first list with the second's keys merged in and its new fields appended.
  static func merge(_ fields: [FieldDeclaration], with others: [FieldDeclaration])
    -> [FieldDeclaration]
  {
    var merged = fields
    for other in others {
      if let position = merged.firstIndex(where: { $0.name == other.name }) {
        merged[position] = merged[position].merged(with: other)
      } else {
        merged.append(other)
      }
    }
    return merged
  }
}
