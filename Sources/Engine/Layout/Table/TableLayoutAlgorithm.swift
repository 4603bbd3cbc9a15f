import Scene

struct TableLayoutAlgorithm {
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
    _ box: BoxID, textScale: Double, context: LayoutContext
  ) -> IntrinsicSizes { .zero }
}
