import Scene

/// The measures that `text-wrap-style` breaks a paragraph in. `[CSS Text 4, §6.4]`
struct ParagraphWidths {
  let style: TextStyle
  let inlineSize: LayoutUnit
  /// At the paragraph's start.
  let breaker: LineBreaker

  /// From a line on, another measure than the box's own.
  struct Narrowing {
    var firstLine: Int
    var width: LayoutUnit
  }

  /// Nil where all lines take the whole measure.
  func narrowing() -> Narrowing? {
    switch style.textWrapStyle {
    case .balance: balanced().map { Narrowing(firstLine: 0, width: $0) }
    case .pretty: withoutOrphan()
    case .auto, .stable: nil
    }
  }

  /// What is left of a paragraph: where it begins, and at which line.
  private struct Rest {
    var breaker: LineBreaker
    var line: Int
  }

  private struct Lines {
    var count: Int
    var lastWidth: LayoutUnit
    /// The state before each line.
    var starts: [Rest]
  }

  /// The lines of a rest in a measure; nil where there are too many, where a line is ended by force, or
  /// where something does not fit.
  private func lines(of rest: Rest, in width: LayoutUnit, limit: Int) -> Lines? {
    var breaker = rest.breaker
    var result = Lines(count: 0, lastWidth: .zero, starts: [])
    while !breaker.isDone {
      guard result.count < limit else { return nil }
      let index = rest.line + result.count
      result.starts.append(Rest(breaker: breaker, line: index))
      let indent = InlineFlow.indent(
        style, isFirst: index == 0, afterForcedBreak: false, base: inlineSize)
      let line = breaker.next(available: width, indent: indent, isFirst: index == 0) { _, _ in nil }
      guard !line.endsWithForcedBreak, line.width - line.hang <= width else { return nil }
      result.count += 1
      result.lastWidth = line.width - line.hang
    }
    return result
  }

  /// The least width for which a property of it holds, given that it holds for the whole measure.
  private func leastWidth(where holds: (LayoutUnit) -> Bool) -> LayoutUnit {
    var low: Int32 = 0
    var high = inlineSize.raw
    while high - low > 64 {
      let middle = low + (high - low) / 2
      if holds(LayoutUnit(raw: middle)) { high = middle } else { low = middle }
    }
    return LayoutUnit(raw: high)
  }

  // MARK: Balance

  /// Longer paragraphs are not balanced, as browsers have it.
  private static let balanceLimit = 6

  /// The least width that takes no more lines.
  private func balanced() -> LayoutUnit? {
    let whole = Rest(breaker: breaker, line: 0)
    guard let wanted = lines(of: whole, in: inlineSize, limit: Self.balanceLimit)?.count, wanted > 1
    else { return nil }
    return leastWidth { lines(of: whole, in: $0, limit: wanted) != nil }
  }

  // MARK: Pretty

  /// How many lines at the end may change, and how many a paragraph may have in all.
  private static let prettyLines = 4
  private static let prettyLimit = 500

  /// A last line of less than a third of the measure gets company, if the lines before it can spare it.
  private func withoutOrphan() -> Narrowing? {
    let whole = Rest(breaker: breaker, line: 0)
    guard let lines = lines(of: whole, in: inlineSize, limit: Self.prettyLimit), lines.count > 1,
      lines.lastWidth < inlineSize / 3
    else { return nil }
    let taken = min(lines.count, Self.prettyLines)
    let rest = lines.starts[lines.count - taken]
    // As wide as possible: no more words move than needed.
    let least = leastWidth { self.lines(of: rest, in: $0, limit: taken) != nil }
    var width = inlineSize
    let step = max((inlineSize - least) / 32, 1)
    while width > least {
      width = max(width - step, least)
      guard let moved = self.lines(of: rest, in: width, limit: taken) else { continue }
      if moved.lastWidth >= inlineSize / 3 {
        return Narrowing(firstLine: lines.count - taken, width: width)
      }
    }
    return nil
  }
}
