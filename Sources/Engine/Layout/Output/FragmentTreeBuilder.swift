import Findings
import Markup
import Scene

/// Copies the pieces that the root reaches into the fragment tree, laying out out-of-flow boxes on the
/// way: their containing blocks are complete by then.
struct FragmentTreeBuilder {
  let context: LayoutContext
  var tree = FragmentTree()
  /// Containing blocks on the way from the root, innermost last.
  private var stack: [Ancestor] = []
  /// The boxes that are being copied, innermost last.
  private var openPieces: [(id: FragmentID, piece: Int32, origin: LayoutPoint)] = []

  private struct Ancestor {
    var id: FragmentID
    var piece: Int32
    /// The border box in document coordinates.
    var rect: LayoutRect
    var containsAbsolute: Bool
    var containsFixed: Bool
  }

  init(context: LayoutContext) { self.context = context }

  /// - Parameter root: the root element's piece and the place of its border box.
  mutating func run(root: Int32, at origin: LayoutPoint) -> FragmentTree {
    tree.viewport = context.viewport
    tree.styles = context.tree.styles
    tree.root = emit(root, at: origin, parentOrigin: .zero, parent: nil)
    tree.styles += context.styleOverrides.styles
    tree.runs = context.runs
    tree.collapsedBorders = context.collapsedBorders
    return tree
  }

  @discardableResult
  private mutating func emit(
    _ index: Int32, at origin: LayoutPoint, parentOrigin: LayoutPoint, parent: FragmentID?
  ) -> FragmentID {
    let piece = context.fragments[Int(index)]
    let id = FragmentID(Int32(clamping: tree.fragments.count))
    let rect = LayoutRect(origin: origin, size: piece.size)
    tree.fragments.append(
      fragment(
        piece, rect: LayoutRect(origin: origin - parentOrigin, size: piece.size), parent: parent))
    let style = context.style(piece.style)
    let isBox = piece.isBoxLike
    let isAnonymous = piece.box.map { context.tree[$0].isAnonymous } ?? true
    let containsFixed = isBox && !isAnonymous && style.containsFixed(isInline: piece.isInlineBox)
    let containsAbsolute =
      isBox && !isAnonymous && (containsFixed || style.box.position.isPositioned)
    if containsAbsolute {
      stack.append(
        Ancestor(
          id: id, piece: index, rect: rect, containsAbsolute: true, containsFixed: containsFixed))
    }
    openPieces.append((id, index, origin))
    var children: [FragmentID] = []
    children.reserveCapacity(piece.links.count)
    for link in piece.links {
      let entry = context.links[Int(link)]
      if case .placeholder(let position) = context.fragments[Int(entry.fragment)].content {
        if let box = context.fragments[Int(entry.fragment)].box {
          children.append(
            emitOutOfFlow(
              box, at: origin + entry.offset, position: position, parentOrigin: origin, parent: id))
        }
      } else {
        children.append(
          emit(entry.fragment, at: origin + entry.offset, parentOrigin: origin, parent: id))
      }
    }
    openPieces.removeLast()
    if containsAbsolute { stack.removeLast() }
    let start = Int32(clamping: tree.children.count)
    tree.children += children
    tree.fragments[id.index].children = start..<Int32(clamping: tree.children.count)
    tree.fragments[id.index].scrollableOverflow = ScrollableOverflow.of(
      id, piece: piece, style: style, tree: tree)
    return id
  }

  private func fragment(
    _ piece: LayoutFragment, rect: LayoutRect, parent: FragmentID?
  ) -> Fragment {
    let box = piece.box.map { context.tree[$0] }
    let kind: Fragment.Kind
    switch piece.content {
    case .box, .placeholder: kind = .box
    case .line: kind = .line
    case .inlineBox: kind = .inlineBox
    case .text(let text): kind = .text(text)
    case .replaced:
      kind = .replaced(
        box.map { context.tree.replaced[Int($0.content)] } ?? .empty)
    }
    var result = Fragment(kind: kind, node: nil, style: piece.style, rect: rect)
    switch piece.content {
    case .line: break
    case .text: result.node = box?.node
    default:
      result.node = box?.isAnonymous == true && box?.kind != .replaced ? nil : box?.node
      result.pseudo = box?.pseudo
      result.isOutOfFlow = box?.isOutOfFlow ?? false
      result.isFloating = box?.isFloating ?? false
      result.isFlexOrGridItem = box?.isFlexOrGridItem ?? false
      if result.isFlexOrGridItem {
        result.paintOrder = Int32(clamping: context.style(piece.style).container.order)
      }
    }
    result.parent = parent
    result.border = piece.border
    result.padding = piece.padding
    result.hasStartEdge = piece.hasStartEdge
    result.hasEndEdge = piece.hasEndEdge
    result.isHidden = piece.isHidden
    result.bordersCollapse = piece.bordersCollapse
    result.collapsedBorders = piece.collapsedBorders
    result.box = piece.box?.raw ?? -1
    result.textStart = piece.textStart
    result.columnRow = piece.columnRow
    result.legendGap = piece.legendGap
    return result
  }

  // MARK: Out of flow

