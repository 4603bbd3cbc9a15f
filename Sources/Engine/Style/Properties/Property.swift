import Markup

/// Applies one parsed value to a style.
typealias Setter = @Sendable (inout StyleBuilder, ComputeContext) -> Void

/// When a property is applied: others need its computed value.
enum Phase: Int, Sendable {
  /// Fonts, color, writing mode; relative units refer to the parent's font.
  case font
  /// `line-height`, which `lh` refers to.
  case lineHeight
  case rest
}

/// One row of the property table: a property that is not a shorthand.
struct Longhand: Sendable {
  let name: String
  let isInherited: Bool
  let phase: Phase
  /// Reads the whole value; what is left over makes it invalid.
  let parse: @Sendable (inout ValueCursor) -> Setter?
  /// Takes the computed value from another style: the parent's, or the initial one.
  let copy: @Sendable (StyleBuilder, inout StyleBuilder) -> Void
}

/// A property that stands for several.
struct Shorthand: Sendable {
  let name: String
  let longhands: [String]
  let parse: @Sendable (inout ShorthandReader) -> Bool
}

/// The handle of a longhand in the table.
struct PropertyID: Sendable, Hashable {
  let index: Int
}

/// A longhand and what a declaration says of it.
struct Assignment: Sendable {
  enum Action: Sendable {
    case set(Setter)
    case keyword(CSSWideKeyword)
  }
  let property: PropertyID
  let action: Action
}

/// What a shorthand's parser reads from and writes to.
struct ShorthandReader {
  var cursor: ValueCursor
  private(set) var assignments: [Assignment] = []

  init(_ cursor: ValueCursor) { self.cursor = cursor }

  /// Reads a longhand's value from the cursor.
  mutating func take(_ name: String) -> Bool {
    guard let (id, longhand) = PropertyTable.shared.longhand(name),
      let setter = cursor.attempt({ longhand.parse(&$0) })
    else { return false }
    assignments.append(Assignment(property: id, action: .set(setter)))
    return true
  }

  /// Reads a longhand's value from other component values, all of them.
  mutating func take(_ name: String, from values: ComponentValues) -> Bool {
    guard let (id, longhand) = PropertyTable.shared.longhand(name) else { return false }
    var cursor = values.cursor
    guard let setter = longhand.parse(&cursor), cursor.isDone else { return false }
    assignments.append(Assignment(property: id, action: .set(setter)))
    return true
  }

  mutating func reset(_ names: String...) { reset(names) }

  /// Sets longhands to their initial values.
  mutating func reset(_ names: [String]) {
    for name in names {
      guard let (id, _) = PropertyTable.shared.longhand(name) else { continue }
      assignments.append(Assignment(property: id, action: .keyword(.initial)))
    }
  }

  mutating func set(_ name: String, _ setter: @escaping Setter) {
    guard let (id, _) = PropertyTable.shared.longhand(name) else { return }
    assignments.append(Assignment(property: id, action: .set(setter)))
  }

  /// Reads each of the longhands at most once, in any order, and resets those that are not there.
  /// At least one must be there.
  mutating func takeAnyOrder(_ names: [String]) -> Bool {
    var left = names
    while !cursor.isDone {
      guard let index = left.firstIndex(where: { take($0) }) else { return false }
      left.remove(at: index)
    }
    guard left.count < names.count else { return false }
    reset(left)
    return true
  }

  /// Reads one to four values for top, right, bottom and left.
  mutating func takeSides(_ names: [String]) -> Bool {
    var starts: [ComponentValues] = []
    while starts.count < 4, !cursor.isDone {
      cursor.skipWhitespace()
      let start = cursor.position
      guard let (_, longhand) = PropertyTable.shared.longhand(names[0]),
        cursor.attempt({ longhand.parse(&$0) }) != nil
      else { return false }
      starts.append(cursor.values(from: start))
    }
    guard !starts.isEmpty, cursor.isDone else { return false }
    let order = [[0, 0, 0, 0], [0, 1, 0, 1], [0, 1, 2, 1], [0, 1, 2, 3]][starts.count - 1]
    return zip(names, order).allSatisfy { take($0, from: starts[$1]) }
  }

  /// Reads one or two values for two longhands; one value is for both.
  mutating func takePair(_ first: String, _ second: String) -> Bool {
    cursor.skipWhitespace()
    let start = cursor.position
    guard take(first) else { return false }
    if cursor.isDone { return take(second, from: cursor.values(from: start)) }
    return take(second)
  }
}
