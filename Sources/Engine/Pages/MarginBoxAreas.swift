import Scene

/// The sizes and places of margin boxes on their sheet. `[CSS Paged Media 3, §4.3, §5.3]`
struct MarginBoxAreas {
  private let style: PageStyle
  private let boxes: [MarginBox: BoxID]
  private let context: LayoutContext
  /// The edges of the page's border box.
  private let inner: LayoutRect

  init(style: PageStyle, boxes: [MarginBox: BoxID], context: LayoutContext) {
    self.style = style
    self.boxes = boxes
    self.context = context
    inner = LayoutRect(size: style.sheet).inset(by: style.margin)
  }

  /// The margin boxes' own margin edges.
  func run() -> [MarginBox: LayoutRect] {
    let margin = style.margin
    let right = inner.maxX
    let bottom = inner.maxY
    var areas: [MarginBox: LayoutRect] = [
      .topLeftCorner: LayoutRect(x: .zero, y: .zero, width: margin.left, height: margin.top),
      .topRightCorner: LayoutRect(x: right, y: .zero, width: margin.right, height: margin.top),
      .bottomLeftCorner: LayoutRect(
        x: .zero, y: bottom, width: margin.left, height: margin.bottom),
      .bottomRightCorner: LayoutRect(
        x: right, y: bottom, width: margin.right, height: margin.bottom),
    ]
    for (boxes, y, height) in [
      ([MarginBox.topLeft, .topCenter, .topRight], LayoutUnit.zero, margin.top),
      ([.bottomLeft, .bottomCenter, .bottomRight], bottom, margin.bottom),
    ] {
      for (box, span) in side(boxes, available: inner.width, widths) {
        areas[box] = LayoutRect(
          x: inner.minX + span.start, y: y, width: span.extent, height: height)
      }
    }
    for (boxes, x, width) in [
      ([MarginBox.leftTop, .leftMiddle, .leftBottom], LayoutUnit.zero, margin.left),
      ([.rightTop, .rightMiddle, .rightBottom], right, margin.right),
    ] {
      for (box, span) in side(boxes, available: inner.height, { heights($0, width: width) }) {
        areas[box] = LayoutRect(
          x: x, y: inner.minY + span.start, width: width, height: span.extent)
      }
    }
    return areas
  }

  /// What a box asks for along its side; a fixed size is both its least and its greatest.
  private struct Demand {
    var minimum: LayoutUnit
    var maximum: LayoutUnit
    var isFixed = false
  }

  private func widths(_ box: BoxID) -> Demand {
    let style = context.style(box)
    let space = ConstraintSpace(availableInline: inner.width, availableBlock: nil)
    let sizing = UsedSizes(box, space, context)
    let margin = style.marginEdges(in: .horizontal, base: inner.width).inlineSum
    if let fixed = sizing.resolveInline(style.box.width) {
      return Demand(minimum: fixed + margin, maximum: fixed + margin, isFixed: true)
    }
    let sizes = context.intrinsicSizes(of: box, space: space)
    return Demand(
      minimum: sizing.clampInline(sizes.minimum, minimum: sizing.minInline(automatic: .zero))
        + margin,
      maximum: sizing.clampInline(sizes.maximum, minimum: sizing.minInline(automatic: .zero))
        + margin)
  }

  private func heights(_ box: BoxID, width: LayoutUnit) -> Demand {
    let style = context.style(box)
    var space = ConstraintSpace(availableInline: width, availableBlock: inner.height)
    let margin = style.marginEdges(in: .horizontal, base: width)
    space.fixedInline = (width - margin.inlineSum).clampedToPositive
    let height = context.layout(box, space).size.block + margin.blockSum
    return Demand(minimum: height, maximum: height, isFixed: !style.box.height.isAuto)
  }

  /// The three boxes of one side; the middle one stands in the middle wherever it is.
  private func side(
    _ names: [MarginBox], available: LayoutUnit, _ demand: (BoxID) -> Demand
  ) -> [(MarginBox, BlockSpan)] {
    let demands = names.map { boxes[$0].map(demand) }
    func span(_ start: LayoutUnit, _ extent: LayoutUnit) -> BlockSpan {
      BlockSpan(start: start, end: start + extent)
    }
    var result: [(MarginBox, BlockSpan)] = []
    guard let middle = demands[1] else {
      let sizes = distribute(available, [demands[0], demands[2]])
      if demands[0] != nil { result.append((names[0], span(.zero, sizes[0]))) }
      if demands[2] != nil { result.append((names[2], span(available - sizes[1], sizes[1]))) }
      return result
    }
    let outer = [demands[0], demands[2]].compactMap { $0 }
    var extent = available
    if let widest = outer.map(\.maximum).max(), let least = outer.map(\.minimum).max() {
      let both = Demand(minimum: least * 2, maximum: widest * 2)
      extent = distribute(available, [middle, both])[0]
    }
    if middle.isFixed { extent = middle.maximum }
    let start = (available - extent) / 2
    result.append((names[1], span(start, extent)))
    let rest = start.clampedToPositive
    if let first = demands[0] {
      result.append((names[0], span(.zero, first.isFixed ? first.maximum : rest)))
    }
    if let last = demands[2] {
      let size = last.isFixed ? last.maximum : rest
      result.append((names[2], span(available - size, size)))
    }
    return result
  }

  /// Shares the available space by what is asked for; fixed sizes and absent boxes take no share.
  private func distribute(_ available: LayoutUnit, _ demands: [Demand?]) -> [LayoutUnit] {
    var sizes = demands.map { $0.map(\.maximum) ?? .zero }
    let open = demands.indices.filter { demands[$0].map { !$0.isFixed } ?? false }
    guard !open.isEmpty else { return sizes }
    let fixed = demands.indices.filter { !open.contains($0) }.reduce(LayoutUnit.zero) {
      $0 + sizes[$1]
    }
    let room = (available - fixed).clampedToPositive
    let least = open.map { demands[$0]?.minimum ?? .zero }
    let most = open.map { demands[$0]?.maximum ?? .zero }
    let leastSum = least.reduce(.zero, +)
    let mostSum = most.reduce(.zero, +)
    let base: [LayoutUnit]
    let weights: [LayoutUnit]
    if mostSum <= room {
      (base, weights) = (most, most)
    } else if leastSum <= room {
      (base, weights) = (least, zip(most, least).map { $0 - $1 })
    } else {
      (base, weights) = (least, least)
    }
    let extra = room - base.reduce(.zero, +)
    let weight = weights.reduce(.zero, +)
    for (index, position) in open.enumerated() {
      let share =
        weight > .zero
        ? extra.scaled(by: weights[index], over: weight) : extra / max(1, open.count)
      sizes[position] = (base[index] + share).clampedToPositive
    }
    return sizes
  }
}
