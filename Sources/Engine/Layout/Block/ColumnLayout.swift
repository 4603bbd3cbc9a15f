import Scene

struct ColumnLayout {
  let box: BoxID
  let space: ConstraintSpace
  let context: LayoutContext
  init(_ box: BoxID, _ space: ConstraintSpace, context: LayoutContext) {
    self.box = box
    self.space = space
    self.context = context
  }
  func run() -> BoxResult { BlockFlow.layoutRoot(box, space, context: context) }
  static func intrinsic(_ sizes: IntrinsicSizes, _ style: ComputedStyle) -> IntrinsicSizes { sizes }
}
