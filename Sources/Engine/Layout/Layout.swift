package import Findings
package import Scene

/// Lays out a styled document. `[CSS 2.1, §9–§11, §17]` and the modules that extend it.
package enum Layout {
  /// What layout gives: the fragments, and what a person should know about them.
  package struct Result {
    package var fragments: FragmentTree
    package var findings: [Finding]
    /// Code points that no given font has a glyph for.
    package var missingGlyphs: [UInt32]
    /// Fonts that were asked for and not there, or made up.
    package var fallbacks: [FontFallback]
    /// Languages in which words should be hyphenated and could not be.
    package var unhyphenated: [String]
    /// For pages that may differ from this one in paint alone; nil where nothing is shown.
    package var shared: SharedLayout?
  }

  /// - Parameters:
  ///   - styled: the document with its computed styles.
  ///   - viewport: the initial containing block.
  ///   - shaper: the fonts.
  ///   - images: the images' natural sizes.
  ///   - shared: the layout of a page that may differ from this one in paint alone, such as the same
  ///     page in another colorway. It serves where that is so, and only then.
  package static func run(
    styled: StyledTree, viewport: LayoutSize, shaper: any TextShaper, images: any ImageSource,
    like shared: SharedLayout? = nil
  ) -> Result {
    var generation = BoxGeneration(styled: styled, images: images, shaper: shaper)
    let boxes = generation.run()
    let layout: SharedLayout
    if let shared, shared.serves(boxes, viewport: viewport, shaper: shaper, images: images) {
      layout = shared
    } else {
      let context = LayoutContext(tree: boxes, shaper: shaper, images: images, viewport: viewport)
      context.findings = generation.findings
      layout = SharedLayout(context: context, root: boxes.root.map { layoutRoot($0, context) })
    }
    let tree = layout.fragments()
    let context = layout.context
    var overflow = OverflowFindings(tree: tree, document: styled.document)
    var contrast = ContrastFindings(tree: tree, document: styled.document)
    var findings = context.findings + overflow.find() + contrast.find()
    findings += FilterFindings(tree: tree, document: styled.document).find()
    return Result(
      fragments: tree, findings: findings, missingGlyphs: context.missing.sorted(),
      fallbacks: context.fallbacks, unhyphenated: context.unhyphenated.sorted(), shared: layout)
  }

  /// Whether a document comes out the same in both styles but for paint.
  package static func isShared(
    by first: StyledTree, and second: StyledTree, images: any ImageSource
  ) -> Bool {
    var boxes = BoxGeneration(styled: first, images: images)
    var others = BoxGeneration(styled: second, images: images)
    return boxes.run().laysOut(as: others.run())
  }

  /// The fragments alone, with the context that tells what layout met with.
  ///
  /// - Parameter prepare: tells the context more before layout begins.
  static func fragments(
    styled: StyledTree, viewport: LayoutSize, shaper: any TextShaper, images: any ImageSource,
    prepare: (LayoutContext) -> Void
  ) -> (tree: FragmentTree, context: LayoutContext) {
    var generation = BoxGeneration(styled: styled, images: images, shaper: shaper)
    let boxes = generation.run()
    let context = LayoutContext(tree: boxes, shaper: shaper, images: images, viewport: viewport)
    context.findings = generation.findings
    prepare(context)
    let layout = SharedLayout(context: context, root: boxes.root.map { layoutRoot($0, context) })
    return (layout.fragments(), context)
  }

  /// The root element's box in the initial containing block. `[CSS 2.1, §10.1]`
  private static func layoutRoot(
    _ root: BoxID, _ context: LayoutContext
  ) -> SharedLayout.Root {
    let style = context.style(root)
    let axes = WritingDirection(style)
    let size = LogicalSize(context.viewport, in: axes)
    if !style.box.position.isInFlow {
      let placed = AbsolutePositioning(
        root,
        container: AbsolutePositioning.Container(
          rect: LayoutRect(size: context.viewport), axes: axes),
        staticPoint: LogicalOffset.zero.physical(
          in: axes, outer: context.viewport, inner: .zero),
        staticPosition: StaticPosition(axes: axes), context: context
      ).run(textScale: 1)
      return SharedLayout.Root(fragment: placed.result.fragment, origin: placed.origin)
    }
    var space = ConstraintSpace(availableInline: size.inline, availableBlock: size.block)
    let isShrunk = context.tree[root].isFloating || context.tree[root].kind == .table
    space.stretchesInline = !isShrunk
    let result = context.layout(root, space)
    let margins = style.logicalMargins(in: axes)
    var margin = style.marginEdges(in: axes, base: size.inline)
    let free = size.inline - result.size.inline - margin.inlineSum
    if margins.inlineStart.isAuto {
      margin.inlineStart = (margins.inlineEnd.isAuto ? free / 2 : free).clampedToPositive
    }
    var offset = LogicalOffset(inline: margin.inlineStart, block: margin.blockStart)
    if context.tree[root].isFloating, (style.box.float == .right) != axes.isRTL {
      offset.inline = size.inline - margin.inlineEnd - result.size.inline
    }
    let point = offset.physical(
      in: axes, outer: context.viewport, inner: result.size.physical(in: axes))
    let shift = context.relativeShift(
      of: root, containingInline: size.inline, containingBlock: size.block, axes: axes)
    return SharedLayout.Root(fragment: result.fragment, origin: point + shift)
  }
}