  private mutating func emitOutOfFlow(
    _ box: BoxID, at point: LayoutPoint, position: StaticPosition, parentOrigin: LayoutPoint,
    parent: FragmentID
  ) -> FragmentID {
    let style = context.style(box)
    let isFixed = style.box.position == .fixed
    let owner = stack.last { isFixed ? $0.containsFixed : $0.containsAbsolute }
    let container =
      owner.map { self.container(of: $0, for: style) }
      ?? AbsolutePositioning.Container(
        rect: LayoutRect(size: context.viewport), axes: rootAxes)
    let placed = AbsolutePositioning(
      box, container: container, staticPoint: point, staticPosition: position, context: context
    ).run(textScale: 1)
    let id = emit(
      placed.result.fragment, at: placed.origin, parentOrigin: parentOrigin, parent: parent)
    tree.fragments[id.index].containingBlock = owner?.id
    return id
  }

  private var rootAxes: WritingDirection {
    context.tree.root.map { WritingDirection(context.style($0)) } ?? .horizontal
  }

  private func container(
    of owner: Ancestor, for style: ComputedStyle
  ) -> AbsolutePositioning.Container {
    let piece = context.fragments[Int(owner.piece)]
    let axes = WritingDirection(context.style(piece.style))
    if piece.isInlineBox { return inlineContainer(of: owner, axes: axes) }
    var border = LogicalEdges(piece.border, in: axes)
    if let gap = piece.legendGap {
      border.blockStart = max(border.blockStart, LogicalSize(gap.rect.size, in: axes).block)
    }
    let padding = owner.rect.inset(by: border.physical(in: axes))
    if piece.gridGeometry >= 0 {
      let geometry = context.gridGeometries[Int(piece.gridGeometry)]
      if let area = geometry.area(
        for: style, axes: axes, padding: padding.size, border: piece.border)
      {
        return AbsolutePositioning.Container(
          rect: area.offset(by: owner.rect.origin), axes: axes, isGridArea: true)
      }
    }
    return AbsolutePositioning.Container(rect: padding, axes: axes)
  }

  /// The containing block that an inline box makes: from the padding edge of its first piece to that
  /// of its last. `[CSS 2.1, §10.1]`
  private func inlineContainer(
    of owner: Ancestor, axes: WritingDirection
  ) -> AbsolutePositioning.Container {
    let piece = context.fragments[Int(owner.piece)]
    var rects: [LayoutRect] = []
    if let root = enclosingBlock(of: owner), let box = piece.box {
      collectPieces(of: box, in: root.piece, at: root.origin, into: &rects)
    }
    guard let first = rects.first, let last = rects.last else {
      return AbsolutePositioning.Container(rect: owner.rect.inset(by: piece.border), axes: axes)
    }
    guard rects.count > 1 else { return AbsolutePositioning.Container(rect: first, axes: axes) }
    var rect = first
    if axes.isHorizontal {
      let start = axes.isRTL ? first.maxX : first.minX
      let end = axes.isRTL ? last.minX : last.maxX
      let low = min(start, end)
      rect = LayoutRect(
        x: axes.isRTL ? low : start, y: first.minY,
        width: axes.isRTL ? start - low : (end - start).clampedToPositive,
        height: (last.maxY - first.minY).clampedToPositive)
    } else {
      rect = first.union(last)
    }
    return AbsolutePositioning.Container(rect: rect, axes: axes)
  }

  private func enclosingBlock(of owner: Ancestor) -> (piece: Int32, origin: LayoutPoint)? {
    var id = owner.id
    while let parent = tree[id].parent {
      id = parent
      if case .box = tree[id].kind { break }
    }
    return id == owner.id ? nil : openPieces.last { $0.id == id }.map { ($0.piece, $0.origin) }
  }

  private func collectPieces(
    of box: BoxID, in piece: Int32, at origin: LayoutPoint, into rects: inout [LayoutRect]
  ) {
    for link in context.fragments[Int(piece)].links {
      let entry = context.links[Int(link)]
      let child = context.fragments[Int(entry.fragment)]
      let point = origin + entry.offset
      switch child.content {
      case .line: collectPieces(of: box, in: entry.fragment, at: point, into: &rects)
      case .inlineBox:
        if child.box == box {
          rects.append(LayoutRect(origin: point, size: child.size).inset(by: child.border))
        } else {
          collectPieces(of: box, in: entry.fragment, at: point, into: &rects)
        }
      default: break
      }
    }
  }
}

extension LayoutFragment {
  var isInlineBox: Bool { if case .inlineBox = content { true } else { false } }
  var isBoxLike: Bool {
    switch content {
    case .box, .inlineBox, .replaced: true
    default: false
    }
  }
}

extension ComputedStyle {
  /// Whether the box contains fixed boxes too. `[CSS Transforms 1, §3]`, `[Filter Effects 1, §5]`
  func containsFixed(isInline: Bool) -> Bool {
    if isInline { return false }
    return !effects.transform.isEmpty || effects.translate != nil || effects.rotate != nil
      || effects.scale != nil || effects.perspective != nil || effects.preserves3D
      || !effects.filter.isEmpty || !effects.backdropFilter.isEmpty || box.contain.layout
      || box.contain.paint
      || effects.willChange.contains {
        ["transform", "filter", "perspective", "backdrop-filter", "translate", "rotate", "scale"]
          .contains($0)
      }
  }
}
