import Scene

/// Bidi levels, shaping and break opportunities of collected inline content.
struct InlineShaping {
  let content: InlineContent
  let context: LayoutContext
  let style: ComputedStyle

  func run() {
    resolveLevels()
    shape()
    findBreaks()
  }

  // MARK: Bidi

  private func resolveLevels() {
    let isPlaintext = style.box.unicodeBidi == .plaintext
    let isRTL = style.text.direction == .rtl
    content.baseLevel = isRTL ? 1 : 0
    guard isRTL || content.text.contains(where: Self.mayBeBidi) else { return }
    var levels: [UInt8] = []
    levels.reserveCapacity(content.text.count)
    // Embeddings begin anew in each paragraph, so the open ones are said again.
    var open: [UInt16] = []
    var start = 0
    while start < content.text.count {
      let end = (content.text[start...].firstIndex(of: 0x0A).map { $0 + 1 }) ?? content.text.count
      let paragraph = open + content.text[start..<end]
      var direction = style.text.direction
      if isPlaintext {
        direction = Self.firstStrongDirection(paragraph) ?? .ltr
        content.paragraphLevels.append((start, direction == .rtl ? 1 : 0))
      }
      var found = context.shaper.bidiLevels(of: paragraph, direction: direction)
      if found.count < paragraph.count {
        found += [UInt8](repeating: isRTL ? 1 : 0, count: paragraph.count - found.count)
      }
      levels += found[open.count..<paragraph.count]
      for unit in content.text[start..<end] {
        if BidiControls.opens(unit) { open.append(unit) }
        if BidiControls.closes(unit), !open.isEmpty { open.removeLast() }
      }
      start = end
    }
    if isPlaintext { content.baseLevel = content.paragraphLevels.first?.level ?? 0 }
    guard levels.contains(where: { $0 != 0 }) else { return }
    BidiControls.settle(&levels, content.text)
    content.isBidi = true
    splitItems(at: levels)
  }

  /// The direction of the first strong character outside of isolates. `[UAX #9, P2–P3]`
  private static func firstStrongDirection(_ text: [UInt16]) -> Direction? {
    var isolates = 0
    for (index, unit) in text.enumerated() {
      switch unit {
      case 0x2066...0x2068: isolates += 1
      case 0x2069: isolates = max(0, isolates - 1)
      case 0x200E where isolates == 0: return .ltr
      case _ where isolates > 0 || BidiControls.opens(unit) || BidiControls.closes(unit): continue
      case _ where mayBeBidi(unit):
        // Marks and the digits of right-to-left scripts are not strong.
        let category = Unicode.Scalar(unit)?.properties.generalCategory
        if category != .nonspacingMark, category != .decimalNumber { return .rtl }
      default:
        guard !(0xDC00...0xDFFF).contains(unit),
          let scalar = String(decoding: text[index..<min(index + 2, text.count)], as: UTF16.self)
            .unicodeScalars.first
        else { continue }
        if scalar.properties.isAlphabetic { return .ltr }
      }
    }
    return nil
  }

