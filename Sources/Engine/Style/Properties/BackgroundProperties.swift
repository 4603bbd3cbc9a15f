import Markup
import Scene

/// `[CSS Backgrounds 3, §2; Compositing 1, §9]`
extension PropertyTable {
  mutating func addBackgroundProperties() {
    add("background-color", .background(\.color)) { $0.color() }
    addLayer("background-image", .pending(\.background.images)) { $0.imageOrNone() }
    addLayer("background-position-x", .pending(\.background.positionsX)) {
      $0.positionComponent(horizontal: true)
    }
    addLayer("background-position-y", .pending(\.background.positionsY)) {
      $0.positionComponent(horizontal: false)
    }
    addLayer("background-size", .pending(\.background.sizes)) { $0.backgroundSize() }
    addLayer("background-repeat", .pending(\.background.repeats)) { $0.repeatStyle() }
    addLayer("background-origin", .pending(\.background.origins)) { cursor in
      cursor.backgroundBox(["border-box", "padding-box", "content-box"])
    }
    addLayer("background-clip", .pending(\.background.clips)) { cursor in
      cursor.backgroundBox(["border-box", "padding-box", "content-box", "text"])
    }
    addLayer("background-attachment", .pending(\.background.attachments)) { cursor in
      cursor.keyword().flatMap(BackgroundAttachment.init).map { .constant($0) }
    }
    addLayer("background-blend-mode", .pending(\.background.blendModes)) { $0.blendMode() }
    add(shorthand: "background-position", ["background-position-x", "background-position-y"]) {
      Self.readPositions(&$0, "background")
    }
  }

  /// Adds a row whose value is a list with one entry per layer.
  mutating func addLayer<Value: Sendable>(
    _ name: String, _ slot: Slot<[Value]>,
    _ parse: @escaping @Sendable (inout ValueCursor) -> Specified<Value>?
  ) {
    let isMask = name.hasPrefix("mask")
    let touch: @Sendable (inout StyleBuilder) -> Void = { builder in
      if isMask {
        builder.pending.mask.isTouched = true
      } else {
        builder.pending.background.isTouched = true
      }
    }
    add(
      Longhand(
        name: name, isInherited: false, phase: .rest,
        parse: { cursor in
          var values: [Specified<Value>] = []
          repeat {
            guard let value = parse(&cursor) else { return nil }
            values.append(value)
          } while cursor.consumeComma()
          let list = values.gathered()
          return { builder, context in
            slot.write(&builder, list.resolve(context))
            touch(&builder)
          }
        },
        copy: { source, target in
          slot.write(&target, slot.read(source))
          touch(&target)
        }))
  }

  /// `background-position` and `mask-position`: whole positions between commas.
  static func readPositions(_ reader: inout ShorthandReader, _ prefix: String) -> Bool {
    var positions: [Specified<Position>] = []
    repeat {
      guard let position = reader.cursor.position(allowsThree: true) else { return false }
      positions.append(position)
    } while reader.cursor.consumeComma()
    setPositions(positions, &reader, prefix)
    return true
  }

  static func setPositions(
    _ positions: [Specified<Position>], _ reader: inout ShorthandReader, _ prefix: String
  ) {
    let list = positions.gathered()
    let isMask = prefix == "mask"
    reader.set(prefix + "-position-x") { builder, context in
      let values = list.resolve(context).map(\.x)
      if isMask {
        builder.pending.mask.positionsX = values
      } else {
        builder.pending.background.positionsX = values
      }
      if isMask {
        builder.pending.mask.isTouched = true
      } else {
        builder.pending.background.isTouched = true
      }
    }
    reader.set(prefix + "-position-y") { builder, context in
      let values = list.resolve(context).map(\.y)
      if isMask {
        builder.pending.mask.positionsY = values
      } else {
        builder.pending.background.positionsY = values
      }
      if isMask {
        builder.pending.mask.isTouched = true
      } else {
        builder.pending.background.isTouched = true
      }
    }
  }
}

extension ValueCursor {
  mutating func backgroundSize() -> Specified<BackgroundSize>? {
    if consumeIdent("cover") { return .constant(.cover) }
    if consumeIdent("contain") { return .constant(.contain) }
    guard let width = sizeComponent() else { return nil }
    let height = sizeComponent() ?? .constant(nil)
    return width.with(height).map { .explicit($0.0, $0.1) }
  }

  private mutating func sizeComponent() -> Specified<LengthPercentage?>? {
    if consumeIdent("auto") { return .constant(nil) }
    return lengthPercentage(.nonNegative)?.map { $0 }
  }

  mutating func repeatStyle() -> Specified<Pair<BackgroundRepeat>>? {
    guard let token = peek, token.kind == .ident else { return nil }
    switch token.text.lowercasedASCII {
    case "repeat-x":
      _ = next()
      return .constant(Pair(.repeat, .noRepeat))
    case "repeat-y":
      _ = next()
      return .constant(Pair(.noRepeat, .repeat))
    default:
      guard let x = repeatKeyword() else { return nil }
      return .constant(Pair(x, repeatKeyword() ?? x))
    }
  }

  private mutating func repeatKeyword() -> BackgroundRepeat? {
    guard let token = peek, token.kind == .ident,
      let value = BackgroundRepeat(rawValue: token.text.lowercasedASCII)
    else { return nil }
    _ = next()
    return value
  }

  mutating func backgroundBox(_ names: Set<String>) -> Specified<BackgroundBox>? {
    guard let token = peek, token.kind == .ident else { return nil }
    let name = token.text.lowercasedASCII
    guard names.contains(name), let box = BackgroundBox(rawValue: name) else { return nil }
    _ = next()
    return .constant(box)
  }

  mutating func blendMode() -> Specified<BlendMode>? {
    keyword().flatMap(BlendMode.init).map { .constant($0) }
  }
}
