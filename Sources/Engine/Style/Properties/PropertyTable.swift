import Markup

/// All properties that Platen knows: one row each, shorthands and aliases beside them.
struct PropertyTable: Sendable {
  private(set) var longhands: [Longhand] = []
  private var ids: [String: PropertyID] = [:]
  private var shorthands: [String: Shorthand] = [:]
  private var aliases: [String: String] = [:]
  /// Properties that are valid and have no effect on a still picture.
  private var ignored: Set<String> = []

  static let shared: PropertyTable = {
    var table = PropertyTable()
    table.addFontProperties()
    table.addTextProperties()
    table.addTextDecorationProperties()
    table.addBoxProperties()
    table.addSizeProperties()
    table.addFlexProperties()
    table.addLegacyFlexProperties()
    table.addGridProperties()
    table.addColumnProperties()
    table.addBackgroundProperties()
    table.addMaskProperties()
    table.addBorderProperties()
    table.addBorderImageProperties()
    table.addEffectProperties()
    table.addTransformProperties()
    table.addGeneratedProperties()
    table.addListAndTableProperties()
    table.addSVGProperties()
    table.addContainerProperties()
    table.addLogicalProperties()
    table.addShorthands()
    table.addAliases()
    table.addInertProperties()
    return table
  }()

  // MARK: Asking

  /// A longhand by its name, aliases resolved.
  func longhand(_ name: String) -> (PropertyID, Longhand)? {
    guard let id = ids[aliases[name] ?? name] else { return nil }
    return (id, longhands[id.index])
  }

  func shorthand(_ name: String) -> Shorthand? { shorthands[aliases[name] ?? name] }

  func isIgnored(_ name: String) -> Bool { ignored.contains(aliases[name] ?? name) }

  func knows(_ name: String) -> Bool {
    let name = aliases[name] ?? name
    return ids[name] != nil || shorthands[name] != nil || ignored.contains(name) || name == "all"
  }

  /// Every name, for suggestions.
  var names: [String] { (Array(ids.keys) + Array(shorthands.keys) + Array(ignored)).sorted() }

  // MARK: Building

  /// Adds a row whose computed value is one value in one place.
  mutating func add<Value: Sendable>(
    _ name: String, _ slot: Slot<Value>, inherited: Bool = false, phase: Phase = .rest,
    _ parse: @escaping @Sendable (inout ValueCursor) -> Specified<Value>?
  ) {
    add(
      Longhand(
        name: name, isInherited: inherited, phase: phase,
        parse: { cursor in
          guard let value = parse(&cursor) else { return nil }
          switch value {
          case .constant(let value): return { builder, _ in slot.write(&builder, value) }
          case .computed(let compute):
            return { builder, context in slot.write(&builder, compute(context)) }
          }
        },
        copy: { source, target in slot.write(&target, slot.read(source)) }))
  }

  /// Adds a row that takes the keywords of an enumeration.
  mutating func add<Value: RawRepresentable & Sendable>(
    keywords name: String, _ slot: Slot<Value>, inherited: Bool = false, phase: Phase = .rest,
    also others: [String: Value] = [:], except excluded: Set<String> = []
  ) where Value.RawValue == String {
    add(name, slot, inherited: inherited, phase: phase) { cursor in
      guard let keyword = cursor.keyword(), !excluded.contains(keyword) else { return nil }
      return (Value(rawValue: keyword) ?? others[keyword]).map { .constant($0) }
    }
  }

  /// Adds a row that takes keywords for values of any kind.
  mutating func add<Value: Sendable>(
    choices name: String, _ slot: Slot<Value>, inherited: Bool = false, phase: Phase = .rest,
    _ choices: [String: Value]
  ) {
    add(name, slot, inherited: inherited, phase: phase) { cursor in
      guard let keyword = cursor.keyword() else { return nil }
      return choices[keyword].map { .constant($0) }
    }
  }

  mutating func add(_ longhand: Longhand) {
    ids[longhand.name] = PropertyID(index: longhands.count)
    longhands.append(longhand)
  }

  mutating func add(
    shorthand name: String, _ longhands: [String],
    _ parse: @escaping @Sendable (inout ShorthandReader) -> Bool
  ) {
    shorthands[name] = Shorthand(name: name, longhands: longhands, parse: parse)
  }

  mutating func add(alias: String, for name: String) { aliases[alias] = name }

  mutating func ignore(_ names: String) {
    ignored.formUnion(names.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
