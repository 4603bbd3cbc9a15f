/// `initial-letter`: the first letter over several lines, its cap height from the first line's to the
/// baseline of the last. `[CSS Inline 3, §3]`
///
/// The letter is a float. Its box is that of its ink, which is known when its text is:
/// `InitialLetterBoxes` gives it its size and place.
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
    var letter = letter
    letter.lineHeight = line
    letter.baseline = (line + around.ascent - around.descent) / 2 + (letter.size - 1) * line
    style.generated.initialLetter = letter
    style.box.float = style.text.direction == .ltr ? .left : .right
    style.box.originalDisplay = .inline
    style.box.display = .block
  }
}
