import Findings
import Markup
import Scene

/// A document laid out as one page without an end, with what layout says of it.
struct PageStripLayout {
  let strip: PageStrip
  let findings: [Finding]
  let missing: Set<UInt32>
  let fallbacks: [FontFallback]
  let unhyphenated: Set<String>

  /// - Parameters:
  ///   - area: the page area, which is the initial containing block.
  ///   - resumptions: where the lines of blocks begin that earlier pages have begun.
  init(
    styled: StyledTree, area: LayoutSize, shaper: any TextShaper, images: any ImageSource,
    resumptions: [BoxID: Int] = [:]
  ) {
    let root = styled.document.documentElement.flatMap { styled.style(of: $0) }
    let isHorizontal = root?.text.writingMode == .horizontalTB
    var rooms = ColumnRooms(extent: area.height)
    while true {
      let layout = Layout.fragments(
        styled: styled, viewport: area, shaper: shaper, images: images
      ) { context in
        context.resumptions = resumptions
        context.columnRooms = isHorizontal ? rooms : nil
      }
      let made = PageStrip(tree: layout.tree, area: area)
      // Columns that begin in the middle of a page have the rest of it; where that is, is known now.
      if isHorizontal, rooms.first.count < Self.mostRooms,
        let found = made.columnRoom(besides: rooms)
      {
        rooms.first[found.key] = found.room
        continue
      }
      strip = made
      findings = layout.context.findings
      missing = layout.context.missing
      fallbacks = layout.context.fallbacks
      unhyphenated = layout.context.unhyphenated
      return
    }
  }

  /// Each costs a layout.
  private static let mostRooms = 12

  /// Whether the lines of pages with such an area are those of the strip.
  func serves(_ area: LayoutSize) -> Bool {
    LogicalSize(area, in: strip.flow.axes).inline
      == LogicalSize(strip.area, in: strip.flow.axes).inline
  }
}

extension PageStrip {
  /// Where, in a strip for pages of another width, the next page after one of this strip begins.
  func place(_ cut: PageCut, in other: PageStrip) -> LayoutUnit {
    guard let anchor = cut.next else { return min(cut.end, other.end) }
    let margin = cut.forced?.margin ?? .zero
    if let line = line(anchor) {
      guard let block = other.fragmentOfBox[line.block.raw] else { return min(cut.end, other.end) }
      let lines = other.tree.children(of: block).filter { other.tree[$0].isLine }
      let next = lines.last { Int(other.tree[$0].textStart) <= line.start } ?? lines.first
      return next.map { other.entries[$0.index].span.start }
        ?? other.entries[block.index].span.end
    }
    guard let box = other.fragmentOfBox[tree[anchor].box] else { return min(cut.end, other.end) }
    return other.entries[box.index].span.start - margin
  }

  /// A line's block, and where the line begins in its text; nil for other fragments.
  func line(_ id: FragmentID) -> (block: BoxID, start: Int)? {
    guard tree[id].isLine, let parent = tree[id].parent, tree[parent].box >= 0 else { return nil }
    return (BoxID(tree[parent].box), Int(tree[id].textStart))
  }
}

extension Fragment {
  fileprivate var isLine: Bool { if case .line = kind { true } else { false } }
}
