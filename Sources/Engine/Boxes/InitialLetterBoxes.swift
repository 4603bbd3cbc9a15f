import Scene

/// Gives the boxes of initial letters the size of their ink and their place beside the lines.
///
/// `[CSS Inline 3, §3.5–3.7]`; where that leaves a choice, this is Chromium's: the box is that of the
/// glyphs' ink, and so are the lines' ends beside it.
struct InitialLetterBoxes {
  let shaper: any TextShaper

  /// Places the box of a first letter, if its style makes it an initial letter.
  func place(_ box: BoxID, in tree: inout BoxTree) {
    let style = tree.style(of: box)
    guard tree[box].isFloating, let letter = style.generated.initialLetter, letter.lineHeight > 0,
      style.text.writingMode == .horizontalTB, let ink = ink(of: box, in: tree)
    else { return }
    place(box, letter, ink, in: &tree)
  }

  /// The ink of the box's text relative to the start of its baseline.
  private func ink(of box: BoxID, in tree: BoxTree) -> Rect? {
    let style = tree.style(of: box)
    var units = tree.childList(of: box).filter { tree[$0].kind == .text }
      .flatMap { tree.texts[Int(tree[$0].content)] }
    var atWordStart = true
    units = TextTransformation.apply(
      style.text.transform, to: units, language: style.font.language, atWordStart: &atWordStart)
    let shaped = shaper.shape(
      ShapingRequest(
        text: units, range: 0..<units.count, font: style.font,
        isRightToLeft: style.text.direction == .rtl))
    var area: Rect?
    var pen = 0.0
    for run in shaped.runs {
      if let ink = shaper.ink(of: run)?.offsetBy(x: pen, y: 0) { area = area?.union(ink) ?? ink }
      pen += run.advance + style.text.letterSpacing * Double(run.glyphs.count)
    }
    return area
  }

  private func place(_ box: BoxID, _ letter: InitialLetter, _ ink: Rect, in tree: inout BoxTree) {
    var style = tree.style(of: box)
    let metrics = shaper.metrics(of: style.font)
    style.box.boxSizing = .contentBox
    style.box.width = .lengthPercentage(.length(ink.width))
    style.box.height = .lengthPercentage(.length(ink.height))
    style.text.indent = .length(-ink.x)
    // With this line height, the baseline lies as far below the box's edge as the ink ascends.
    style.font.lineHeight = .length(max(0, metrics.descent - metrics.ascent - 2 * ink.y))
    let baseline =
      letter.hangsLow
      ? letter.lineHeight * Double(letter.sink) - ink.maxY : letter.baseline
    let raised = letter.lineHeight * Double(letter.raisedLines)
    // Percentages would want the paragraph's width, which is not known yet.
    let edge = style.border.sides.top.width + style.box.padding.top.resolve(pixels: 0)
    style.box.margin.top = style.box.margin.top.adding(baseline + ink.y - edge - raised)
    tree.boxes[box.index].style = tree.add(style)
    for child in tree.childList(of: box) { tree.boxes[child.index].style = tree[box].style }
    if raised > 0 { addRoom(raised, before: box, in: &tree) }
  }

  /// Lines begin below a float of the paragraph's width.
  private func addRoom(_ height: Double, before box: BoxID, in tree: inout BoxTree) {
    guard let parent = tree[box].parent else { return }
    var style = ComputedStyle.initial
    style.box.display = .block
    style.box.float = .left
    style.box.width = .lengthPercentage(.percentage(100))
    style.box.height = .lengthPercentage(.length(height))
    var room = Box(kind: .block, level: .block, style: tree.add(style), node: nil)
    room.isAnonymous = true
    room.isFloating = true
    let id = tree.add(room)
    tree.setChildren(
      tree.childList(of: parent).flatMap { $0 == box ? [id, box] : [$0] }, of: parent)
  }
}

extension AutoLength {
  /// The length and some more pixels; `auto` counts as none.
  fileprivate func adding(_ pixels: Double) -> AutoLength {
    switch self {
    case .auto: .value(.length(pixels))
    case .value(.length(let own)): .value(.length(own + pixels))
    case .value(.percentage(let share)):
      .value(.calculation(.sum([.percentage(share), .length(pixels)])))
    case .value(.calculation(let own)): .value(.calculation(.sum([own, .length(pixels)])))
    }
  }
}
