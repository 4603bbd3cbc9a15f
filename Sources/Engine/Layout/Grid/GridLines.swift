import Scene

/// One axis of the explicit grid: track sizes and the names of its lines. `[CSS Grid 1, §7]`
struct GridLines {
  var tracks: [TrackSize] = []
  /// One more than tracks.
  var names: [[String]] = [[]]
  /// The tracks that `auto-fit` collapses when they are empty.
  var autoFit: Range<Int>?

  /// Lines and tracks beyond this are clamped.
  static let limit = 1000

  /// - Parameters:
  ///   - available: the content box's size for `auto-fill`; nil where it is indefinite.
  ///   - minimum: the least size to fill when `available` is nil.
  init(
    _ template: TrackTemplate, areas: [String: Range<Int>], areaCount: Int,
    available: LayoutUnit?, minimum: LayoutUnit?, gap: LayoutUnit, automatic: [TrackSize]
  ) {
    // A subgrid of no grid has no template. [CSS Grid 2, §9]
    var fixed = template.isSubgrid ? [] : template.entries
    // The one automatic repetition is expanded by the room that the other tracks leave.
    if let index = fixed.firstIndex(where: Self.isAutoRepeat),
      case .repeated(let kind, let entries) = fixed[index]
    {
      let others = Self.expand(fixed.enumerated().filter { $0.offset != index }.map(\.element))
      let count = Self.repetitions(
        of: entries, beside: others.tracks, available: available, minimum: minimum, gap: gap)
      let before = Self.expand(Array(fixed[..<index])).tracks.count
      fixed[index] = .repeated(.count(count), entries)
      if kind == .autoFit {
        autoFit = before..<before + count * Self.expand(entries).tracks.count
      }
    }
    (tracks, names) = Self.expand(fixed)
    if tracks.count > Self.limit {
      tracks.removeLast(tracks.count - Self.limit)
      names.removeLast(names.count - Self.limit - 1)
    }
    var next = 0
    while tracks.count < min(areaCount, Self.limit) {
      tracks.append(automatic.isEmpty ? .auto : automatic[next % automatic.count])
      next += 1
      names.append([])
    }
    name(areas)
  }

  /// Names the lines around areas. `[CSS Grid 1, §7.3.2]`
  mutating func name(_ areas: [String: Range<Int>]) {
    for (name, range) in areas.sorted(by: { $0.key < $1.key }) where range.upperBound < names.count
    {
      names[range.lowerBound].append(name + "-start")
      names[range.upperBound].append(name + "-end")
    }
  }

  private static func isAutoRepeat(_ entry: TrackEntry) -> Bool {
    if case .repeated(let count, _) = entry {
      switch count {
      case .count: return false
      default: return true
      }
    }
    return false
  }

  private static func expand(_ entries: [TrackEntry]) -> (tracks: [TrackSize], names: [[String]]) {
    var tracks: [TrackSize] = []
    var names: [[String]] = [[]]
    for entry in entries {
      switch entry {
      case .lineNames(let list): names[names.count - 1] += list
      case .track(let size):
        tracks.append(size)
        names.append([])
      case .repeated(let count, let inner):
        guard case .count(let number) = count else { continue }
        let part = expand(inner)
        for _ in 0..<max(0, min(number, limit)) where tracks.count < limit {
          tracks += part.tracks
          names[names.count - 1] += part.names[0]
          names += part.names.dropFirst()
        }
      }
    }
    return (tracks, names)
  }

