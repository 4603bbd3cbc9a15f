import Scene

/// Resolving flexible lengths. `[CSS Flexbox 1, §9.7]`
enum FlexLengths {
  static func resolve(
    _ items: inout [FlexItem], in line: Range<Int>, mainSize: LayoutUnit, gap: LayoutUnit
  ) {
    let gaps = gap * max(0, line.count - 1)
    var hypothetical = gaps
    for index in line { hypothetical += items[index].outerHypothetical }
    let grows = hypothetical < mainSize
    // 2. Inflexible items freeze.
    for index in line {
      let item = items[index]
      let factor = grows ? item.style.container.flexGrow : item.style.container.flexShrink
      items[index].isFrozen =
        factor == 0
        || (grows ? item.baseSize > item.hypothetical : item.baseSize < item.hypothetical)
      items[index].target = items[index].isFrozen ? item.hypothetical : item.baseSize
    }
    let initialFree = freeSpace(items, line, mainSize, gaps)
    // 4. Each turn freezes at least one item.
    while line.contains(where: { !items[$0].isFrozen }) {
      var free = freeSpace(items, line, mainSize, gaps).pixels
      var factors = 0.0
      var scaled = 0.0
      for index in line where !items[index].isFrozen {
        let style = items[index].style.container
        factors += grows ? style.flexGrow : style.flexShrink
        scaled += style.flexShrink * inner(items[index])
      }
      if factors < 1 {
        let part = initialFree.pixels * factors
        if abs(part) < abs(free) { free = part }
      }
      var violation = LayoutUnit.zero
      var clamped: [(index: Int, delta: LayoutUnit)] = []
      for index in line where !items[index].isFrozen {
        let item = items[index]
        var size = item.baseSize
        if grows, free > 0, factors > 0 {
          size += LayoutUnit(free * (item.style.container.flexGrow / factors))
        } else if !grows, free < 0, scaled > 0 {
          size += LayoutUnit(
            rounding: free * (item.style.container.flexShrink * inner(item) / scaled))
        }
        let used = max(item.clamp(size), item.mainEdges)
        items[index].target = used
        violation += used - size
        clamped.append((index, used - size))
      }
      for entry in clamped {
        if violation == .zero
          || (violation > .zero) == (entry.delta > .zero) && entry.delta != .zero
        {
          items[entry.index].isFrozen = true
        }
      }
    }
  }

  private static func inner(_ item: FlexItem) -> Double {
    max(0, (item.baseSize - item.mainEdges).pixels)
  }

  private static func freeSpace(
    _ items: [FlexItem], _ line: Range<Int>, _ mainSize: LayoutUnit, _ gaps: LayoutUnit
  ) -> LayoutUnit {
    var free = mainSize - gaps
    for index in line {
      free -=
        (items[index].isFrozen ? items[index].target : items[index].baseSize)
        + items[index].mainMargins
    }
    return free
  }
}
