/// What one display item paints, in its local coordinates.
package enum DisplayCommand: Sendable {
  case fill(Fill)
  case stroke(Stroke)
  case glyphs(GlyphRun)
  case textLine(TextLineCommand)
  case boxShadow(BoxShadowCommand)
  case textShadow(TextShadowCommand)
  case group(Group)
  case backdrop(Backdrop)
}

package struct Fill: Sendable, Hashable {
  package var shape: Shape
  package var brush: Brush
  /// Without, a pixel is covered if its center is.
  package var isAntialiased: Bool
  package var blendMode: BlendMode

  package init(
    _ shape: Shape, _ brush: Brush, isAntialiased: Bool = true, blendMode: BlendMode = .normal
  ) {
    self.shape = shape
    self.brush = brush
    self.isAntialiased = isAntialiased
    self.blendMode = blendMode
  }
}

/// A line along a path.
package struct Stroke: Sendable, Hashable {
  package enum Cap: UInt8, Sendable, Hashable { case butt, round, square }

  package var path: Path
  package var width: Double
  package var cap: Cap
  /// Lengths of dashes and gaps in turn; empty for an unbroken line.
  package var dashes: [Double]
  package var dashOffset: Double
  package var color: Color
  package var isAntialiased: Bool

  package init(
    path: Path, width: Double, cap: Cap = .butt, dashes: [Double] = [], dashOffset: Double = 0,
    color: Color, isAntialiased: Bool = true
  ) {
    self.path = path
    self.width = width
    self.cap = cap
    self.dashes = dashes
    self.dashOffset = dashOffset
    self.color = color
    self.isAntialiased = isAntialiased
  }
}

/// Glyphs of one face at one size.
package struct GlyphRun: Sendable, Hashable {
  package struct Glyph: Sendable, Hashable {
    package var id: UInt32
    /// The glyph's origin.
    package var x: Double
    package var y: Double

    package init(id: UInt32, x: Double, y: Double) {
      self.id = id
      self.x = x
      self.y = y
    }
  }

  /// A part of the text and how many glyphs show it, in visual order.
  package struct Cluster: Sendable, Hashable {
    package var utf8Count: Int
    package var glyphCount: Int

    package init(utf8Count: Int, glyphCount: Int) {
      self.utf8Count = utf8Count
      self.glyphCount = glyphCount
    }
  }

  package var font: FontInstance
  package var glyphs: [Glyph]
  package var color: Color
  /// Pixels; zero for filled glyphs.
  package var strokeWidth: Double
  /// What the glyphs mean, for formats that keep text; no part of the pixels.
  package var text: String
  package var clusters: [Cluster]
  package var isRightToLeft: Bool

  package init(
    font: FontInstance, glyphs: [Glyph], color: Color, strokeWidth: Double = 0, text: String = "",
    clusters: [Cluster] = [], isRightToLeft: Bool = false
  ) {
    self.font = font
    self.glyphs = glyphs
    self.color = color
    self.strokeWidth = strokeWidth
    self.text = text
    self.clusters = clusters
    self.isRightToLeft = isRightToLeft
  }
}

/// A line along a text that makes way for ink crossing it. `[CSS Text Decoration 4, §2.8]`
package struct TextLineCommand: Sendable, Hashable {
  /// The area that the line takes.
  package var rect: Rect
  package var color: Color
  /// What is drawn in the area, in that color; nil fills it.
  package var stroke: Stroke?
  /// The heights between which it meets ink.
  package var ink: ClosedRange<Double>
  /// What is left free on both sides of ink, in pixels.
  package var air: Double
  /// The glyphs to make way for; their color is without meaning.
  package var run: GlyphRun

  package init(
    rect: Rect, color: Color, stroke: Stroke? = nil, ink: ClosedRange<Double>, air: Double,
    run: GlyphRun
  ) {
    self.rect = rect
    self.color = color
    self.stroke = stroke
    self.ink = ink
    self.air = air
    self.run = run
  }
}

