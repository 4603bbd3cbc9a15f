import Scene

/// What computed values depend on besides the declared ones: the element's font and color, its
/// parent's font, the root's font, and the page.
final class ComputeContext {
  /// The page in CSS pixels.
  var pageWidth: Double
  var pageHeight: Double
  /// The font that relative units refer to: the parent's while fonts are computed.
  var font = FontStyle()
  /// The font of the root element.
  var rootFont = FontStyle()
  /// What `currentcolor` stands for in values that cannot keep it.
  var currentColor = Color.black
  /// Whether the element asks for dark system colors.
  var isDark = false
  var isVertical = false
  /// Whether letters stand upright in vertical lines.
  var isUpright = false

  /// The size of the nearest container that has one, per axis; nil where the page stands in.
  var containerWidth: Double?
  var containerHeight: Double?
  /// Whether a value that refers to a container was computed.
  private(set) var readsContainer = false

  private let shaper: (any TextShaper)?

  init(pageWidth: Double, pageHeight: Double, shaper: (any TextShaper)?) {
    self.pageWidth = pageWidth
    self.pageHeight = pageHeight
    self.shaper = shaper
  }

  func metrics(of font: FontStyle) -> FontMetrics? { shaper?.metrics(of: font) }

  /// The length of one unit in pixels.
  func pixels(per unit: LengthUnit) -> Double {
    switch unit {
    case .px: 1
    case .cm: 96 / 2.54
    case .mm: 96 / 25.4
    case .q: 96 / 101.6
    case .in: 96
    case .pc: 16
    case .pt: 96.0 / 72
    case .em: font.size
    case .rem: rootFont.size
    case .ex: metrics(of: font)?.xHeight ?? font.size / 2
    case .rex: metrics(of: rootFont)?.xHeight ?? rootFont.size / 2
    case .ch: zeroAdvance(of: font)
    case .rch: zeroAdvance(of: rootFont)
    case .cap: metrics(of: font)?.capHeight ?? font.size
    case .rcap: metrics(of: rootFont)?.capHeight ?? rootFont.size
    case .ic: metrics(of: font)?.ideographAdvance ?? font.size
    case .ric: metrics(of: rootFont)?.ideographAdvance ?? rootFont.size
    case .lh: lineHeight(of: font)
    case .rlh: lineHeight(of: rootFont)
    case .vw: pageWidth / 100
    case .vh: pageHeight / 100
    case .vi: (isVertical ? pageHeight : pageWidth) / 100
    case .vb: (isVertical ? pageWidth : pageHeight) / 100
    case .vmin: min(pageWidth, pageHeight) / 100
    case .vmax: max(pageWidth, pageHeight) / 100
    case .cqw, .cqh, .cqi, .cqb, .cqmin, .cqmax: containerPixels(per: unit)
    }
  }

  /// `[CSS Conditional 5, §7]`
  private func containerPixels(per unit: LengthUnit) -> Double {
    readsContainer = true
    let width = containerWidth ?? pageWidth
    let height = containerHeight ?? pageHeight
    let size =
      switch unit {
      case .cqw: width
      case .cqh: height
      case .cqi: isVertical ? height : width
      case .cqb: isVertical ? width : height
      case .cqmin: min(width, height)
      default: max(width, height)
      }
    return size / 100
  }

  /// Along the line: upright digits advance by their height. `[CSS Values 4, §6.1.1]`
  private func zeroAdvance(of font: FontStyle) -> Double {
    if isUpright, let shaper {
      return shaper.shape(
        ShapingRequest(
          text: [0x30], range: 0..<1, font: font, isRightToLeft: false, orientation: .upright)
      ).advance
    }
    return metrics(of: font)?.zeroAdvance ?? font.size / 2
  }

  /// Takes the axes that units of a style refer to.
  func setAxes(_ style: ComputedStyle) {
    let mode = style.text.writingMode
    isVertical = mode.isVertical
    isUpright =
      (mode == .verticalRL || mode == .verticalLR) && style.text.textOrientation == .upright
  }

  func lineHeight(of font: FontStyle) -> Double {
    switch font.lineHeight {
    case .number(let factor): return factor * font.size
    case .length(let pixels): return pixels
    case .normal:
      guard let metrics = metrics(of: font) else { return font.size * 1.2 }
      return metrics.ascent + metrics.descent + metrics.lineGap
    }
  }
}

/// `[CSS Values 4, §6]`; the viewport units of all three viewports are one, since a page never scrolls.
enum LengthUnit: String, Sendable {
  case px, cm, mm, q, `in`, pc, pt
  case em, rem, ex, rex, ch, rch, cap, rcap, ic, ric, lh, rlh
  case vw, vh, vi, vb, vmin, vmax
  case cqw, cqh, cqi, cqb, cqmin, cqmax

  /// The unit of that lower-case name.
  init?(name: String) {
    if let unit = LengthUnit(rawValue: name) {
      self = unit
      return
    }
    // `svw`, `lvw`, `dvw`
    guard let first = name.first, "sld".contains(first) else { return nil }
    let rest = String(name.dropFirst())
    guard rest.hasPrefix("v"), let unit = LengthUnit(rawValue: rest) else { return nil }
    self = unit
  }

  /// Pixels per unit where no font and no page matters.
  var absolutePixels: Double? {
    switch self {
    case .px: 1
    case .cm: 96 / 2.54
    case .mm: 96 / 25.4
    case .q: 96 / 101.6
    case .in: 96
    case .pc: 16
    case .pt: 96.0 / 72
    default: nil
    }
  }
}
