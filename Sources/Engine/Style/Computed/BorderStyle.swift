/// Borders, radii, outlines, shadows.
package struct BorderStyle: Sendable, Hashable {
  package var sides = Sides<BorderSide>(BorderSide())
  package var radii = Corners(Pair<LengthPercentage>(.zero, .zero))
  package var image: BorderImage?
  package var outline = BorderSide()
  package var outlineOffset: Double = 0
  package var shadows: [BoxShadow] = []

  package init() {}
}

package struct BorderSide: Sendable, Hashable {
  /// Pixels, already zero where the style is `none` or `hidden`.
  package var width: Double = 0
  package var style: LineStyle = .none
  package var color: StyleColor = .current

  package init() {}
}

package enum LineStyle: String, Sendable, Hashable {
  case none, hidden, dotted, dashed, solid, double, groove, ridge, inset, outset
  /// `auto` of outlines.
  case auto
}

/// One value per corner.
package struct Corners<Value: Sendable & Hashable>: Sendable, Hashable {
  package var topLeft: Value
  package var topRight: Value
  package var bottomRight: Value
  package var bottomLeft: Value

  package init(_ all: Value) {
    topLeft = all
    topRight = all
    bottomRight = all
    bottomLeft = all
  }
}

/// `[CSS Backgrounds 3, §6]`
package struct BorderImage: Sendable, Hashable {
  package enum Slice: Sendable, Hashable {
    /// Pixels of the image.
    case number(Double)
    case percentage(Double)
  }
  package enum Width: Sendable, Hashable {
    case auto
    /// A multiple of the border's width.
    case number(Double)
    case lengthPercentage(LengthPercentage)
  }
  package enum Outset: Sendable, Hashable {
    case number(Double)
    /// Pixels.
    case length(Double)
  }
  package enum Repeat: String, Sendable, Hashable { case stretch, `repeat`, round, space }

  package var source: StyleImage
  package var slice = Sides<Slice>(.percentage(100))
  package var fill = false
  package var width = Sides<Width>(.number(1))
  package var outset = Sides<Outset>(.number(0))
  package var repeatStyle = Pair<Repeat>(.stretch, .stretch)

  package init(source: StyleImage) { self.source = source }
}

package struct BoxShadow: Sendable, Hashable {
  package var color: StyleColor
  /// Pixels.
  package var x: Double
  package var y: Double
  package var blur: Double
  package var spread: Double
  package var isInset: Bool

  package init(
    color: StyleColor, x: Double, y: Double, blur: Double, spread: Double, isInset: Bool
  ) {
    self.color = color
    self.x = x
    self.y = y
    self.blur = blur
    self.spread = spread
    self.isInset = isInset
  }
}
