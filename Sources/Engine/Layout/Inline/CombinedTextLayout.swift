import Scene

/// Lays out combined upright text: a square of one em, into which wider text is pressed.
/// `[CSS Writing Modes 3, §9.1.2–9.1.3]`
struct CombinedTextLayout {
  let context: LayoutContext
  let box: BoxID
  let space: ConstraintSpace

  func run() -> BoxResult {
    let style = context.style(box)
    let side = LayoutUnit(style.font.size * space.textScale)
    let natural = context.intrinsicSizes(of: box, space: space).maximum
    var inner = space
    inner.fixedInline = max(natural, side)
    inner.fixedBlock = side
    let result = BlockFlow.layoutRoot(box, inner, context: context)
    if natural > side {
      var pressed = style
      pressed.effects.transform = [.scale(side.pixels / natural.pixels, 1, 1)]
      pressed.effects.transformOrigin.position = Position(.zero, .zero)
      context.fragments[Int(result.fragment)].style = context.styleOverrides.add(pressed)
    }
    return BoxResult(
      fragment: result.fragment, size: LogicalSize(inline: side, block: side),
      intrinsicBlockSize: side)
  }
}
