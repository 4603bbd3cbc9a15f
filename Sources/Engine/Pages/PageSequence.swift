package import Findings
import Markup
import Scene

extension Layout {
  /// What laying out a document in pages gives.
  package struct PagedResult {
    /// One tree for each page; at least one.
    package var pages: [FragmentTree]
    package var findings: [Finding]
    package var missingGlyphs: [UInt32]
    package var fallbacks: [FontFallback]
    /// Languages whose words cannot be divided although the page asks for it.
    package var unhyphenated: [String]
  }

  /// Lays out a document in pages. `[CSS Paged Media 3]`, `[CSS Fragmentation 3]`
  ///
  /// - Parameters:
  ///   - limit: the most pages; what comes after them is left out, with a finding.
  package static func paginate(
    styled: StyledTree, styler: PageStyler, shaper: any TextShaper, images: any ImageSource,
    limit: Int = 1000
  ) -> PagedResult {
    var sequence = PageSequence(
      styled: styled, styler: styler, shaper: shaper, images: images, limit: limit)
    return sequence.run()
  }
}

/// Lays out a document's pages one after the other.
private struct PageSequence {
  let styled: StyledTree
  var styler: PageStyler
  let shaper: any TextShaper
  let images: any ImageSource
  let limit: Int
  private var strips: [PageStripLayout] = []
  private var sheets: [Sheet] = []
  private var findings: [Finding] = []
  private var missing: Set<UInt32> = []
  private var fallbacks: [FontFallback] = []
  private var unhyphenated: Set<String> = []

  private static let mostStrips = 32

  /// One page before it is copied from its strip.
  private struct Sheet {
    var style: PageStyle
    var strip: Int
    /// Nil for a page left blank.
    var cut: PageCut?
  }

  init(
    styled: StyledTree, styler: PageStyler, shaper: any TextShaper, images: any ImageSource,
    limit: Int
  ) {
    self.styled = styled
    self.styler = styler
    self.shaper = shaper
    self.images = images
    self.limit = max(1, limit)
    if let root = styled.document.documentElement, let style = styled.style(of: root) {
      self.styler.inherit(from: style)
    }
  }

  mutating func run() -> Layout.PagedResult {
    cutPages()
    let frames = layoutFrames()
    let pages = assemble(frames)
    for (index, page) in pages.enumerated() {
      var overflow = OverflowFindings(tree: page, document: styled.document)
      let place = pages.count > 1 ? index + 1 : nil
      findings += overflow.find().map { $0.onPage(place) }
    }
    if let first = pages.first {
      var contrast = ContrastFindings(tree: first, document: styled.document)
      findings += contrast.find()
    }
    if let strip = strips.first?.strip {
      findings += FilterFindings(tree: strip.tree, document: styled.document).find()
    }
    return Layout.PagedResult(
      pages: pages, findings: findings, missingGlyphs: missing.sorted(), fallbacks: fallbacks,
      unhyphenated: unhyphenated.sorted())
  }

  // MARK: Cutting

  private mutating func cutPages() {
    var style = styler.style(of: identity(name: ""))
    var strip = stripIndex(for: style)
    var name = strips[strip].strip.names.first?.name ?? ""
    var breaker = PageBreaker(strips[strip].strip)
    var position = LayoutUnit.zero
    while true {
      style = styler.style(of: identity(name: name))
      if !strips[strip].serves(style.area.size) {
        let last = sheets.last { $0.cut != nil }?.cut
        let line = last?.next.flatMap { strips[strip].strip.line($0) }
        let wanted = stripIndex(for: style, from: line)
        position = last.map { strips[strip].strip.place($0, in: strips[wanted].strip) } ?? .zero
        strip = wanted
        breaker = PageBreaker(strips[strip].strip)
        breaker.skip(to: position)
      }
      let extent = LogicalSize(style.area.size, in: strips[strip].strip.flow.axes).block
      var cut = breaker.next(from: position, extent: extent)
      cut.isFirst = !sheets.contains { $0.cut != nil }
      sheets.append(Sheet(style: style, strip: strip, cut: cut))
      if cut.isLast { return }
      guard sheets.count < limit else {
        findings.append(
          Finding(
            .tooManyPages, "The document has more than \(limit) pages; the rest is left out."))
        return
      }
      position = cut.end
      name = strips[strip].strip.name(at: position)
      if let side = cut.forced?.side, side != .any, isLeft(sheets.count) != (side == .left),
        sheets.count + 1 < limit
      {
        sheets.append(
          Sheet(style: styler.style(of: identity(name: name, isBlank: true)), strip: strip))
      }
    }
  }

  private func identity(name: String, isBlank: Bool = false) -> PageIdentity {
    PageIdentity(
      name: name, isFirst: sheets.isEmpty, isLeft: isLeft(sheets.count), isBlank: isBlank)
  }

