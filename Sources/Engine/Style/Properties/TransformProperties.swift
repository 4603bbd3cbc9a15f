import Markup
import Scene

/// `[CSS Transforms 1 and 2]`
extension PropertyTable {
  mutating func addTransformProperties() {
    add("transform", .effects(\.transform)) { cursor in
      if cursor.consumeIdent("none") { return .constant([]) }
      var functions: [Specified<TransformFunction>] = []
      while !cursor.isDone {
        guard let function = cursor.transformFunction() else { return nil }
        functions.append(function)
      }
      return functions.isEmpty ? nil : functions.gathered()
    }
    add("translate", .effects(\.translate)) { cursor in
      if cursor.consumeIdent("none") { return .constant(nil) }
      guard let x = cursor.lengthPercentage() else { return nil }
      let y = cursor.lengthPercentage() ?? .constant(.zero)
      let z = cursor.isDone ? .constant(0) : cursor.length()
      guard let z else { return nil }
      return x.with(y).with(z).map { .translate($0.0.0, $0.0.1, $0.1) }
    }
    add("scale", .effects(\.scale)) { cursor in
      if cursor.consumeIdent("none") { return .constant(nil) }
      guard let x = cursor.numberOrPercentage() else { return nil }
      let y = cursor.numberOrPercentage() ?? x
      let z = cursor.isDone ? .constant(1) : cursor.numberOrPercentage()
      guard let z else { return nil }
      return x.with(y).with(z).map { .scale($0.0.0, $0.0.1, $0.1) }
    }
    add("rotate", .effects(\.rotate)) { $0.rotation() }
    add("transform-origin", .effects(\.transformOrigin)) { cursor in
      guard let position = cursor.twoValuePosition() else { return nil }
      let z = cursor.isDone ? .constant(0) : cursor.length()
      guard let z else { return nil }
      return position.with(z).map { position, z in
        var origin = TransformOrigin()
        origin.position = position
        origin.z = z
        return origin
      }
    }
    add(keywords: "transform-box", .effects(\.transformBox))
    add(choices: "transform-style", .effects(\.preserves3D), ["flat": false, "preserve-3d": true])
    add("perspective", .effects(\.perspective)) { cursor in
      if cursor.consumeIdent("none") { return .constant(nil) }
      return cursor.length(.nonNegative)?.map { $0 }
    }
    add("perspective-origin", .effects(\.perspectiveOrigin)) { $0.position() }
    add(
      choices: "backface-visibility", .effects(\.backfaceVisible),
      ["visible": true, "hidden": false])
  }
}

extension ValueCursor {
  /// A position of one or two values, so that a third may be the depth.
  fileprivate mutating func twoValuePosition() -> Specified<Position>? {
    for count in [2, 1] {
      let result: Specified<Position>? = attempt { cursor in
        cursor.skipWhitespace()
        let start = cursor.position
        for _ in 0..<count { guard cursor.next() != nil else { return nil } }
        var part = cursor.values(from: start).cursor
        guard let position = part.position(), part.isDone else { return nil }
        return position
      }
      if let result { return result }
    }
    return nil
  }

  fileprivate mutating func rotation() -> Specified<TransformFunction?>? {
    if consumeIdent("none") { return .constant(nil) }
    if let angle = angle() {
      guard let axis = rotationAxis() ?? (isDone ? .constant([0, 0, 1]) : nil) else { return nil }
      return axis.with(angle).map { axis, angle in
        .rotate(x: axis[0], y: axis[1], z: axis[2], angle: angle)
      }
    }
    guard let axis = rotationAxis(), let angle = angle() else { return nil }
    return axis.with(angle).map { axis, angle in
      .rotate(x: axis[0], y: axis[1], z: axis[2], angle: angle)
    }
  }

