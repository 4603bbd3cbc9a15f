import Scene

struct GridGeometry {
  func area(
    for style: ComputedStyle, axes: WritingDirection, padding: LayoutSize, border: LayoutEdges
  ) -> LayoutRect? { nil }
}

struct GridLayout {
  let box: BoxID
  let space: ConstraintSpace
  let context: LayoutContext
  init(_ box: BoxID, _ space: ConstraintSpace, context: LayoutContext) {
    self.box = box
    self.space = space
    self.context = context
  }
  func run() -> BoxResult { BlockFlow.layoutRoot(box, space, context: context) }
  static func intrinsicSizes(
    _ box: BoxID, percentageBlock: LayoutUnit?, textScale: Double, context: LayoutContext
  ) -> IntrinsicSizes { .zero }
}
