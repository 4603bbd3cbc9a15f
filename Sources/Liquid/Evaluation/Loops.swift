import Dataset
import Findings

/// `for` and `tablerow`.
extension RenderContext {
  /// What a loop goes through; a range needs no list.
  private enum Items {
    case list([Value])
    case numbers(Int64, count: Int)

    var count: Int {
      switch self {
      case .list(let items): items.count
      case .numbers(_, let count): count
      }
    }

    func item(_ index: Int) -> Cell {
      switch self {
      case .list(let items): .data(items[index])
      case .numbers(let first, _): .data(.integer(first + Int64(index)))
      }
    }

    func slice(from start: Int, limit: Int?) -> Items {
      let start = min(max(start, 0), count)
      let length = min(max(limit ?? count, 0), count - start)
      switch self {
      case .list(let items):
        return start == 0 && length == items.count
          ? self : .list(Array(items[start..<(start + length)]))
      case .numbers(let first, _): return .numbers(first + Int64(start), count: length)
      }
    }
  }

  /// A list's items, an object's pairs, a range's numbers; a text is one item; nothing else has any.
  private static func items(of cell: Cell) -> Items {
    switch cell {
    case .range(let first, let last):
      guard first <= last else { return .list([]) }
      let (length, overflow) = last.subtractingReportingOverflow(first)
      return .numbers(first, count: overflow ? .max - 1 : Int(clamping: length) &+ 1)
    default:
      switch cell.value {
      case .list(let items): return .list(items)
      case .object(let record):
        return .list(record.names.map { .list([.string($0), record[$0] ?? .null]) })
      case .string(let text): return .list(text.isEmpty ? [] : [.string(text)])
      default: return .list([])
      }
    }
  }

  mutating func render(_ loop: Loop) throws(RenderError) -> Flow {
    let all = Self.items(of: try value(of: loop.collection))
    var start = 0
    switch loop.offset {
    case .none: break
    case .continued: start = frame.offsets[loop.name] ?? 0
    case .value(let expression): start = try count(expression, "offset", at: loop.location) ?? 0
    }
    let limit = try loop.limit.flatMap2 { (expression) throws(RenderError) in
      try count(expression, "limit", at: loop.location)
    }
    let items = all.slice(from: start, limit: limit)
    frame.offsets[loop.name] = start &+ items.count
    branches?.insert(Branch(loop.location, items.count > 0 ? .taken : .passed))
    guard items.count > 0 else {
      return try render(loop.alternative ?? [], at: loop.location)
    }
    return try renderTurns(of: loop, items)
  }

  private mutating func renderTurns(of loop: Loop, _ items: Items) throws(RenderError) -> Flow {
    let outerVariable = frame.slots[loop.variable.slot].scoped
    let outerForloop = frame.slots[loop.forloopSlot].scoped
    let parent = frame.loop
    defer {
      frame.slots[loop.variable.slot].scoped = outerVariable
      frame.slots[loop.forloopSlot].scoped = outerForloop
      frame.loop = parent
    }
    for turn in 0..<items.count {
      try countTurn(at: loop.location)
      let state = LoopState(name: loop.name, length: items.count, index: turn, parent: parent)
      frame.loop = state
      frame.slots[loop.forloopSlot].scoped = .loop(state)
      frame.slots[loop.variable.slot].scoped = items.item(
        loop.isReversed ? items.count - 1 - turn : turn)
      if try render(loop.body, at: loop.location) == .stopsLoop { break }
    }
    return .next
  }

  mutating func render(_ row: TableRow) throws(RenderError) {
    let collection = try value(of: row.collection)
    if !collection.isTrue { return }
    let start = try row.offset.flatMap2 { (expression) throws(RenderError) in
      try count(expression, "offset", at: row.location)
    }
    let limit = try row.limit.flatMap2 { (expression) throws(RenderError) in
      // Unlike `for`, where a limit without value is none.
      try count(expression, "limit", at: row.location) ?? 0
    }
    let items = Self.items(of: collection).slice(from: start ?? 0, limit: limit)
    var columns = items.count
    if let expression = row.columns {
      let number = Conversion.number(try value(of: expression).value).rounded(.down)
      let written = number.decimal.int64 ?? 0
      // Without a sensible width nothing ever ends a row.
      columns = written > 0 ? Int(clamping: written) : .max
    }
    let outerVariable = frame.slots[row.variable.slot].scoped
    let outerLoop = frame.slots[row.loopSlot].scoped
    sink.write("<tr class=\"row1\">\n")
    for turn in 0..<items.count {
      try countTurn(at: row.location)
      let state = TableRowState(length: items.count, columns: max(columns, 1), index: turn)
      frame.slots[row.loopSlot].scoped = .tableRow(state)
      frame.slots[row.variable.slot].scoped = items.item(turn)
      sink.write("<td class=\"col\(state.column + 1)\">")
      let flow = try render(row.body, at: row.location)
      sink.write("</td>")
      if flow == .stopsLoop { break }
      if state.isLastColumn && !state.isLast {
        sink.write("</tr>\n<tr class=\"row\(state.row + 1)\">")
      }
    }
    sink.write("</tr>\n")
    frame.slots[row.variable.slot].scoped = outerVariable
    frame.slots[row.loopSlot].scoped = outerLoop
  }

  /// A limit or an offset; nil where it is nil.
  private mutating func count(
    _ expression: Expression, _ name: String, at location: SourceLocation
  ) throws(RenderError) -> Int? {
    let cell = try value(of: expression)
    if cell.isNull { return nil }
    do {
      return try Conversion.integer(cell)
    } catch {
      throw failure(.filterFailed, "“\(name)”: \(error.message)", at: location)
    }
  }
}

extension Optional {
  /// `flatMap` that passes typed errors on.
  fileprivate func flatMap2<Result>(
    _ transform: (Wrapped) throws(RenderError) -> Result?
  ) throws(RenderError) -> Result? {
    guard let self else { return nil }
    return try transform(self)
  }
}
