package import Scene

/// Background color and layers, and the masks that share their geometry.
package struct BackgroundStyle: Sendable, Hashable {
  package var color: StyleColor = .transparent
  /// From the top layer to the bottom one.
  package var layers: [BackgroundLayer] = []

  package init() {}
}

/// One layer of `background` or `mask`. `[CSS Backgrounds 3, §2]`
package struct BackgroundLayer: Sendable, Hashable {
  package var image: StyleImage?
  package var position = Position(.percentage(0), .percentage(0))
  package var size: BackgroundSize = .auto
  package var repeatStyle = Pair<BackgroundRepeat>(.repeat, .repeat)
  package var origin: BackgroundBox = .paddingBox
  package var clip: BackgroundBox = .borderBox
  package var attachment: BackgroundAttachment = .scroll
  package var blendMode: BlendMode = .normal
  /// Masks only.
  package var maskMode: MaskMode = .matchSource
  package var composite: MaskComposite = .add

  package init() {}
}

package enum BackgroundSize: Sendable, Hashable {
  case cover
  case contain
  /// Nil for `auto` on that axis.
  case explicit(LengthPercentage?, LengthPercentage?)

  package static let auto = BackgroundSize.explicit(nil, nil)
}
package enum BackgroundRepeat: String, Sendable, Hashable {
  case `repeat`, space, round
  case noRepeat = "no-repeat"
}
package enum BackgroundBox: String, Sendable, Hashable {
  case borderBox = "border-box"
  case paddingBox = "padding-box"
  case contentBox = "content-box"
  case text
  case noClip = "no-clip"
  case fillBox = "fill-box"
  case strokeBox = "stroke-box"
  case viewBox = "view-box"
  case marginBox = "margin-box"
}
package enum BackgroundAttachment: String, Sendable, Hashable { case scroll, fixed, local }
package enum MaskMode: String, Sendable, Hashable {
  case alpha, luminance
  case matchSource = "match-source"
}
package enum MaskComposite: String, Sendable, Hashable { case add, subtract, intersect, exclude }

/// `<image>`. `[CSS Images 3 and 4]`
package indirect enum StyleImage: Sendable, Hashable {
  /// A resolved reference, as `ImageSource` understands it.
  case url(String)
  case gradient(StyleGradient)
  /// A flat color: `image(red)`.
  case color(StyleColor)
  /// A fragment reference such as `#mask`, for masks and filters.
  case element(String)
}

/// A gradient with computed stops. Angles in degrees.
package struct StyleGradient: Sendable, Hashable {
  package enum Shape: Sendable, Hashable {
    /// 0 is to the top, clockwise.
    case linear(angle: Double)
    /// Toward a side or corner: −1, 0 or 1 per axis.
    case linearTo(x: Int, y: Int)
    case radial(circle: Bool, size: RadialSize, center: Position)
    /// From `angle`.
    case conic(angle: Double, center: Position)
  }
  package enum RadialSize: Sendable, Hashable {
    case closestSide, farthestSide, closestCorner, farthestCorner
    case explicit(LengthPercentage, LengthPercentage)
  }
  package var shape: Shape
  package var isRepeating: Bool
  package var stops: [StyleGradientStop]
  package var interpolation: ColorInterpolation

  package init(
    shape: Shape, isRepeating: Bool = false, stops: [StyleGradientStop],
    interpolation: ColorInterpolation = ColorInterpolation()
  ) {
    self.shape = shape
    self.isRepeating = isRepeating
    self.stops = stops
    self.interpolation = interpolation
  }
}

package struct StyleGradientStop: Sendable, Hashable {
  /// Nil for a bare hint.
  package var color: StyleColor?
  /// Lengths, or percentages of the line (for conic gradients: of the turn).
  package var position: LengthPercentage?

  package init(color: StyleColor?, position: LengthPercentage? = nil) {
    self.color = color
    self.position = position
  }
}

/// `in oklch longer hue`. `[CSS Color 4, §12]`
package struct ColorInterpolation: Sendable, Hashable {
  package enum Space: String, Sendable, Hashable {
    case srgb, lab, oklab, xyz, hsl, hwb, lch, oklch
    case srgbLinear = "srgb-linear"
  }
  package enum Hue: String, Sendable, Hashable { case shorter, longer, increasing, decreasing }
  package var space: Space = .srgb
  package var hue: Hue = .shorter
  package init() {}
}
