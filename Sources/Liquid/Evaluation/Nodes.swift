import Dataset
import Findings

/// What each kind of node prints.
extension RenderContext {
  mutating func render(_ nodes: [Node], at location: SourceLocation) throws(RenderError) -> Flow {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw failure(
        .depthLimit, "more than \(Self.maximumDepth) blocks and snippets inside each other",
        at: location)
    }
    for node in nodes {
      switch node {
      case .text(let text, let location), .verbatim(let text, let location):
        note(location, isLiteral: true)
        sink.write(text)
      case .output(let pipeline, let context):
        note(pipeline.location, isLiteral: false)
        try write(try value(of: pipeline), in: context, at: pipeline.location)
      case .branches(let branches):
        let flow = try render(branches)
        if flow != .next { return flow }
      case .choice(let choice):
        let flow = try render(choice)
        if flow != .next { return flow }
      case .loop(let loop):
        let flow = try render(loop)
        if flow != .next { return flow }
      case .tableRow(let row): try render(row)
      case .assignment(let variable, let pipeline):
        frame.slots[variable.slot].assigned = try value(of: pipeline)
      case .capture(let variable, let body, let location):
        let flow = try capture(body, into: variable.slot, at: location)
        if flow != .next { return flow }
      case .cycle(let cycle): try render(cycle)
      case .increment(let variable, let step):
        let count = frame.slots[variable.slot].counter ?? 0
        let next = count.addingReportingOverflow(step).partialValue
        frame.slots[variable.slot].counter = next
        sink.write(String(step > 0 ? count : next))
      case .interruption(let flow): return flow
      case .snippet(let call):
        let flow = try render(call)
        if flow != .next { return flow }
      case .changed(let body):
        let flow = try renderChanged(body, at: location)
        if flow != .next { return flow }
      }
      try checkSize(sink.byteCount, at: location)
    }
    return .next
  }

  /// Remembers where the next output was written, if anybody asked.
  private mutating func note(_ location: SourceLocation, isLiteral: Bool) {
    sourceMap?.add(location, at: sink.byteCount, isLiteral: isLiteral)
  }

  mutating func write(
    _ cell: Cell, in context: EscapeContext, at location: SourceLocation
  ) throws(RenderError) {
    do {
      try sink.write(cell, in: context)
    } catch {
      throw failure(error.code, error.message, at: location)
    }
    try checkSize(sink.byteCount, at: location)
  }

  private mutating func render(_ branches: Branches) throws(RenderError) -> Flow {
    for branch in branches.branches {
      if let condition = branch.condition, try holds(condition) == branch.isNegated { continue }
      self.branches?.insert(Branch(branch.location, .taken))
      return try render(branch.body, at: branch.location)
    }
    if let first = branches.branches.first {
      self.branches?.insert(Branch(first.location, .passed))
    }
    return .next
  }

  private mutating func render(_ choice: Choice) throws(RenderError) -> Flow {
    let subject = try value(of: choice.subject)
    var hasMatched = false
    for branch in choice.branches {
      guard let values = branch.values else {
        if !hasMatched {
          branches?.insert(Branch(branch.location, .taken))
          let flow = try render(branch.body, at: branch.location)
          if flow != .next { return flow }
        }
        continue
      }
      for value in values {
        guard Comparison.areEqual(subject, try self.value(of: value)) else { continue }
        hasMatched = true
        branches?.insert(Branch(branch.location, .taken))
        let flow = try render(branch.body, at: branch.location)
        if flow != .next { return flow }
      }
    }
    if !hasMatched, let first = choice.branches.first,
      choice.branches.allSatisfy({ $0.values != nil })
    {
      branches?.insert(Branch(first.location, .passed))
    }
    return .next
  }

  private mutating func capture(
    _ body: [Node], into slot: Int, at location: SourceLocation
  ) throws(RenderError) -> Flow {
    let outside = sink
    let map = sourceMap
    sourceMap = nil
    sink = Sink()
    let flow = try render(body, at: location)
    sourceMap = map
    frame.slots[slot].assigned = sink.captured(escapes: program.escaping == .html)
    sink = outside
    return flow
  }

  private mutating func renderChanged(
    _ body: [Node], at location: SourceLocation
  ) throws(RenderError) -> Flow {
    let outside = sink
    let map = sourceMap
    sourceMap = nil
    sink = Sink()
    let flow = try render(body, at: location)
    sourceMap = map
    let collected = sink.captured(escapes: program.escaping == .html)
    sink = outside
    let text = Conversion.text(collected)
    guard text != lastChanged else { return flow }
    lastChanged = text
    for piece in collected.asMarkup.pieces {
      // Only inside `capture` is anything left to be escaped, and then later.
      if program.escaping == .html, case .data = piece {
        try write(.markup(Markup(piece)), in: .deferred, at: location)
      } else {
        sink.write(piece.text)
      }
    }
    return flow
  }

  private mutating func render(_ cycle: Cycle) throws(RenderError) {
    let key: String
    if let group = cycle.group {
      key = "group " + Conversion.text(try value(of: group))
    } else {
      key = "values " + cycle.source
    }
    let turn = frame.cycles[key] ?? 0
    if cycle.values.indices.contains(turn) {
      try write(
        try value(of: cycle.values[turn]), in: cycle.context, at: cycle.location)
    }
    frame.cycles[key] = turn + 1 >= cycle.values.count ? 0 : turn + 1
  }
}
