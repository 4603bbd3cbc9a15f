import Markup

extension ValueCursor {
  /// `<position>` of one, two or four values (three as well, for backgrounds).
  /// `[CSS Values 4, §9.1; CSS Backgrounds 3, §2.6]`
  mutating func position(allowsThree: Bool = false) -> Specified<Position>? {
    attempt { cursor in
      var parts: [PositionPart] = []
      while parts.count < 4, let part = cursor.positionPart() { parts.append(part) }
      // As many parts as make a position; what is left belongs to someone else.
      for count in stride(from: parts.count, to: 0, by: -1) {
        if count == 3, !allowsThree { continue }
        if let position = PositionPart.position(Array(parts.prefix(count))) {
          cursor.position = parts[count - 1].end
          return position
        }
      }
      return nil
    }
  }

  fileprivate mutating func positionPart() -> PositionPart? {
    if let token = peek, token.kind == .ident,
      let keyword = PositionPart.Keyword(rawValue: token.text.lowercasedASCII)
    {
      _ = next()
      return PositionPart(keyword: keyword, offset: nil, end: position)
    }
    guard let offset = lengthPercentage() else { return nil }
    return PositionPart(keyword: nil, offset: offset, end: position)
  }

  /// One axis of a background's position.
  mutating func positionComponent(horizontal: Bool) -> Specified<LengthPercentage>? {
    attempt { cursor in
      guard let first = cursor.positionPart() else { return nil }
      guard let keyword = first.keyword else { return first.offset }
      guard keyword == .center || keyword.isHorizontal == horizontal else { return nil }
      if keyword != .center, let offset = cursor.lengthPercentage() {
        return PositionPart.from(keyword, offset)
      }
      return PositionPart.from(keyword, nil)
    }
  }
}

/// One keyword or offset of a position.
private struct PositionPart {
  enum Keyword: String {
    case left, right, top, bottom, center
    var isHorizontal: Bool { self == .left || self == .right }
    var isVertical: Bool { self == .top || self == .bottom }
  }
  var keyword: Keyword?
  var offset: Specified<LengthPercentage>?
  var end: Int

  static func from(_ keyword: Keyword, _ offset: Specified<LengthPercentage>?)
    -> Specified<LengthPercentage>
  {
    switch keyword {
    case .center: .constant(.percentage(50))
    case .left, .top: offset ?? .constant(.percentage(0))
    case .right, .bottom: offset.map { $0.map(\.fromEnd) } ?? .constant(.percentage(100))
    }
  }

  static func position(_ parts: [PositionPart]) -> Specified<Position>? {
    let center = Specified<LengthPercentage>.constant(.percentage(50))
    func pair(_ x: Specified<LengthPercentage>, _ y: Specified<LengthPercentage>)
      -> Specified<Position>
    { x.with(y).map { Position($0.0, $0.1) } }
    switch parts.count {
    case 1:
      guard let keyword = parts[0].keyword else { return pair(parts[0].offset ?? center, center) }
      return keyword.isVertical
        ? pair(center, from(keyword, nil)) : pair(from(keyword, nil), center)
    case 2:
      let (a, b) = (parts[0], parts[1])
      switch (a.keyword, b.keyword) {
      case (nil, nil): return pair(a.offset ?? center, b.offset ?? center)
      case (let x?, nil):
        guard !x.isVertical else { return nil }
        return pair(from(x, nil), b.offset ?? center)
      case (nil, let y?):
        guard !y.isHorizontal else { return nil }
        return pair(a.offset ?? center, from(y, nil))
      case (let first?, let second?):
        if first.isVertical || second.isHorizontal {
          guard !first.isHorizontal, !second.isVertical else { return nil }
          return pair(from(second, nil), from(first, nil))
        }
        return pair(from(first, nil), from(second, nil))
      }
    default: return edges(parts).map { pair($0.x, $0.y) }
    }
  }

  /// Three or four parts: sides, each with an offset or without.
  private static func edges(_ parts: [PositionPart]) -> (
    x: Specified<LengthPercentage>, y: Specified<LengthPercentage>
  )? {
    var sides: [(keyword: Keyword, offset: Specified<LengthPercentage>?)] = []
    for part in parts {
      if let keyword = part.keyword {
        sides.append((keyword, nil))
      } else {
        guard let last = sides.last, last.offset == nil, last.keyword != .center else {
          return nil
        }
        sides[sides.count - 1].offset = part.offset
      }
    }
    guard sides.count == 2 else { return nil }
    if parts.count == 4, sides.contains(where: { $0.offset == nil }) { return nil }
    let swapped = sides[0].keyword.isVertical || sides[1].keyword.isHorizontal
    let (x, y) = swapped ? (sides[1], sides[0]) : (sides[0], sides[1])
    guard !x.keyword.isVertical, !y.keyword.isHorizontal else { return nil }
    return (from(x.keyword, x.offset), from(y.keyword, y.offset))
  }
}

extension LengthPercentage {
  /// The same distance from the other end: `100% - self`.
  var fromEnd: LengthPercentage {
    switch self {
    case .percentage(let percent): .percentage(100 - percent)
    case .length(0): .percentage(100)
    case .length(let pixels): .calculation(.sum([.percentage(100), .length(-pixels)]))
    case .calculation(let calculation):
      .calculation(.sum([.percentage(100), .negate(calculation)]))
    }
  }
}
