import Scene

/// Which algorithm lays out a box.
extension LayoutContext {
  /// Lays out a box as the root of an independent formatting context.
  func layout(_ box: BoxID, _ space: ConstraintSpace) -> BoxResult {
    if let known = cachedResult(box, space) { return known }
    let result: BoxResult
    switch tree[box].kind {
    case .flex:
      var flex = FlexLayout(box, space, context: self)
      result = flex.run()
    case .grid:
      var grid = GridLayout(box, space, context: self)
      result = grid.run()
    case .fieldset: result = FieldsetLayout(box, space, context: self).run()
    case .table: result = TableLayoutAlgorithm(box, space, context: self).run()
    case .combined: result = CombinedTextLayout(context: self, box: box, space: space).run()
    case .ruby: result = RubyLayout(box, space, context: self).run()
    case .replaced: result = ReplacedLayout(box, space, context: self).run()
    default:
      if style(box).establishesColumns {
        result = ColumnLayout(box, space, context: self).run()
      } else if style(box).box.textFit != nil, space.textScale == 1 {
        result = TextFitting(box, space, context: self).run()
      } else {
        result = BlockFlow.layoutRoot(box, space, context: self)
      }
    }
    cache(result, box, space)
    return result
  }

  /// Lays out a block container that shares its parent's formatting context.
  func layoutBlockFlow(_ box: BoxID, _ space: ConstraintSpace, flow: FlowSpace) -> FlowResult {
    var layout = BlockFlow(box, space, flow: flow, context: self)
    return layout.run()
  }

  /// Whether a block-level child keeps its floats and margins to itself. `[CSS 2.1, §9.4.1]`
  func establishesFormattingContext(
    _ box: BoxID, _ style: ComputedStyle, parent: WritingDirection
  ) -> Bool {
    let entry = tree[box]
    switch entry.kind {
    case .block, .tableCaption: break
    default: return true
    }
    if entry.isAnonymous { return false }
    if style.text.writingMode != parent.mode { return true }
    switch style.box.display {
    case .flowRoot, .flowRootListItem, .inlineBlock: return true
    default: break
    }
    return scrolls(box, style) || entry.kind == .tableCaption || entry.isFlexOrGridItem
      || style.box.contain.layout || style.box.containerType != .normal
      || style.box.contain.paint || style.box.contain.size || style.establishesColumns
      || style.box.textFit != nil || style.box.lineClamp != nil
      || style.container.alignContent.keyword != .normal
  }

  /// Whether the box itself is a scroll container, be it only for scripts: `<body>` gives its overflow
  /// to the viewport.
  func scrolls(_ box: BoxID, _ style: ComputedStyle) -> Bool {
    guard style.box.overflowX.isScrollable || style.box.overflowY.isScrollable else { return false }
    guard box == tree.body, let root = tree.root else { return true }
    let rootStyle = self.style(root).box
    return rootStyle.overflowX != .visible || rootStyle.overflowY != .visible
  }

  /// The shift of a relatively positioned box, physical. `[CSS Position 3, §3.3]`
  func relativeShift(
    of box: BoxID, containingInline: LayoutUnit, containingBlock: LayoutUnit?,
    axes: WritingDirection
  ) -> LayoutPoint {
    var shift = ownShift(
      style(box), containingInline: containingInline, containingBlock: containingBlock, axes: axes)
    // A block inside inline boxes moves with them.
    var ancestor = tree[box].splitFrom
    while let inline = ancestor, tree[inline].kind == .inline {
      shift += ownShift(
        style(inline), containingInline: containingInline, containingBlock: containingBlock,
        axes: axes)
      ancestor = tree[inline].parent
    }
    return shift
  }

  func ownShift(
    _ style: ComputedStyle, containingInline: LayoutUnit, containingBlock: LayoutUnit?,
    axes: WritingDirection
  ) -> LayoutPoint {
    guard style.box.position == .relative else { return .zero }
    let width = axes.isHorizontal ? containingInline : containingBlock
    let height = axes.isHorizontal ? containingBlock : containingInline
    func resolve(_ length: AutoLength, _ base: LayoutUnit?) -> LayoutUnit? {
      guard case .value(let value) = length else { return nil }
      if let base { return value.resolve(base) }
      return value.fixed
    }
    let inset = style.box.inset
    let left = resolve(inset.left, width)
    let right = resolve(inset.right, width)
    let top = resolve(inset.top, height)
    let bottom = resolve(inset.bottom, height)
    var x = left ?? right.map { -$0 } ?? .zero
    var y = top ?? bottom.map { -$0 } ?? .zero
    // Where both sides are given, the start side wins.
    if left != nil, let right, axes.isHorizontal, axes.isRTL { x = -right }
    if left != nil, let right, !axes.isHorizontal, axes.hasFlippedBlocks { x = -right }
    if top != nil, let bottom, !axes.isHorizontal, axes.hasFlippedInlines { y = -bottom }
    return LayoutPoint(x: x, y: y)
  }
}

extension Overflow {
  /// Whether the box clips and scrolls its content, if only by script.
  var isScrollable: Bool { self == .hidden || self == .scroll || self == .auto }
}

extension ComputedStyle {
  var establishesColumns: Bool { container.columnCount != nil || container.columnWidth != nil }
}

extension BlockFlow {
  /// A formatting context root, with what only roots do: `align-content`.
  ///
  /// - Parameter selection: the children to lay out; nil for all.
  static func layoutRoot(
    _ box: BoxID, _ space: ConstraintSpace, context: LayoutContext, selection: [BoxID]? = nil
  ) -> BoxResult {
    var layout = BlockFlow(box, space, flow: nil, context: context)
    layout.selection = selection
    return layout.run().result
  }
}