  private static func mayBeBidi(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x200F, 0x202A...0x202E,
      0x2066...0x2069, 0xD802...0xD803, 0xD83A...0xD83B:
      true
    default: false
    }
  }

  private func splitItems(at levels: [UInt8]) {
    var items: [InlineItem] = []
    items.reserveCapacity(content.items.count)
    for item in content.items {
      guard item.end > item.start else {
        items.append(item)
        continue
      }
      var part = item
      part.level = levels[item.start]
      if item.kind == .text {
        for offset in (item.start + 1)..<max(item.end, item.start + 1)
        where levels[offset] != part.level {
          part.end = offset
          items.append(part)
          part.start = offset
          part.level = levels[offset]
        }
        part.end = item.end
      }
      items.append(part)
    }
    content.items = items
  }

  // MARK: Shaping

  private func shape() {
    var advances = [Double](repeating: 0, count: content.text.count)
    var index = 0
    while index < content.items.count {
      guard content.items[index].kind == .text else {
        index += 1
        continue
      }
      let first = content.items[index]
      let itemStyle = context.style(first.style)
      var end = first.end
      var last = index
      var next = index + 1
      // Text in equal fonts is shaped together across inline boxes without edges.
      scan: while next < content.items.count {
        let item = content.items[next]
        switch item.kind {
        case .text:
          let other = context.style(item.style)
          guard item.start == end, item.level == first.level,
            item.style == first.style || shapesAlike(itemStyle, other)
          else { break scan }
          end = item.end
          last = next
        case .open, .close:
          let box = context.tree[item.box]
          let style = context.style(item.style)
          let isOpen = item.kind == .open
          if isOpen ? box.hasStartEdge : box.hasEndEdge, style.hasInlineEdge(atStart: isOpen) {
            break scan
          }
          if style.box.verticalAlign != .keyword(.baseline) { break scan }
        default: break scan
        }
        next += 1
      }
      shape(first.start..<end, style: itemStyle, level: first.level, advances: &advances)
      index = last + 1
    }
    var sums = [0.0]
    sums.reserveCapacity(advances.count + 1)
    var sum = 0.0
    for advance in advances {
      sum += advance
      sums.append(sum)
    }
    content.advanceSums = sums
    content.runs.sort { $0.range.lowerBound < $1.range.lowerBound }
    content.runIDs = content.runs.map { context.addRun($0) }
  }

  private func shapesAlike(_ a: ComputedStyle, _ b: ComputedStyle) -> Bool {
    a.font == b.font && a.text.letterSpacing == b.text.letterSpacing
      && a.text.wordSpacing == b.text.wordSpacing
      && a.text.textOrientation == b.text.textOrientation
  }

  private func shape(
    _ range: Range<Int>, style: ComputedStyle, level: UInt8, advances: inout [Double]
  ) {
    let mode = self.style.text.writingMode
    guard mode.isVertical else {
      shape(range, style: style, level: level, orientation: .horizontal, advances: &advances)
      return
    }
    if mode == .sidewaysRL || mode == .sidewaysLR || style.text.textOrientation == .sideways {
      shape(range, style: style, level: level, orientation: .sideways, advances: &advances)
      return
    }
    if style.text.textOrientation == .upright {
      shape(range, style: style, level: level, orientation: .upright, advances: &advances)
      return
    }
    var start = range.lowerBound
    while start < range.upperBound {
      let upright = VerticalOrientation.isUpright(content.text, at: start)
      var end = start + 1
      while end < range.upperBound,
        VerticalOrientation.continues(content.text, at: end)
          || VerticalOrientation.isUpright(content.text, at: end) == upright
      {
        end += 1
      }
      shape(
        start..<end, style: style, level: level, orientation: upright ? .upright : .sideways,
        advances: &advances)
      start = end
    }
  }

  private func shape(
    _ range: Range<Int>, style: ComputedStyle, level: UInt8, orientation: RunOrientation,
    advances: inout [Double]
  ) {
    let isRTL = level & 1 == 1 && orientation != .upright
    let shaped = context.shaper.shape(
      ShapingRequest(
        text: content.text, range: range, font: style.font, isRightToLeft: isRTL,
        orientation: orientation, allowsLigatures: style.text.letterSpacing == 0))
    let spacing = Spacing(style)
    for var run in shaped.runs {
      if !spacing.isNone { spacing.apply(to: &run, text: content.text) }
      for glyph in run.glyphs where advances.indices.contains(glyph.cluster) {
        advances[glyph.cluster] += glyph.advance
      }
      content.runs.append(run)
    }
    context.note(shaped)
  }

  /// `letter-spacing` and `word-spacing`. `[CSS Text 3, §8]`
  private struct Spacing {
    let letter: Double
    let word: Double

    init(_ style: ComputedStyle) {
      letter = style.text.letterSpacing
      word = style.text.wordSpacing.resolve(pixels: style.font.size)
    }

    var isNone: Bool { letter == 0 && word == 0 }

    func apply(to run: inout ShapedRun, text: [UInt16]) {
      for index in run.glyphs.indices {
        let cluster = run.glyphs[index].cluster
        guard text.indices.contains(cluster) else { continue }
        let isLastOfCluster =
          index + 1 == run.glyphs.count || run.glyphs[index + 1].cluster != cluster
        guard isLastOfCluster else { continue }
        let unit = text[cluster]
        // Characters without a width of their own are not spaced.
        if letter != 0, unit != 0x200B, unit != 0xFEFF, unit != 0xAD,
          !(0x202A...0x202E).contains(unit), !(0x2066...0x2069).contains(unit)
        {
          run.glyphs[index].advance += letter
        }
        switch unit {
        case 0x20, 0xA0, 0x1361: run.glyphs[index].advance += word
        default: break
        }
      }
    }
  }

  // MARK: Breaks

  private func findBreaks() {
    var flags = context.shaper.breaks(in: content.text, language: style.font.language)
    if flags.count < content.text.count + 1 {
      flags += [BreakFlags](repeating: [], count: content.text.count + 1 - flags.count)
    }
    BreakRules(content: content, context: context).adjust(&flags)
    content.breaks = flags
  }
}

