import Markup

/// The syntax of a registered custom property or of a typed `attr()`. `[CSS Properties and Values 1, §2]`
struct CustomPropertySyntax: Sendable {
  private enum Multiplier { case one, spaces, commas }
  private struct Component: Sendable {
    var name: String
    var isType: Bool
    var multiplier: Multiplier
  }
  /// Alternatives; none stands for `*`, which takes anything.
  private var components: [Component]

  /// From the string of `@property`'s `syntax`.
  init?(string: String) { self.init(TokenBuffer(string).all) }

  init?(_ values: ComponentValues) {
    components = []
    var cursor = values.cursor
    if cursor.consumeDelim("*") {
      guard cursor.isDone else { return nil }
      return
    }
    repeat {
      guard let component = Self.component(&cursor) else { return nil }
      components.append(component)
    } while cursor.consumeDelim("|")
    guard cursor.isDone else { return nil }
  }

  private static func component(_ cursor: inout ValueCursor) -> Component? {
    var component: Component
    if cursor.consumeDelim("<") {
      guard let name = cursor.next(), name.kind == .ident, cursor.consumeDelim(">") else {
        return nil
      }
      component = Component(name: name.text, isType: true, multiplier: .one)
      guard types.contains(name.text) else { return nil }
    } else {
      guard let name = cursor.customIdent() else { return nil }
      component = Component(name: name, isType: false, multiplier: .one)
    }
    if cursor.current?.isDelim("+") == true {
      cursor.position += 1
      component.multiplier = .spaces
    } else if cursor.current?.isDelim("#") == true {
      cursor.position += 1
      component.multiplier = .commas
    }
    return component
  }

  private static let types: Set<String> = [
    "length", "number", "percentage", "length-percentage", "string", "color", "image", "url",
    "integer", "angle", "time", "resolution", "transform-function", "transform-list",
    "custom-ident",
  ]

  var isUniversal: Bool { components.isEmpty }

  func accepts(_ values: ComponentValues) -> Bool {
    components.isEmpty || components.contains { Self.matches($0, values) }
  }

  private static func matches(_ component: Component, _ values: ComponentValues) -> Bool {
    var cursor = values.cursor
    guard read(component, &cursor) else { return false }
    while !cursor.isDone {
      switch component.multiplier {
      case .one where component.name != "transform-list": return false
      case .commas: guard cursor.consumeComma() else { return false }
      default: break
      }
      guard read(component, &cursor) else { return false }
    }
    return true
  }

  private static func read(_ component: Component, _ cursor: inout ValueCursor) -> Bool {
    guard component.isType else {
      guard let token = cursor.next(), token.kind == .ident else { return false }
      return token.text == component.name
    }
    switch component.name {
    case "length": return cursor.length() != nil
    case "number": return cursor.number() != nil
    case "percentage": return cursor.percentage() != nil
    case "length-percentage": return cursor.lengthPercentage() != nil
    case "string": return cursor.string() != nil
    case "color": return cursor.color() != nil
    case "image": return cursor.image() != nil
    case "url": return cursor.url() != nil
    case "integer": return cursor.integer() != nil
    case "angle": return cursor.angle(unitlessZero: false) != nil
    case "time": return cursor.time() != nil
    case "resolution": return cursor.resolution() != nil
    case "transform-function", "transform-list": return cursor.transformFunction() != nil
    default: return cursor.customIdent() != nil
    }
  }

  /// The value as it is inherited and substituted: single lengths become pixels, other values stay.
  func computed(_ values: ComponentValues, _ context: ComputeContext) -> ComponentValues {
    guard
      components.contains(where: { $0.isType && ["length", "length-percentage"].contains($0.name) })
    else { return values }
    var cursor = values.cursor
    guard let length = cursor.length(), cursor.isDone else { return values }
    return ComponentValues(tokens: [CSSToken(.dimension, "px", number: length.resolve(context))])
  }
}
