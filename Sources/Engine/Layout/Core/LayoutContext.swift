import Findings
import Scene

/// What all formatting contexts of one layout share: boxes, fonts, pieces and caches.
final class LayoutContext {
  private(set) var tree: BoxTree
  let shaper: any TextShaper
  let images: any ImageSource
  let viewport: LayoutSize
  var fragments: ContiguousArray<LayoutFragment> = []
  var links: ContiguousArray<FragmentLink> = []
  var runs: ContiguousArray<ShapedRun> = []
  var collapsedBorders: ContiguousArray<[CollapsedBorderSegment]> = []
  var gridGeometries: ContiguousArray<GridGeometry> = []
  var findings: [Finding] = []
  /// Characters without glyphs, and fonts that fell back.
  var missing: Set<UInt32> = []
  var fallbacks: [FontFallback] = []
  /// Languages whose words could not be divided, for want of patterns.
  var unhyphenated: Set<String> = []
  var styleOverrides: StyleOverrides
  /// Where the lines of blocks begin that earlier pages have begun, in their text.
  var resumptions: [BoxID: Int] = [:]
  /// The room for rows of columns, where the document goes over pages.
  var columnRooms: ColumnRooms?
  /// Set while `text-fit` tries a size.
  var fitting: Fitting?
  var fittingTrials = 0
  var tableGrids: [BoxID: TableGrid] = [:]
  /// What grids have told their subgrids.
  var subgrids: [BoxID: SubgridPlan] = [:]
  var tableStyleIDs: [BoxID: (wrapper: StyleID, grid: StyleID)] = [:]
  var inlineContents: ContiguousArray<InlineContent?>
  var emphasis: [EmphasisKey: EmphasisMarks?] = [:]
  private var blockDependence: ContiguousArray<Bool?>
  private var intrinsics: ContiguousArray<IntrinsicEntry?>
  private var results: ContiguousArray<[ResultEntry]>
  private var metricsCache: [FontStyle: FontMetrics] = [:]
  private var metricsByStyle: ContiguousArray<FontMetrics?>

  /// One trial of `text-fit`.
  struct Fitting {
    /// Whether words may be broken in their middle.
    let breaksWords: Bool
    /// Whether an ellipsis or a clamp had to cut something.
    var hasCuts = false
  }

  private struct IntrinsicEntry {
    var percentageBlock: LayoutUnit?
    var textScale: Double
    var sizes: IntrinsicSizes
  }
  private struct ResultEntry {
    var space: ConstraintSpace
    var result: BoxResult
  }

  init(
    tree: BoxTree, shaper: any TextShaper, images: any ImageSource, viewport: LayoutSize
  ) {
    self.tree = tree
    self.shaper = shaper
    self.images = images
    self.viewport = viewport
    styleOverrides = StyleOverrides(base: tree.styles.count)
    inlineContents = ContiguousArray(repeating: nil, count: tree.boxes.count)
    blockDependence = ContiguousArray(repeating: nil, count: tree.boxes.count)
    intrinsics = ContiguousArray(repeating: nil, count: tree.boxes.count)
    results = ContiguousArray(repeating: [], count: tree.boxes.count)
    metricsByStyle = ContiguousArray(repeating: nil, count: tree.styles.count)
  }

  func style(_ box: BoxID) -> ComputedStyle { tree.styles[tree.boxes[box.index].style.index] }

  func style(_ id: StyleID) -> ComputedStyle {
    id.index < tree.styles.count ? tree.styles[id.index] : styleOverrides[id]
  }

  /// Goes on with the boxes of a page that is laid out as this one is, but painted in other colors.
  ///
  /// - Returns: false, with nothing changed, where layout would not come out the same.
  func takePaint(of boxes: BoxTree) -> Bool {
    guard collapsedBorders.isEmpty, tree.laysOut(as: boxes),
      let overrides = styleOverrides.repainted(from: tree.styles, to: boxes.styles)
    else { return false }
    tree = boxes
    styleOverrides = overrides
    return true
  }