  private mutating func rotationAxis() -> Specified<[Double]>? {
    if consumeIdent("x") { return .constant([1, 0, 0]) }
    if consumeIdent("y") { return .constant([0, 1, 0]) }
    if consumeIdent("z") { return .constant([0, 0, 1]) }
    return attempt { cursor in
      guard let x = cursor.number(), let y = cursor.number(), let z = cursor.number() else {
        return nil
      }
      return [x, y, z].gathered()
    }
  }

  mutating func transformFunction() -> Specified<TransformFunction>? {
    guard let token = peek, token.kind == .function, var inner = block() else { return nil }
    guard let function = inner.transform(token.text.lowercasedASCII), inner.isDone else {
      return nil
    }
    return function
  }

  /// Values between commas, read by one parser; nil where one fails or there are too few or too many.
  private mutating func list<Value: Sendable>(
    _ counts: ClosedRange<Int>, _ parse: (inout ValueCursor) -> Specified<Value>?
  ) -> [Specified<Value>]? {
    var values: [Specified<Value>] = []
    repeat {
      guard let value = parse(&self) else { return nil }
      values.append(value)
    } while consumeComma()
    return counts.contains(values.count) ? values : nil
  }

  private mutating func transform(_ name: String) -> Specified<TransformFunction>? {
    switch name {
    case "matrix":
      return list(6...6) { $0.number() }?.gathered().map {
        .matrix(AffineTransform(a: $0[0], b: $0[1], c: $0[2], d: $0[3], tx: $0[4], ty: $0[5]))
      }
    case "matrix3d": return list(16...16) { $0.number() }?.gathered().map { .matrix3D($0) }
    case "translate":
      return list(1...2) { $0.lengthPercentage() }?.gathered().map {
        .translate($0[0], $0.count > 1 ? $0[1] : .zero, 0)
      }
    case "translatex": return lengthPercentage()?.map { .translate($0, .zero, 0) }
    case "translatey": return lengthPercentage()?.map { .translate(.zero, $0, 0) }
    case "translatez": return length()?.map { .translate(.zero, .zero, $0) }
    case "translate3d":
      guard let x = lengthPercentage(), consumeComma(), let y = lengthPercentage(),
        consumeComma(), let z = length()
      else { return nil }
      return x.with(y).with(z).map { .translate($0.0.0, $0.0.1, $0.1) }
    case "scale":
      return list(1...2) { $0.numberOrPercentage() }?.gathered().map {
        .scale($0[0], $0.count > 1 ? $0[1] : $0[0], 1)
      }
    case "scalex": return numberOrPercentage()?.map { .scale($0, 1, 1) }
    case "scaley": return numberOrPercentage()?.map { .scale(1, $0, 1) }
    case "scalez": return numberOrPercentage()?.map { .scale(1, 1, $0) }
    case "scale3d":
      return list(3...3) { $0.numberOrPercentage() }?.gathered().map { .scale($0[0], $0[1], $0[2]) }
    case "rotate", "rotatez": return angle()?.map { .rotate(x: 0, y: 0, z: 1, angle: $0) }
    case "rotatex": return angle()?.map { .rotate(x: 1, y: 0, z: 0, angle: $0) }
    case "rotatey": return angle()?.map { .rotate(x: 0, y: 1, z: 0, angle: $0) }
    case "rotate3d":
      guard let x = number(), consumeComma(), let y = number(), consumeComma(),
        let z = number(), consumeComma(), let angle = angle()
      else { return nil }
      return [x, y, z, angle].gathered().map {
        .rotate(x: $0[0], y: $0[1], z: $0[2], angle: $0[3])
      }
    case "skew":
      return list(1...2) { $0.angle() }?.gathered().map {
        .skew($0[0], $0.count > 1 ? $0[1] : 0)
      }
    case "skewx": return angle()?.map { .skew($0, 0) }
    case "skewy": return angle()?.map { .skew(0, $0) }
    case "perspective":
      if consumeIdent("none") { return .constant(.perspective(nil)) }
      return length(.nonNegative)?.map { .perspective($0) }
    default: return nil
    }
  }
}
