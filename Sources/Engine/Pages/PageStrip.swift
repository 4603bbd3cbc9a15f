import Scene

/// A document laid out as one page without an end, and where it may be cut into pages.
///
/// Its lines and other parts that must stay whole are *units*: every page takes those that begin in
/// its stretch of the strip. So no cut ever goes through a line, wherever it lies: in a cell, a float,
/// a flex item or a box out of flow.
struct PageStrip {
  /// A part that no page cuts, unless it is longer than a page.
  struct Unit {
    var fragment: FragmentID
    var span: BlockSpan
  }

  /// A stretch that takes space without units of its own.
  struct Plain {
    enum Kind {
      /// A container that is painted, without units in it.
      case picture
      /// A container that is painted, with units.
      case frame
      /// What a stated height leaves empty at the end of a container.
      case blank
    }

    var span: BlockSpan
    var kind: Kind
  }

  /// What the strip knows of a fragment.
  struct Entry {
    enum Role {
      /// Inside of a unit, or out of the strip.
      case none
      case unit
      /// May be cut anywhere between the units in it.
      case container
    }

    var role: Role = .none
    /// The border box in the strip.
    var rect = LayoutRect.zero
    var span = BlockSpan(start: .zero, end: .zero)
    /// The fragment with all units in it.
    var reach = BlockSpan(start: .zero, end: .zero)
  }

  /// What a container puts before and after the part of it that stands on a page.
  struct Lead {
    var span: BlockSpan
    /// Space before the content on pages that go on with the container, and from where on.
    var before: LayoutUnit = .zero
    var beforeApplies: LayoutUnit
    /// Space after the content on pages that it does not end on, and up to where.
    var after: LayoutUnit = .zero
    var afterApplies: LayoutUnit
    /// The lead of the innermost container around.
    var parent: Int?
    /// Groups of rows that are repeated.
    var header: FragmentID?
    var footer: FragmentID?

    /// The space before what begins at a cut.
    func before(at cut: LayoutUnit) -> LayoutUnit {
      cut > span.start && cut < span.end && cut >= beforeApplies ? before : .zero
    }

    /// The space after what ends at a cut.
    func after(at cut: LayoutUnit) -> LayoutUnit {
      cut > span.start && cut < span.end && cut <= afterApplies ? after : .zero
    }
  }

  private(set) var tree: FragmentTree
  private(set) var flow: PageFlow
  /// The page area that the strip was laid out for.
  private(set) var area: LayoutSize
  var entries: ContiguousArray<Entry>
  /// By where they begin.
  var units: [Unit] = []
  var plain: [Plain] = []
  /// By position.
  var points: [BreakPoint] = []
  /// By position, then in tree order.
  var forced: [ForcedBreak] = []
  var avoided: [AvoidedRange] = []
  /// The used values of `page`, from where on each holds. `[CSS Paged Media 3, §5.1]`
  var names: [(position: LayoutUnit, name: String)] = []
  var leads: [Lead] = []
  /// By fragment, index into `leads`.
  var leadOfFragment: [FragmentID: Int] = [:]
  /// Boxes that stand on every page.
  private(set) var fixed: Set<FragmentID> = []
  /// The first fragment of each box outside of lines, by the box's number.
  private(set) var fragmentOfBox: [Int32: FragmentID] = [:]

  init(tree: FragmentTree, area: LayoutSize) {
    self.tree = tree
    self.area = area
    let axes = tree.root.map { WritingDirection(tree.style(of: $0)) } ?? .horizontal
    flow = PageFlow(axes, area: area)
    entries = ContiguousArray(repeating: Entry(), count: tree.fragments.count)
    guard let root = tree.root else { return }
    index(root)
    for index in tree.fragments.indices {
      let fragment = tree.fragments[index]
      guard fragment.isOutOfFlow, fragment.containingBlock == nil, fragment.parent != nil else {
        continue
      }
      let id = FragmentID(Int32(clamping: index))
      if tree.style(of: id).box.position == .fixed { fixed.insert(id) }
    }
    var analysis = StripAnalysis(strip: self)
    self = analysis.run(root)
  }

  /// Where fixed boxes without insets stand on their page, and so on all others.
  func fixedPlaces(_ cuts: [PageCut]) -> [FragmentID: LayoutPoint] {
    var places: [FragmentID: LayoutPoint] = [:]
    for id in fixed {
      let inset = LogicalSides(tree.style(of: id).box.inset, in: flow.axes)
      guard inset.blockStart.isAuto, inset.blockEnd.isAuto else { continue }
      let origin = tree.origin(of: id)
      let start = flow.span(LayoutRect(origin: origin, size: tree[id].rect.size)).start
      guard let cut = cuts.last(where: { $0.start <= start }) else { continue }
      places[id] = origin + flow.vector(cut.spaceBefore - cut.start)
    }
    return places
  }

  /// Where everything ends.
  var end: LayoutUnit {
    max(
      units.map(\.span.end).max() ?? .zero,
      plain.filter { $0.kind != .blank }.map(\.span.end).max() ?? .zero)
  }

  /// The page name that holds at a position.
  func name(at position: LayoutUnit) -> String {
    names.last { $0.position <= position }?.name ?? names.first?.name ?? ""
  }

  /// Finds all boxes outside of lines.
  private mutating func index(_ id: FragmentID) {
    switch tree[id].kind {
    case .line, .text, .inlineBox: return
    case .box, .replaced: break
    }
    let box = tree[id].box
    if box >= 0, fragmentOfBox[box] == nil { fragmentOfBox[box] = id }
    for child in tree.children(of: id) { index(child) }
  }

  /// The space that containers put before what begins at a cut, the innermost one's last.
  func spaceBefore(at cut: LayoutUnit) -> LayoutUnit {
    leads.indices.map { sum(of: $0) { $0.before(at: cut) } }.max() ?? .zero
  }

  func spaceAfter(at cut: LayoutUnit) -> LayoutUnit {
    leads.indices.map { sum(of: $0) { $0.after(at: cut) } }.max() ?? .zero
  }

  private func sum(of lead: Int, _ part: (Lead) -> LayoutUnit) -> LayoutUnit {
    var total = LayoutUnit.zero
    var next: Int? = lead
    while let index = next {
      total += part(leads[index])
      next = leads[index].parent
    }
    return total
  }
}

extension FragmentTree {
  /// The border box's place in the tree's coordinates.
  func origin(of id: FragmentID) -> LayoutPoint {
    var origin = LayoutPoint.zero
    var next: FragmentID? = id
    while let current = next {
      origin += self[current].rect.origin
      next = self[current].parent
    }
    return origin
  }
}
