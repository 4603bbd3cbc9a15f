import Markup

/// Why a declaration was dropped.
enum DeclarationProblem: Error {
  case unknownProperty
  case invalidValue
}

/// What a declaration comes to.
enum ParsedDeclaration: Sendable {
  case assignments([Assignment])
  /// Holds `var()`, `env()` or `attr()`: read again for each element that it applies to.
  case pending
  /// Valid, without effect.
  case inert
}

/// Reads a declaration's value by the property table.
enum DeclarationParser {
  static func parse(_ name: String, _ value: ComponentValues)
    throws(DeclarationProblem)
    -> ParsedDeclaration
  {
    let table = PropertyTable.shared
    guard table.knows(name) else { throw .unknownProperty }
    if value.isEmpty { throw .invalidValue }
    if hasSubstitution(value) {
      guard Substitution.isWellFormed(value) else { throw .invalidValue }
      return table.isIgnored(name) ? .inert : .pending
    }
    if table.isIgnored(name) { return .inert }
    guard let assignments = assignments(name, value) else { throw .invalidValue }
    return .assignments(assignments)
  }

  static func hasSubstitution(_ value: ComponentValues) -> Bool {
    value.tokens.contains {
      $0.kind == .function
        && ($0.isFunction("var") || $0.isFunction("env") || $0.isFunction("attr"))
    }
  }

  /// The longhands that a value without substitutions sets; nil where it is invalid.
  static func assignments(_ name: String, _ value: ComponentValues) -> [Assignment]? {
    let table = PropertyTable.shared
    if let keyword = wideKeyword(value) {
      return ids(name).map { Assignment(property: $0, action: .keyword(keyword)) }
    }
    if let (id, longhand) = table.longhand(name) {
      var cursor = value.cursor
      guard let setter = longhand.parse(&cursor), cursor.isDone else { return nil }
      return [Assignment(property: id, action: .set(setter))]
    }
    guard let shorthand = table.shorthand(name) else { return nil }
    var reader = ShorthandReader(value.cursor)
    guard shorthand.parse(&reader), reader.cursor.isDone else { return nil }
    return reader.assignments
  }

  /// The longhands that a property stands for.
  static func ids(_ name: String) -> [PropertyID] {
    let table = PropertyTable.shared
    if name == "all" {
      return table.longhands.indices.map(PropertyID.init).filter {
        !["direction", "unicode-bidi"].contains(table.longhands[$0.index].name)
      }
    }
    if let (id, _) = table.longhand(name) { return [id] }
    return table.shorthand(name)?.longhands.compactMap { table.longhand($0)?.0 } ?? []
  }

  static func wideKeyword(_ value: ComponentValues) -> CSSWideKeyword? {
    var cursor = value.cursor
    guard let token = cursor.next(), token.kind == .ident, cursor.isDone else { return nil }
    return CSSWideKeyword(rawValue: token.text.lowercasedASCII)
  }
}
