package import Scene

/// Properties that treat an element's picture as a whole.
package struct EffectsStyle: Sendable, Hashable {
  package var opacity: Double = 1
  /// `transform`, in order of application from the outside in.
  package var transform: [TransformFunction] = []
  /// The individual transform properties of CSS Transforms 2; nil for `none`.
  package var translate: TransformFunction?
  package var rotate: TransformFunction?
  package var scale: TransformFunction?
  package var transformOrigin = TransformOrigin()
  package var transformBox: TransformBox = .viewBox
  package var preserves3D = false
  /// Pixels; nil for `none`.
  package var perspective: Double?
  package var perspectiveOrigin = Position(.percentage(50), .percentage(50))
  package var backfaceVisible = true
  package var filter: [FilterFunction] = []
  package var backdropFilter: [FilterFunction] = []
  package var blendMode: BlendMode = .normal
  package var isolates = false
  package var clipPath: ClipPath?
  /// CSS 2's `clip: rect()`; nil sides are `auto`.
  package var clip: Sides<Double?>?
  package var maskLayers: [BackgroundLayer] = []
  package var maskBorder: BorderImage?
  package var maskTypeLuminance = true
  /// Names in `will-change`, which may make a stacking context.
  package var willChange: [String] = []

  package init() {}
}

/// `[CSS Transforms 1 and 2]`; angles in degrees.
package enum TransformFunction: Sendable, Hashable {
  case matrix(AffineTransform)
  /// Sixteen numbers in column-major order.
  case matrix3D([Double])
  case translate(LengthPercentage, LengthPercentage, Double)
  case scale(Double, Double, Double)
  /// About the axis.
  case rotate(x: Double, y: Double, z: Double, angle: Double)
  case skew(Double, Double)
  /// Pixels; nil for `none`.
  case perspective(Double?)
}

package struct TransformOrigin: Sendable, Hashable {
  package var position = Position(.percentage(50), .percentage(50))
  /// Pixels.
  package var z: Double = 0
  package init() {}
}

package enum TransformBox: String, Sendable, Hashable {
  case borderBox = "border-box"
  case contentBox = "content-box"
  case fillBox = "fill-box"
  case strokeBox = "stroke-box"
  case viewBox = "view-box"
}

/// `[Filter Effects 1, §6]`
package enum FilterFunction: Sendable, Hashable {
  /// Standard deviation in pixels.
  case blur(Double)
  case brightness(Double)
  case contrast(Double)
  case grayscale(Double)
  /// Degrees.
  case hueRotate(Double)
  case invert(Double)
  case opacity(Double)
  case saturate(Double)
  case sepia(Double)
  case dropShadow(TextShadow)
  /// A reference to an SVG filter.
  case url(String)
}

/// `clip-path`. `[CSS Masking 1, §5]`
package enum ClipPath: Sendable, Hashable {
  case shape(BasicShape, box: BackgroundBox)
  case box(BackgroundBox)
  case url(String)
}

/// `[CSS Shapes 1, §3]`
package indirect enum BasicShape: Sendable, Hashable {
  case inset(Sides<LengthPercentage>, radii: Corners<Pair<LengthPercentage>>)
  case circle(radius: ShapeRadius, center: Position)
  case ellipse(x: ShapeRadius, y: ShapeRadius, center: Position)
  case polygon(evenOdd: Bool, points: [Position])
  /// SVG path data.
  case path(evenOdd: Bool, data: String)
}

package enum ShapeRadius: Sendable, Hashable {
  case closestSide
  case farthestSide
  case lengthPercentage(LengthPercentage)
}
