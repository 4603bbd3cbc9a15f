import Findings
import Markup

/// A rule's declarations, read once and applied to every element that the rule matches.
final class DeclarationBlock: Sendable {
  let normal: DeclarationList
  let important: DeclarationList

  init(normal: DeclarationList, important: DeclarationList) {
    self.normal = normal
    self.important = important
  }

  /// - Parameter findings: takes one finding per declaration that is dropped.
  static func compile(_ declarations: [Declaration], _ findings: inout [Finding])
    -> DeclarationBlock
  {
    var normal = DeclarationList()
    var important = DeclarationList()
    for declaration in declarations {
      if declaration.isImportant {
        important.append(declaration, &findings)
      } else {
        normal.append(declaration, &findings)
      }
    }
    return DeclarationBlock(normal: normal, important: important)
  }
}

/// Declarations of one importance, in source order.
struct DeclarationList: Sendable {
  private(set) var custom: [(name: String, value: ComponentValues)] = []
  /// By phase: what to apply when.
  private(set) var phases: [[DeclarationItem]] = [[], [], []]
  private(set) var hasPending = false
  private(set) var hasRevert = false
  /// Whether an `attr()` makes the style depend on more than the matched rules.
  private(set) var readsAttributes = false

  var isEmpty: Bool { custom.isEmpty && phases.allSatisfy(\.isEmpty) }

  mutating func append(_ assignments: [Assignment]) {
    let table = PropertyTable.shared
    for assignment in assignments {
      phases[table.longhands[assignment.property.index].phase.rawValue].append(
        .assign(assignment))
      if case .keyword(let keyword) = assignment.action,
        keyword == .revert || keyword == .revertLayer
      {
        hasRevert = true
      }
    }
  }

  mutating func append(_ declaration: Declaration, _ findings: inout [Finding]) {
    if declaration.isCustomProperty {
      appendCustom(declaration, &findings)
      return
    }
    do {
      switch try DeclarationParser.parse(declaration.name, declaration.value) {
      case .assignments(let assignments): append(assignments)
      case .inert: break
      case .pending: appendPending(declaration)
      }
    } catch {
      findings.append(Self.finding(declaration, error))
    }
  }

  private mutating func appendCustom(_ declaration: Declaration, _ findings: inout [Finding]) {
    guard Substitution.isWellFormed(declaration.value) else {
      findings.append(Self.finding(declaration, .invalidValue))
      return
    }
    if Self.usesAttributes(declaration.value) { readsAttributes = true }
    custom.append((declaration.name, declaration.value))
  }

  private static func usesAttributes(_ value: ComponentValues) -> Bool {
    value.tokens.contains { $0.isFunction("attr") }
  }

  private mutating func appendPending(_ declaration: Declaration) {
    let pending = PendingDeclaration(name: declaration.name, value: declaration.value)
    if Self.usesAttributes(declaration.value) { readsAttributes = true }
    let table = PropertyTable.shared
    let wanted = Set(pending.longhands.map { table.longhands[$0.index].phase.rawValue })
    for phase in wanted.sorted() { phases[phase].append(.pending(pending)) }
    hasPending = true
    hasRevert = hasRevert || declaration.value.tokens.contains { $0.isIdent("revert") }
  }

  private static func finding(_ declaration: Declaration, _ problem: DeclarationProblem) -> Finding
  {
    var place = declaration.value.buffer.place(ofTokenAt: declaration.token)
    let name = declaration.name
    let value = shortened(declaration.value.text)
    place.sample = "\(name): \(value)"
    switch problem {
    case .unknownProperty:
      // `mso-` is for the mail programs of Microsoft Office.
      if name.hasPrefix("-") || name.hasPrefix("_") || name.hasPrefix("mso-") {
        return Finding(.cssHack, "The property “\(name)” is for another browser", at: place)
      }
      return Finding(
        .unsupportedProperty, "The property “\(name)” is not supported", at: place,
        suggestion: suggestion(for: name, among: PropertyTable.shared.names))
    case .invalidValue:
      // A value with a vendor's prefix is a fallback for that vendor.
      let isHack =
        value.hasPrefix("-moz-") || value.hasPrefix("-ms-") || value.hasPrefix("-o-")
        || value.hasPrefix("-webkit-") || value.hasSuffix("\\9")
      return Finding(
        isHack ? .cssHack : .invalidValue,
        value.isEmpty
          ? "The property “\(name)” has no value"
          : "The property “\(name)” does not take the value “\(value)”", at: place)
    }
  }
}

enum DeclarationItem: Sendable {
  case assign(Assignment)
  case pending(PendingDeclaration)
}

/// A declaration whose value is known only once an element's custom properties are.
final class PendingDeclaration: Sendable {
  let name: String
  let value: ComponentValues
  let longhands: [PropertyID]

  init(name: String, value: ComponentValues) {
    self.name = name
    self.value = value
    longhands = DeclarationParser.ids(name)
  }

  /// What it assigns with everything put in; where that is invalid, all is unset. `[CSS Variables 1, §3.1]`
  func assignments(_ substitution: Substitution) -> [Assignment] {
    if let value = substitution.apply(value)?.trimmed, !value.isEmpty,
      let assignments = DeclarationParser.assignments(name, value)
    {
      return assignments
    }
    return longhands.map { Assignment(property: $0, action: .keyword(.unset)) }
  }
}