  // MARK: Pieces

  func add(_ fragment: LayoutFragment) -> Int32 {
    fragments.append(fragment)
    return Int32(clamping: fragments.count - 1)
  }

  /// Records the shaped run of a text piece.
  func addRun(_ run: ShapedRun) -> Int32 {
    runs.append(run)
    return Int32(clamping: runs.count - 1)
  }

  // MARK: Caches

  /// Whether the inline size of a box by its content may depend on its block size: by a ratio, a
  /// percentage or an orthogonal flow within.
  func dependsOnBlockSize(_ box: BoxID) -> Bool {
    if let known = blockDependence[box.index] { return known }
    let style = self.style(box)
    var depends = style.box.aspectRatio.ratio != nil || tree[box].kind == .replaced
    var next = tree[box].firstChild
    while !depends, let child = next {
      next = tree[child].nextSibling
      depends =
        dependsOnBlockSize(child)
        || WritingDirection(self.style(child)).isOrthogonal(to: WritingDirection(style))
    }
    blockDependence[box.index] = depends
    return depends
  }

  func metrics(_ style: StyleID, scale: Double = 1) -> FontMetrics {
    if scale == 1, style.index < metricsByStyle.count {
      if let known = metricsByStyle[style.index] { return known }
      let found = metrics(of: tree.styles[style.index].font)
      metricsByStyle[style.index] = found
      return found
    }
    var font = self.style(style).font
    font.size *= scale
    return metrics(of: font)
  }

  private func metrics(of font: FontStyle) -> FontMetrics {
    if let known = metricsCache[font] { return known }
    let found = shaper.metrics(of: font)
    metricsCache[font] = found
    return found
  }

  func cachedIntrinsic(
    _ box: BoxID, percentageBlock: LayoutUnit?, textScale: Double, _ compute: () -> IntrinsicSizes
  ) -> IntrinsicSizes {
    if let entry = intrinsics[box.index], entry.percentageBlock == percentageBlock,
      entry.textScale == textScale
    {
      return entry.sizes
    }
    let sizes = compute()
    intrinsics[box.index] = IntrinsicEntry(
      percentageBlock: percentageBlock, textScale: textScale, sizes: sizes)
    return sizes
  }

  /// The result of a formatting context root for a space it was laid out for before.
  func cachedResult(_ box: BoxID, _ space: ConstraintSpace) -> BoxResult? {
    results[box.index].last { $0.space == space }?.result
  }

  func cache(_ result: BoxResult, _ box: BoxID, _ space: ConstraintSpace) {
    // Measuring, stretching and the final size are what containers ask for; older ones are done with.
    if results[box.index].count >= 6 { results[box.index].removeFirst() }
    results[box.index].append(ResultEntry(space: space, result: result))
  }
}

/// Styles made during layout, numbered after the box tree's.
struct StyleOverrides {
  let base: Int
  private(set) var styles: ContiguousArray<ComputedStyle> = []
  /// The style that each was made from; nil where it was made from several.
  private var origins: ContiguousArray<StyleID?> = []

  init(base: Int) { self.base = base }

  subscript(id: StyleID) -> ComputedStyle { styles[id.index - base] }

  mutating func add(_ style: ComputedStyle, from origin: StyleID? = nil) -> StyleID {
    styles.append(style)
    origins.append(origin)
    return StyleID(Int32(clamping: base + styles.count - 1))
  }

  /// The same styles for a page of other colors; nil where it cannot be told what they would be.
  func repainted(
    from old: ContiguousArray<ComputedStyle>, to new: ContiguousArray<ComputedStyle>
  ) -> StyleOverrides? {
    var result = self
    for (index, style) in styles.enumerated() {
      guard let origin = origins[index], origin.index < old.count,
        let repainted = style.repainted(from: old[origin.index], to: new[origin.index])
      else { return nil }
      result.styles[index] = repainted
    }
    return result
  }
}