/// `[CSS Backgrounds 3, §7.1]`
package struct BoxShadowCommand: Sendable, Hashable {
  /// The shadow's edge, already moved and spread.
  package var shape: RoundedRect
  /// Outer shadows paint only outside of this edge, inset ones only inside.
  package var box: RoundedRect
  package var isInset: Bool
  /// The standard deviation: half the blur radius.
  package var sigma: Double
  package var color: Color

  package init(
    shape: RoundedRect, box: RoundedRect, isInset: Bool, sigma: Double, color: Color
  ) {
    self.shape = shape
    self.box = box
    self.isInset = isInset
    self.sigma = sigma
    self.color = color
  }
}

/// The blurred glyphs of a text shadow; the run's color is the shadow's.
package struct TextShadowCommand: Sendable, Hashable {
  package var run: GlyphRun
  package var sigma: Double

  package init(run: GlyphRun, sigma: Double) {
    self.run = run
    self.sigma = sigma
  }
}

/// Items that are put together before they meet what lies below. `[Compositing and Blending 1]`
package struct Group: Sendable {
  package var items: [DisplayItem]
  package var opacity: Double
  package var blendMode: BlendMode
  /// Applied in order, before mask and opacity; lengths in device pixels.
  package var filters: [Filter]
  package var mask: Mask?
  /// A perspective map from the items' device space to the page's, as nine numbers row by row.
  package var projection: [Double]?

  package init(
    items: [DisplayItem], opacity: Double = 1, blendMode: BlendMode = .normal,
    filters: [Filter] = [], mask: Mask? = nil, projection: [Double]? = nil
  ) {
    self.items = items
    self.opacity = opacity
    self.blendMode = blendMode
    self.filters = filters
    self.mask = mask
    self.projection = projection
  }
}

/// Items whose alpha or luminance says how much of a group shows. `[CSS Masking 1, §7]`
package struct Mask: Sendable {
  package var items: [DisplayItem]
  package var isLuminance: Bool

  package init(items: [DisplayItem], isLuminance: Bool) {
    self.items = items
    self.isLuminance = isLuminance
  }
}

/// What lies below, filtered, inside a shape. `[Filter Effects 2, §2]`
package struct Backdrop: Sendable, Hashable {
  package var shape: Shape
  package var filters: [Filter]
  package var opacity: Double

  package init(shape: Shape, filters: [Filter], opacity: Double) {
    self.shape = shape
    self.filters = filters
    self.opacity = opacity
  }
}

/// One step of a filter chain, in sRGB; lengths in device pixels.
package enum Filter: Sendable, Hashable {
  case blur(sigmaX: Double, sigmaY: Double)
  /// Four rows of five numbers on non-premultiplied components in 0…1.
  case colorMatrix([Double])
  case dropShadow(x: Double, y: Double, sigma: Double, color: Color)
  case graph(FilterGraph)

  /// How far a painted pixel spreads, per side.
  package func outset(_ rect: DeviceRect) -> DeviceRect {
    func reach(_ sigma: Double) -> Int { Int((min(max(sigma, 0), 2000) * 3).rounded(.up)) + 1 }
    switch self {
    case .blur(let x, let y): return rect.outset(x: reach(x), y: reach(y))
    case .colorMatrix: return rect
    case .graph(let graph):
      return rect.isEmpty && !graph.paintsOnItsOwn ? rect : graph.region
    case .dropShadow(let x, let y, let sigma, _):
      let dx = Int(min(max(x, -100_000), 100_000).rounded())
      let dy = Int(min(max(y, -100_000), 100_000).rounded())
      let shadow = rect.outset(x: reach(sigma) + 1, y: reach(sigma) + 1)
      return rect.union(
        DeviceRect(
          left: shadow.left + dx, top: shadow.top + dy, right: shadow.right + dx,
          bottom: shadow.bottom + dy))
    }
  }
}