  /// `[CSS Grid 1, §7.2.3.2]`
  private static func repetitions(
    of entries: [TrackEntry], beside others: [TrackSize], available: LayoutUnit?,
    minimum: LayoutUnit?, gap: LayoutUnit
  ) -> Int {
    let part = expand(entries).tracks
    guard !part.isEmpty, let room = available ?? minimum else { return 1 }
    func size(_ track: TrackSize) -> LayoutUnit {
      func fixed(_ breadth: TrackBreadth) -> LayoutUnit? {
        if case .lengthPercentage(let length) = breadth { length.resolve(room) } else { nil }
      }
      switch track {
      case .breadth(let breadth): return fixed(breadth) ?? .zero
      case .minmax(let low, let high):
        if let high = fixed(high) { return max(high, fixed(low) ?? .zero) }
        return fixed(low) ?? .zero
      case .fitContent: return .zero
      }
    }
    let one = max(part.reduce(LayoutUnit.zero) { $0 + size($1) } + gap * part.count, 1)
    let rest = others.reduce(LayoutUnit.zero) { $0 + size($1) + gap }
    let left = room + gap - rest
    guard left > .zero else { return 1 }
    var count = Int(left.raw / one.raw)
    // Without a definite size, enough to fill the least one.
    if available == nil, one * count < left { count += 1 }
    return max(1, min(count, limit / part.count))
  }

  // MARK: Line numbers

  var count: Int { tracks.count }

  private func lines(named name: String) -> [Int] {
    names.indices.filter { names[$0].contains(name) }
  }

  private func hasLine(named name: String) -> Bool { names.contains { $0.contains(name) } }

  private static func clamp(_ line: Int) -> Int { max(-limit, min(limit, line)) }

  /// The line of a number, or of the n-th line of a name; from 0 at the explicit grid's start.
  /// `[CSS Grid 1, §8.3]`
  private func line(_ number: Int, name: String?) -> Int {
    guard let name else {
      return Self.clamp(number > 0 ? number - 1 : count + 1 + max(number, -100_000))
    }
    let found = lines(named: name)
    // Implicit lines have every name.
    if number > 0 {
      return number <= found.count
        ? found[number - 1] : Self.clamp(count + min(number, 100_000) - found.count)
    }
    let wanted = -max(number, -100_000)
    return wanted <= found.count
      ? found[found.count - wanted] : Self.clamp(-(wanted - found.count))
  }

  /// The definite line of one edge; nil for `auto` and spans.
  func definite(_ value: GridLine, isStart: Bool) -> Int? {
    switch value {
    case .auto, .span: nil
    case .line(let number, let name): line(number, name: name)
    case .named(let name):
      if hasLine(named: name + (isStart ? "-start" : "-end")) {
        line(1, name: name + (isStart ? "-start" : "-end"))
      } else {
        line(1, name: name)
      }
    }
  }

  struct Placement {
    var start: Int?
    var span: Int
  }

  /// The tracks that an item asks for along this axis.
  func placement(_ start: GridLine, _ end: GridLine) -> Placement {
    let first = definite(start, isStart: true)
    let last = definite(end, isStart: false)
    switch (first, last) {
    case (let first?, let last?):
      if first == last { return Placement(start: first, span: 1) }
      return Placement(start: min(first, last), span: abs(last - first))
    case (let first?, nil):
      return Placement(start: first, span: span(end, from: first, forward: true))
    case (nil, let last?):
      let span = span(start, from: last, forward: false)
      return Placement(start: last - span, span: span)
    case (nil, nil):
      if case .span(let number, nil) = start { return Placement(start: nil, span: bounded(number)) }
      if case .span(let number, nil) = end, start == .auto {
        return Placement(start: nil, span: bounded(number))
      }
      return Placement(start: nil, span: 1)
    }
  }

  private func bounded(_ span: Int) -> Int { max(1, min(span, Self.limit)) }

  private func span(_ value: GridLine, from line: Int, forward: Bool) -> Int {
    guard case .span(let number, let name) = value else { return 1 }
    guard let name else { return bounded(number) }
    var left = bounded(number)
    var position = line
    while left > 0, abs(position - line) < Self.limit {
      position += forward ? 1 : -1
      if !names.indices.contains(position) || names[position].contains(name) { left -= 1 }
    }
    return max(1, abs(position - line))
  }
}
