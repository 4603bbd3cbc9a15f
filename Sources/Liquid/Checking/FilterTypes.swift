import Dataset
import Findings

/// Filters: what they may be used on, and what they give.
extension TypeChecker {
  mutating func known(_ pipeline: Pipeline) -> Known {
    var value = known(pipeline.base)
    for filter in pipeline.filters { value = apply(filter, to: value) }
    return value
  }

  private mutating func apply(_ call: FilterCall, to value: Known) -> Known {
    let arguments = call.arguments.map { ($0, known($0)) }
    for keyword in call.keywords { _ = known(keyword.value) }
    guard let filter = call.definition else { return value }
    if !accepts(value, filter.input) {
      reporter.report(
        .typeMismatch,
        "“\(call.name)” takes \(filter.input.description), and \(value.name) is "
          + value.type.description,
        at: call.location)
      return Known(type: .unknown, name: value.name)
    }
    if filter.takesNumbers {
      for (_, argument) in arguments {
        guard let kind = argument.type.kind, kind != .number, !argument.isNumericText else {
          continue
        }
        reporter.report(
          .typeMismatch,
          "“\(call.name)” takes numbers, and \(argument.name) is \(argument.type.description)",
          at: call.location)
      }
    }
    checkLiterals(call, value, arguments.map(\.1))
    var result = value
    result.literal = nil
    result.type = type(of: call, filter, value, arguments.map(\.1))
    if call.name == "default", let replacement = arguments.first?.1 {
      result.optionalPaths = replacement.optionalPaths
    } else if filter.input == .list || filter.name == "size" {
      result.optionalPaths = []
    }
    return result
  }

  private func accepts(_ value: Known, _ input: FilterDefinition.Input) -> Bool {
    // What a literal holds is the author's own business, and seen at once.
    guard let kind = value.type.kind, value.literal == nil else { return true }
    return switch input {
    case .any: true
    case .text: kind == .text
    case .scalar: kind != .list && kind != .object
    case .number: kind == .number
    case .date: kind == .date
    case .list: kind == .list
    case .textOrList: kind == .text || kind == .list || kind == .object
    case .numberOrList: kind == .number || kind == .list
    }
  }

  /// What literal arguments reveal: fields of a table, currencies, patterns of dates.
  private func checkLiterals(_ call: FilterCall, _ value: Known, _ arguments: [Known]) {
    guard case .string(let text)? = arguments.first?.literal else { return }
    switch call.name {
    case "map", "where", "reject", "find", "find_index", "has", "sort", "sort_natural", "sum",
      "uniq":
      guard case .list(.object(let fields)) = value.type, fields[text] == nil else { return }
      reporter.report(
        .unknownMember, "the items of \(value.name) have no “\(text)”", at: call.location,
        suggestion: suggestion(for: text, among: fields.names))
    case "currency":
      if !LocaleFormats.isCurrency(text.uppercased()) {
        reporter.report(
          .filterArguments, "“\(text)” is no currency of ISO 4217", at: call.location)
      }
    case "date":
      for directive in DatePattern(text).unknownDirectives {
        reporter.report(
          .filterArguments, "“\(directive)” means nothing in a date’s pattern", at: call.location)
      }
    default: break
    }
  }

  private func type(
    of call: FilterCall, _ filter: FilterDefinition, _ value: Known, _ arguments: [Known]
  ) -> StaticType {
    if call.name == "compact", value.type.kind == .number { return .string }
    switch filter.result {
    case .string: return .string
    case .integer: return .integer
    case .boolean: return .boolean
    case .strings: return .list(of: .string)
    case .unknown: return .unknown
    case .input: return value.type
    case .number:
      if call.name == "round" { return arguments.isEmpty ? .integer : .decimal }
      if call.name == "sum" { return .decimal }
      let types = [value.type] + arguments.map(\.type)
      if types.allSatisfy({ $0 == .integer }) { return .integer }
      return types.contains(.unknown) ? .unknown : .decimal
    case .item:
      switch value.type {
      case .list(let item): return item
      case .string: return .string
      default: return .unknown
      }
    case .field:
      guard case .list(.object(let fields)) = value.type,
        case .string(let name)? = arguments.first?.literal, let field = fields[name]
      else { return .list(of: .unknown) }
      return .list(of: field.type)
    case .inputOrArgument:
      guard let argument = arguments.first else { return value.type }
      return argument.type.kind == value.type.kind ? value.type : .unknown
    }
  }
}

extension FilterDefinition.Input {
  /// How messages call it.
  fileprivate var description: String {
    switch self {
    case .any: "anything"
    case .text: "a text"
    case .scalar: "a single value"
    case .number: "a number"
    case .date: "a date"
    case .list: "a list"
    case .textOrList: "a text or a list"
    case .numberOrList: "a number or a list"
    }
  }
}
