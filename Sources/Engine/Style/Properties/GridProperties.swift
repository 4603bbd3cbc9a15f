import Markup

/// `[CSS Grid 1 and 2]`
extension PropertyTable {
  mutating func addGridProperties() {
    for (name, path) in [
      ("grid-template-columns", \.gridTemplateColumns), ("grid-template-rows", \.gridTemplateRows),
    ] as [(String, StylePath<ContainerStyle, TrackTemplate>)] {
      add(name, .container(path)) { $0.trackTemplate() }
    }
    add("grid-template-areas", .container(\.gridTemplateAreas)) { cursor in
      if cursor.consumeIdent("none") { return .constant(nil) }
      return cursor.gridAreas().map { .constant($0) }
    }
    for (name, path) in [
      ("grid-auto-columns", \.gridAutoColumns), ("grid-auto-rows", \.gridAutoRows),
    ] as [(String, StylePath<ContainerStyle, [TrackSize]>)] {
      add(name, .container(path)) { cursor in
        var sizes: [Specified<TrackSize>] = []
        while let size = cursor.trackSize() { sizes.append(size) }
        return sizes.isEmpty ? nil : sizes.gathered()
      }
    }
    add("grid-auto-flow", .container(\.gridAutoFlow)) { cursor in
      var flow = GridAutoFlow()
      var hasAxis = false
      while let keyword = cursor.keyword() {
        switch keyword {
        case "row" where !hasAxis: hasAxis = true
        case "column" where !hasAxis:
          hasAxis = true
          flow.isColumn = true
        case "dense" where !flow.isDense: flow.isDense = true
        default: return nil
        }
      }
      return hasAxis || flow.isDense ? .constant(flow) : nil
    }
    for (name, path) in [
      ("grid-column-start", \.gridColumnStart), ("grid-column-end", \.gridColumnEnd),
      ("grid-row-start", \.gridRowStart), ("grid-row-end", \.gridRowEnd),
    ] as [(String, StylePath<ContainerStyle, GridLine>)] {
      add(name, .container(path)) { $0.gridLine().map { .constant($0) } }
    }
  }
}

extension ValueCursor {
  /// More tracks than this make no grid that anyone sees, but much work.
  private static let maximumRepetitions = 10_000

  mutating func gridLine() -> GridLine? {
    attempt { cursor in
      if cursor.consumeIdent("auto") { return .auto }
      var isSpan = false
      var number: Int?
      var name: String?
      while !cursor.isDone {
        if !isSpan, cursor.consumeIdent("span") {
          isSpan = true
        } else if number == nil, case .constant(let value)? = cursor.integer() {
          guard value != 0 else { return nil }
          number = value
        } else if name == nil, let ident = cursor.customIdent(excluding: ["auto", "span"]) {
          name = ident
        } else {
          break
        }
      }
      if isSpan {
        guard number != nil || name != nil, (number ?? 1) > 0 else { return nil }
        return .span(min(number ?? 1, Self.maximumRepetitions), name: name)
      }
      if let number {
        return .line(
          min(max(number, -Self.maximumRepetitions), Self.maximumRepetitions), name: name)
      }
      return name.map { .named($0) }
    }
  }

  /// `[CSS Grid 1, §7.3]`; nil where the strings make no rectangles.
  mutating func gridAreas() -> GridAreas? {
    var rows: [[String]] = []
    while let row = string() {
      guard let cells = Self.gridCells(row), rows.isEmpty || rows[0].count == cells.count else {
        return nil
      }
      rows.append(cells)
    }
    guard !rows.isEmpty, Self.areasAreRectangles(rows) else { return nil }
    return GridAreas(rows: rows)
  }

  static func gridCells(_ row: String) -> [String]? {
    var cells: [String] = []
    var cell = ""
    func flush() {
      if !cell.isEmpty { cells.append(cell.allSatisfy { $0 == "." } ? "." : cell) }
      cell = ""
    }
    for scalar in row.unicodeScalars {
      if scalar.properties.isWhitespace {
        flush()
        continue
      }
      let isDot = scalar == "."
      if !cell.isEmpty, cell.hasPrefix(".") != isDot { flush() }
      guard
        isDot || scalar.properties.isAlphabetic || scalar.value >= 0x80
          || "0123456789-_".unicodeScalars.contains(scalar)
      else { return nil }
      cell.unicodeScalars.append(scalar)
    }
    flush()
    return cells.isEmpty ? nil : cells
  }

  private static func areasAreRectangles(_ rows: [[String]]) -> Bool {
    struct Extent {
      var top: Int
      var left: Int
      var bottom: Int
      var right: Int
      var cells = 1
    }
    var extents: [String: Extent] = [:]
    for (y, row) in rows.enumerated() {
      for (x, name) in row.enumerated() where name != "." {
        if var extent = extents[name] {
          extent.left = min(extent.left, x)
          extent.right = max(extent.right, x)
          extent.bottom = y
          extent.cells += 1
          extents[name] = extent
        } else {
          extents[name] = Extent(top: y, left: x, bottom: y, right: x)
        }
      }
    }
    return extents.values.allSatisfy {
      ($0.right - $0.left + 1) * ($0.bottom - $0.top + 1) == $0.cells
    }
  }