/// Which characters stand upright in vertical lines. `[UAX #50]`
enum VerticalOrientation {
  static func isUpright(_ text: [UInt16], at index: Int) -> Bool {
    let unit = text[index]
    switch unit {
    case 0xA7, 0xA9, 0xAE, 0xB1, 0xBC...0xBE, 0xD7, 0xF7, 0x1100...0x11FF, 0x2016, 0x2020...0x2021,
      0x2030...0x2031, 0x203B...0x203C, 0x2042, 0x2047...0x2049, 0x2051, 0x2065, 0x20DD...0x20E0,
      0x20E2...0x20E4, 0x2100...0x2101, 0x2103...0x2109, 0x210F, 0x2113...0x2114, 0x2116...0x2117,
      0x211E...0x2123, 0x2125, 0x2127, 0x2129, 0x212E, 0x2135...0x213F, 0x2145...0x214A,
      0x214C...0x214D, 0x214F...0x2189, 0x218C...0x218F, 0x221E, 0x2234...0x2235,
      0x2300...0x2307, 0x230C...0x231F, 0x2324...0x2328, 0x232B, 0x237D...0x239A, 0x23BE...0x23CD,
      0x23CF, 0x23D1...0x23DB, 0x23E2...0x2422, 0x2424...0x24FF, 0x25A0...0x2619,
      0x2620...0x2767, 0x2776...0x2793, 0x2B12...0x2B2F, 0x2B50...0x2B59, 0x2BB8...0x2BEB,
      0x2E50...0x2E51, 0x2E80...0x3007, 0x3012...0x3013, 0x3020...0x302F, 0x3031...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7FF, 0xE000...0xFAFF, 0xFE10...0xFE1F, 0xFE30...0xFE48,
      0xFE50...0xFE57, 0xFE59...0xFE62, 0xFE67...0xFE6F, 0xFF01...0xFF0C, 0xFF0E...0xFF1B,
      0xFF1F...0xFF60, 0xFFE0...0xFFE7, 0xFFF0...0xFFFD:
      return true
    case 0x3008...0x3011, 0x3014...0x301F, 0x3030: return true
    case 0xD83C...0xD83F, 0xD840...0xDBBF: return true
    default: return false
    }
  }

  /// Whether a unit belongs to the character before it: low surrogates, marks, joiners.
  static func continues(_ text: [UInt16], at index: Int) -> Bool {
    switch text[index] {
    case 0xDC00...0xDFFF, 0x0300...0x036F, 0x200D, 0xFE00...0xFE0F, 0x3099...0x309A,
      0x20D0...0x20F0:
      true
    default: false
    }
  }
}
