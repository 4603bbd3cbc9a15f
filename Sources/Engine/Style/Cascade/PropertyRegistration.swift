import Markup

/// `@property`. `[CSS Properties and Values 1, §3]`
struct PropertyRegistration: Sendable {
  let name: String
  let syntax: CustomPropertySyntax
  let inherits: Bool
  let initialValue: ComponentValues?

  /// Nil where a descriptor is missing or does not fit.
  init?(_ prelude: ComponentValues, _ declarations: [Declaration]) {
    var cursor = prelude.cursor
    guard let name = cursor.next(), name.kind == .ident, name.text.hasPrefix("--"), cursor.isDone
    else { return nil }
    self.name = name.text
    var syntax: CustomPropertySyntax?
    var inherits: Bool?
    var initialValue: ComponentValues?
    for declaration in declarations {
      var cursor = declaration.value.cursor
      switch declaration.name {
      case "syntax": syntax = cursor.string().flatMap(CustomPropertySyntax.init(string:))
      case "inherits":
        switch cursor.keyword() {
        case "true": inherits = true
        case "false": inherits = false
        default: break
        }
      case "initial-value": initialValue = declaration.value
      default: break
      }
    }
    guard let syntax, let inherits else { return nil }
    if let initialValue {
      guard syntax.accepts(initialValue) else { return nil }
    } else if !syntax.isUniversal {
      return nil
    }
    self.syntax = syntax
    self.inherits = inherits
    self.initialValue = initialValue
  }
}
