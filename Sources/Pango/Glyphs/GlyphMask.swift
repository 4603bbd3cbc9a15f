/// One glyph of a run at a device position.
@frozen
package struct PlacedGlyph: Sendable, Hashable {
  package var id: UInt32
  /// The glyph's origin on the baseline in device pixels.
  package var x: Double
  package var y: Double

  @inlinable package init(id: UInt32, x: Double, y: Double) {
    self.id = id
    self.x = x
    self.y = y
  }
}

/// A face at a device size, as the rasterizer needs it.
package struct GlyphFont: Sendable, Hashable {
  package var face: FaceKey
  /// Device pixels per em.
  package var size: Double
  package var syntheticBold: Bool
  package var syntheticOblique: Bool

  package init(
    face: FaceKey, size: Double, syntheticBold: Bool = false, syntheticOblique: Bool = false
  ) {
    self.face = face
    self.size = size
    self.syntheticBold = syntheticBold
    self.syntheticOblique = syntheticOblique
  }
}

/// A rectangle of whole device pixels.
package struct PixelRect: Sendable, Hashable {
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int

  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}

/// Coverage of glyphs, one byte for each pixel, placed in device space.
package struct GlyphMask: Sendable {
  package var bounds: PixelRect
  /// Bytes from one row to the next: the width rounded up to a multiple of 4, as cairo wants A8 rows.
  package var stride: Int
  /// `stride * bounds.height` bytes, 0 for none to 255 for full coverage.
  package var coverage: [UInt8]

  package init(bounds: PixelRect, stride: Int, coverage: [UInt8]) {
    self.bounds = bounds
    self.stride = stride
    self.coverage = coverage
  }
}

/// A glyph that brings its own colors: an image to be drawn into `bounds`, scaled.
package struct ColorGlyphImage: Sendable {
  /// Pixels of the image.
  package var width: Int
  package var height: Int
  /// Premultiplied BGRA, `width * 4` bytes a row: cairo's ARGB32 on little-endian machines.
  package var pixels: [UInt8]
  /// Where the image's edges lie relative to the glyph's origin, in device pixels, y downward.
  package var x: Double
  package var y: Double
  package var drawnWidth: Double
  package var drawnHeight: Double

  package init(
    width: Int, height: Int, pixels: [UInt8], x: Double, y: Double, drawnWidth: Double,
    drawnHeight: Double
  ) {
    self.width = width
    self.height = height
    self.pixels = pixels
    self.x = x
    self.y = y
    self.drawnWidth = drawnWidth
    self.drawnHeight = drawnHeight
  }
}

/// One layer of a COLR version 0 glyph, painted from first to last.
package struct ColorGlyphLayer: Sendable, Hashable {
  package var glyph: UInt32
  /// The palette's color, straight alpha; nil takes the text's color.
  package var color: ColorGlyphInk?
}

/// A palette color with straight alpha.
package struct ColorGlyphInk: Sendable, Hashable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8
  package var alpha: UInt8
}

/// How a glyph is to be painted.
package enum GlyphPaint: Sendable, Equatable {
  /// Coverage of the text's color: `mask` or `outline`.
  case mono
  /// A bitmap of its own colors: `colorImage`.
  case image
  /// Outlines stacked in palette colors.
  case layers([ColorGlyphLayer])
}
