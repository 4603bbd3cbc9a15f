import Markup

/// `[CSS Backgrounds 3, §6]`
extension PropertyTable {
  mutating func addBorderImageProperties() {
    add("border-image-source", .pending(\.borderImage.source)) { $0.imageOrNone() }
    addBorderSlice(
      "border-image-slice", .pending(\.borderImage.slice), .pending(\.borderImage.fill))
    add("border-image-width", .pending(\.borderImage.width)) { $0.borderImageWidth() }
    add("border-image-outset", .pending(\.borderImage.outset)) { $0.borderImageOutset() }
    add("border-image-repeat", .pending(\.borderImage.repeatStyle)) { $0.borderImageRepeat() }
  }

  mutating func addBorderSlice(
    _ name: String, _ slice: Slot<Sides<BorderImage.Slice>>, _ fill: Slot<Bool>
  ) {
    add(
      Longhand(
        name: name, isInherited: false, phase: .rest,
        parse: { cursor in
          var fills = cursor.consumeIdent("fill")
          var values: [Specified<BorderImage.Slice>] = []
          while values.count < 4 {
            if let number = cursor.number(.nonNegative) {
              values.append(number.map { .number($0) })
            } else if let percentage = cursor.percentage(.nonNegative) {
              values.append(percentage.map { .percentage($0) })
            } else {
              break
            }
          }
          guard !values.isEmpty else { return nil }
          if !fills { fills = cursor.consumeIdent("fill") }
          let list = values.gathered()
          return { [fills] builder, context in
            slice.write(&builder, Sides(oneToFour: list.resolve(context)))
            fill.write(&builder, fills)
          }
        },
        copy: { source, target in
          slice.write(&target, slice.read(source))
          fill.write(&target, fill.read(source))
        }))
  }
}

extension ValueCursor {
  mutating func borderImageWidth() -> Specified<Sides<BorderImage.Width>>? {
    var values: [Specified<BorderImage.Width>] = []
    while values.count < 4 {
      if consumeIdent("auto") {
        values.append(.constant(.auto))
      } else if let number = number(.nonNegative) {
        values.append(number.map { .number($0) })
      } else if let length = lengthPercentage(.nonNegative) {
        values.append(length.map { .lengthPercentage($0) })
      } else {
        break
      }
    }
    return values.isEmpty ? nil : values.gathered().map { Sides(oneToFour: $0) }
  }

  mutating func borderImageOutset() -> Specified<Sides<BorderImage.Outset>>? {
    var values: [Specified<BorderImage.Outset>] = []
    while values.count < 4 {
      if let number = number(.nonNegative) {
        values.append(number.map { .number($0) })
      } else if let length = length(.nonNegative) {
        values.append(length.map { .length($0) })
      } else {
        break
      }
    }
    return values.isEmpty ? nil : values.gathered().map { Sides(oneToFour: $0) }
  }

  mutating func borderImageRepeat() -> Specified<Pair<BorderImage.Repeat>>? {
    func read(_ cursor: inout ValueCursor) -> BorderImage.Repeat? {
      guard let token = cursor.peek, token.kind == .ident,
        let value = BorderImage.Repeat(rawValue: token.text.lowercasedASCII)
      else { return nil }
      _ = cursor.next()
      return value
    }
    guard let x = read(&self) else { return nil }
    return .constant(Pair(x, read(&self) ?? x))
  }
}
