/// What an area is filled with; positions in the item's local coordinates.
package enum Brush: Sendable, Hashable {
  case color(Color)
  case gradient(Gradient)
  case tiles(Tiles)
}

/// A color ramp along a line, a ray or around a center, resolved to sRGB stops.
package struct Gradient: Sendable, Hashable {
  package enum Geometry: Sendable, Hashable {
    case linear(from: Point, to: Point)
    /// Ellipses around the center; offset 1 lies at the radii.
    case radial(center: Point, rx: Double, ry: Double)
    /// Clockwise turns around the center; offset 0 points `angle` degrees clockwise from up.
    case conic(center: Point, angle: Double)
  }

  package struct Stop: Sendable, Hashable {
    /// Ascending; 0 and 1 are the ends of the geometry.
    package var offset: Double
    package var color: Color

    package init(offset: Double, color: Color) {
      self.offset = offset
      self.color = color
    }
  }

  package var geometry: Geometry
  package var stops: [Stop]
  package var isRepeating: Bool

  package init(geometry: Geometry, stops: [Stop], isRepeating: Bool) {
    self.geometry = geometry
    self.stops = stops
    self.isRepeating = isRepeating
  }
}

/// A picture laid out in a grid.
package struct Tiles: Sendable, Hashable {
  package enum Source: Sendable, Hashable {
    /// The whole image, or a part of it given in shares of its width and height.
    case image(ImageID, part: Rect)
    /// A gradient whose coordinates start at each tile's corner.
    case gradient(Gradient)
  }

  package var source: Source
  /// One tile.
  package var tile: Rect
  /// From one tile to the next; zero on an axis for no repetition.
  package var step: Size
  package var quality: ImageQuality

  package init(source: Source, tile: Rect, step: Size, quality: ImageQuality = .smooth) {
    self.source = source
    self.tile = tile
    self.step = step
    self.quality = quality
  }
}

/// `image-rendering` as paint understands it.
package enum ImageQuality: UInt8, Sendable, Hashable {
  case smooth
  /// Nearest neighbour.
  case pixelated
}
