/// `initial-letter`: the first letter over several lines, its cap height from the first line's to the
/// baseline of the last. `[CSS Inline 3, §3]`
///
/// A letter that sinks into its paragraph is a float as high as the lines that it takes; one that
/// rises above it stays on its line.
enum InitialLetterStyle {
  static func apply(
    _ letter: InitialLetter, to style: inout ComputedStyle, parent: ComputedStyle,
    _ context: ComputeContext
  ) {
    guard let around = context.metrics(of: parent.font), let own = context.metrics(of: style.font),
      own.capHeight > 0, style.font.size > 0
    else { return }
    let line = context.lineHeight(of: parent.font)
    let capHeight = (letter.size - 1) * line + around.capHeight
    let factor = min(capHeight / own.capHeight, 10_000 / style.font.size)
    guard factor > 0, factor.isFinite else { return }
    style.font.size *= factor
    guard Double(letter.sink) >= letter.size.rounded(.down) else {
      style.font.lineHeight = .number(1)
      return
    }
    let height = line * Double(letter.sink)
    style.font.lineHeight = .length(height)
    let baseline = (height + (own.ascent - own.descent) * factor) / 2
    let wanted = line * Double(letter.sink - 1) + (line + around.ascent - around.descent) / 2
    style.box.float = style.text.direction == .ltr ? .left : .right
    style.box.originalDisplay = .inline
    style.box.display = .block
    if style.box.position == .static {
      style.box.position = .relative
      style.box.inset.top = .value(.length(wanted - baseline))
    }
  }
}
