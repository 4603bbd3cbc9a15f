import Cairo
import Hashing
import Imaging
import Pango
import Scene

/// What one worker keeps for painting: fonts, pictures, ramps, shadows and filtered groups. Belongs to
/// one thread.
final class RasterCaches {
  let glyphs: GlyphRasterizer
  let images: ImageStore
  var ramps = RampCache()
  var shadows: ByteBoundedCache<ContentHash, ShadowMask>
  var groups: ByteBoundedCache<ContentHash, GroupPicture>

  init(
    glyphs: GlyphRasterizer, images: any EncodedImages, imageLimits: ImageLimits,
    cacheLimit: Int
  ) {
    self.glyphs = glyphs
    self.images = ImageStore(source: images, limits: imageLimits, cacheLimit: cacheLimit / 2)
    shadows = ByteBoundedCache(limit: cacheLimit / 4)
    groups = ByteBoundedCache(limit: cacheLimit / 4)
  }
}

/// A blurred shadow's coverage with its place on the page.
final class ShadowMask {
  let mask: MaskSurface
  let area: DeviceRect

  init(mask: MaskSurface, area: DeviceRect) {
    self.mask = mask
    self.area = area
  }
}

/// A picture of items painted once, with its place on the page.
final class GroupPicture {
  let surface: PixelSurface
  let area: DeviceRect

  init(surface: PixelSurface, area: DeviceRect) {
    self.surface = surface
    self.area = area
  }
}
