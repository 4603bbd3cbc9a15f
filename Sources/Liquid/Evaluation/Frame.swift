import Dataset

/// The variables of a template while it runs; a snippet called by `render` gets a frame of its own.
struct Frame {
  /// What one name means.
  struct Slot {
    /// A loop's variable or a snippet's argument: hides what follows.
    var scoped: Cell?
    /// `assign` and `capture`.
    var assigned: Cell?
    /// `increment` and `decrement`.
    var counter: Int64?
    var global = Global.unknown
  }

  /// What the globals say of a name, asked once.
  enum Global {
    case unknown, absent
    case value(Cell)
  }

  var slots: [Slot]
  /// The next turn of each `cycle`.
  var cycles: [String: Int] = [:]
  /// Where each loop stopped.
  var offsets: [String: Int] = [:]
  /// The innermost `for`.
  var loop: LoopState?
  /// Inside a `render`ed snippet only what is shared by all templates is seen of the globals.
  let isSnippet: Bool

  init(count: Int, isSnippet: Bool) {
    slots = Array(repeating: Slot(), count: count)
    self.isSnippet = isSnippet
  }

  /// The globals that every snippet sees.
  static let sharedNames: Set<String> = ["campaign", "format", "colorway"]

  mutating func grow(to count: Int) {
    while slots.count < count { slots.append(Slot()) }
  }
}