  /// `[a b]`; nil where no bracket is next or its contents are no names.
  mutating func lineNames() -> [String]? {
    guard let token = peek, token.kind == .openSquare else { return nil }
    return attempt { cursor in
      guard var inner = cursor.block() else { return nil }
      var names: [String] = []
      while !inner.isDone {
        guard let name = inner.customIdent(excluding: ["auto", "span"]) else { return nil }
        names.append(name)
      }
      return names
    }
  }

  /// `<track-list>`, `<auto-track-list>`, `none` or `subgrid`.
  mutating func trackTemplate() -> Specified<TrackTemplate>? {
    if consumeIdent("none") { return .constant(TrackTemplate()) }
    if consumeIdent("subgrid") {
      guard let entries = trackEntries(namesOnly: true) else { return nil }
      return entries.map { entries in
        var template = TrackTemplate()
        template.isSubgrid = true
        template.entries = entries
        return template
      }
    }
    guard let entries = trackEntries(namesOnly: false) else { return nil }
    return entries.map { entries in
      var template = TrackTemplate()
      template.entries = entries
      return template
    }
  }

  private mutating func trackEntries(namesOnly: Bool) -> Specified<[TrackEntry]>? {
    var entries: [Specified<TrackEntry>] = []
    var tracks = 0
    var automatic = 0
    while let token = peek {
      if token.kind == .openSquare {
        guard let names = lineNames() else { return nil }
        entries.append(.constant(.lineNames(names)))
      } else if token.isFunction("repeat") {
        guard let (entry, isAutomatic) = trackRepeat(namesOnly: namesOnly) else { return nil }
        entries.append(entry)
        if isAutomatic { automatic += 1 }
        tracks += 1
      } else if !namesOnly, let size = trackSize() {
        entries.append(size.map { .track($0) })
        tracks += 1
      } else {
        break
      }
    }
    guard automatic <= 1, namesOnly || tracks > 0 else { return nil }
    return entries.gathered()
  }

  private mutating func trackRepeat(namesOnly: Bool) -> (Specified<TrackEntry>, Bool)? {
    guard var inner = block() else { return nil }
    let count: TrackEntry.RepeatCount
    if inner.consumeIdent("auto-fill") {
      count = .autoFill
    } else if inner.consumeIdent("auto-fit") {
      count = .autoFit
    } else {
      guard case .constant(let number)? = inner.integer(minimum: 1) else { return nil }
      count = .count(min(number, Self.maximumRepetitions))
    }
    guard inner.consumeComma() else { return nil }
    var entries: [Specified<TrackEntry>] = []
    var tracks = 0
    while !inner.isDone {
      if let names = inner.lineNames() {
        entries.append(.constant(.lineNames(names)))
      } else {
        guard !namesOnly, let size = inner.trackSize() else { return nil }
        entries.append(size.map { .track($0) })
        tracks += 1
      }
    }
    guard !entries.isEmpty, namesOnly || tracks > 0 else { return nil }
    let isAutomatic = if case .count = count { false } else { true }
    return (entries.gathered().map { .repeated(count, $0) }, isAutomatic)
  }

  /// `[CSS Grid 1, §7.2]`
  mutating func trackSize() -> Specified<TrackSize>? {
    guard let token = peek else { return nil }
    if token.isFunction("minmax") {
      return attempt { cursor in
        guard var inner = cursor.block(), let low = inner.trackBreadth(), inner.consumeComma(),
          let high = inner.trackBreadth(), inner.isDone
        else { return nil }
        if case .constant(.flex) = low { return nil }
        return low.with(high).map { .minmax($0.0, $0.1) }
      }
    }
    if token.isFunction("fit-content") {
      return attempt { cursor in
        guard var inner = cursor.block(), let limit = inner.lengthPercentage(.nonNegative),
          inner.isDone
        else { return nil }
        return limit.map { .fitContent($0) }
      }
    }
    return trackBreadth()?.map { .breadth($0) }
  }

  private mutating func trackBreadth() -> Specified<TrackBreadth>? {
    if let flex = flex() { return .constant(.flex(flex)) }
    if let value = lengthPercentage(.nonNegative) { return value.map { .lengthPercentage($0) } }
    if consumeIdent("auto") { return .constant(.auto) }
    if consumeIdent("min-content") || consumeIdent("-webkit-min-content") {
      return .constant(.minContent)
    }
    if consumeIdent("max-content") || consumeIdent("-webkit-max-content") {
      return .constant(.maxContent)
    }
    return nil
  }
}