  /// Documents begin on the side from which they are read. `[CSS Paged Media 3, §3.1]`
  private func isLeft(_ index: Int) -> Bool {
    let isRightToLeft = strips.first.map {
      let axes = $0.strip.flow.axes
      return axes.isHorizontal ? axes.isRTL : axes.hasFlippedBlocks
    }
    return (index % 2 == 1) != (isRightToLeft ?? false)
  }

  /// The document laid out for pages as wide as this one.
  ///
  /// - Parameter line: where the page goes on within a block, whose lines must begin there.
  private mutating func stripIndex(
    for style: PageStyle, from line: (block: BoxID, start: Int)? = nil
  ) -> Int {
    let area = style.area.size
    // Each such page costs a layout; where there are many, some words may come twice.
    let resumes = line != nil && strips.count < Self.mostStrips
    if !resumes, let known = strips.firstIndex(where: { $0.serves(area) }) { return known }
    let made = PageStripLayout(
      styled: styled, area: area, shaper: shaper, images: images,
      resumptions: resumes ? line.map { [$0.block: $0.start] } ?? [:] : [:])
    if strips.isEmpty { findings += made.findings }
    missing.formUnion(made.missing)
    unhyphenated.formUnion(made.unhyphenated)
    if strips.isEmpty { fallbacks += made.fallbacks }
    strips.append(made)
    return strips.count - 1
  }

  // MARK: Pages

  private mutating func layoutFrames() -> [FragmentTree] {
    var counters = PageCounters()
    return sheets.map { sheet in
      var values = counters.enter(sheet.style.style.generated)
      values.removeAll { $0.name == "pages" }
      values.append(("pages", sheets.count))
      let frame = PageFrame(
        style: sheet.style, counters: values, shaper: shaper, images: images
      ).run()
      missing.formUnion(frame.missing)
      fallbacks += frame.fallbacks.filter { !fallbacks.contains($0) }
      return frame.tree
    }
  }

  /// Pages share their styles and runs, the document's and all frames'.
  private func assemble(_ frames: [FragmentTree]) -> [FragmentTree] {
    var pages: [FragmentTree?] = Array(repeating: nil, count: sheets.count)
    for (number, layout) in strips.enumerated() {
      let members = sheets.indices.filter { sheets[$0].strip == number }
      var shared = FragmentTree()
      shared.styles = layout.strip.tree.styles
      shared.runs = layout.strip.tree.runs
      var window = ComputedStyle.initial
      window.box.display = .block
      window.box.overflowX = .clip
      window.box.overflowY = .clip
      let clipStyle = StyleID(Int32(clamping: shared.styles.count))
      shared.styles.append(window)
      let offsets = members.map { index in
        let offset = (styles: shared.styles.count, runs: shared.runs.count)
        shared.styles += frames[index].styles
        shared.runs += frames[index].runs
        return offset
      }
      let places = layout.strip.fixedPlaces(members.compactMap { sheets[$0].cut })
      for (index, offset) in zip(members, offsets) {
        var page = shared
        page.graft(frames[index], styles: offset.styles, runs: offset.runs)
        let sheet = sheets[index]
        page.viewport = sheet.style.sheet
        page.page = PageContents(area: sheet.style.area, root: nil)
        if let cut = sheet.cut {
          var slicer = PageSlicer(
            layout.strip, cut, page: page, area: sheet.style.area, clipStyle: clipStyle,
            fixedPlaces: places)
          let root = slicer.run(parent: FragmentID(0))
          page = slicer.page
          page.page?.root = root
          if let root { page.adopt(root) }
        }
        pages[index] = page
      }
    }
    return pages.compactMap { $0 }
  }
}

extension FragmentTree {
  /// Takes over another tree, whose root becomes this one's.
  fileprivate mutating func graft(_ other: FragmentTree, styles: Int, runs: Int) {
    fragments = other.fragments
    for index in fragments.indices {
      fragments[index].style = StyleID(
        Int32(clamping: Int(fragments[index].style.raw) + styles))
      if case .text(var text) = fragments[index].kind {
        text.run = Int32(clamping: Int(text.run) + runs)
        fragments[index].kind = .text(text)
      }
    }
    children = other.children
    collapsedBorders = other.collapsedBorders
    root = other.root
  }

  /// Makes a fragment the root's first child.
  fileprivate mutating func adopt(_ id: FragmentID) {
    guard let root else { return }
    let list = [id] + Array(children(of: root))
    let start = Int32(clamping: children.count)
    children += list
    fragments[root.index].children = start..<Int32(clamping: children.count)
  }
}

extension Finding {
  fileprivate func onPage(_ number: Int?) -> Finding {
    guard let number else { return self }
    var finding = self
    finding.message += " (page \(number))"
    // Proofs show the first page.
    if number > 1 { finding.area = nil }
    return finding
  }
}
