/// Where a property's computed value lies.
struct Slot<Value: Sendable>: Sendable {
  let read: @Sendable (borrowing StyleBuilder) -> Value
  let write: @Sendable (inout StyleBuilder, Value) -> Void
}

typealias StylePath<Group, Value> = any WritableKeyPath<Group, Value> & Sendable

extension Slot {
  // Key paths start at a group, where they are plain offsets: through a computed property they would
  // copy the whole group at each write.
  static func font(_ path: StylePath<FontStyle, Value>) -> Slot {
    Slot({ $0.style.font[keyPath: path] }, write: { $0.style.font[keyPath: path] = $1 })
  }
  static func text(_ path: StylePath<TextStyle, Value>) -> Slot {
    Slot({ $0.style.text[keyPath: path] }, write: { $0.style.text[keyPath: path] = $1 })
  }
  static func box(_ path: StylePath<BoxStyle, Value>) -> Slot {
    Slot({ $0.style.box[keyPath: path] }, write: { $0.style.box[keyPath: path] = $1 })
  }
  static func container(_ path: StylePath<ContainerStyle, Value>) -> Slot {
    Slot({ $0.style.container[keyPath: path] }, write: { $0.style.container[keyPath: path] = $1 })
  }
  static func background(_ path: StylePath<BackgroundStyle, Value>) -> Slot {
    Slot({ $0.style.background[keyPath: path] }, write: { $0.style.background[keyPath: path] = $1 })
  }
  static func border(_ path: StylePath<BorderStyle, Value>) -> Slot {
    Slot({ $0.style.border[keyPath: path] }, write: { $0.style.border[keyPath: path] = $1 })
  }
  static func effects(_ path: StylePath<EffectsStyle, Value>) -> Slot {
    Slot({ $0.style.effects[keyPath: path] }, write: { $0.style.effects[keyPath: path] = $1 })
  }
  static func generated(_ path: StylePath<GeneratedStyle, Value>) -> Slot {
    Slot({ $0.style.generated[keyPath: path] }, write: { $0.style.generated[keyPath: path] = $1 })
  }
  static func pending(_ path: StylePath<PendingValues, Value>) -> Slot {
    Slot({ $0.pending[keyPath: path] }, write: { $0.pending[keyPath: path] = $1 })
  }

  init(
    _ read: @escaping @Sendable (borrowing StyleBuilder) -> Value,
    write: @escaping @Sendable (inout StyleBuilder, Value) -> Void
  ) {
    self.read = read
    self.write = write
  }
}
