import Cairo
import Hashing
package import Imaging
package import Pango
package import Scene

/// Turns display lists into PNG and JPEG files, band by band, and remembers every band it made.
///
/// Output depends on the list alone: a remembered band has the very bytes that painting it again
/// would give. Belongs to one thread.
package final class PageRasterizer {
  let caches: RasterCaches
  private var bands: ByteBoundedCache<ContentHash, EncodedBand>
  private var prefixes: PrefixCache
  private let png = PNGWriter()
  private let pdfFonts = PDFFonts()
  private var jpegWriters: [Int: JPEGWriter] = [:]
  private var canvas: [Int: PixelSurface] = [:]

  /// Bands that were painted, those among them that went on from a known prefix, and bands that were
  /// known already.
  package private(set) var paintedBands = 0
  package private(set) var continuedBands = 0
  package private(set) var reusedBands = 0

  /// - Parameters:
  ///   - glyphs: the worker's rasterizer; every face in a list must be open in its store.
  ///   - cacheLimit: bytes to keep of pictures and shadows; as much again of bands, half of it
  ///     finished ones, half beginnings.
  package init(
    glyphs: GlyphRasterizer, images: any EncodedImages, imageLimits: ImageLimits = ImageLimits(),
    cacheLimit: Int = 256 << 20
  ) {
    caches = RasterCaches(
      glyphs: glyphs, images: images, imageLimits: imageLimits, cacheLimit: cacheLimit)
    bands = ByteBoundedCache(limit: cacheLimit / 2)
    prefixes = PrefixCache(limit: cacheLimit / 2)
  }

  /// An 8-bit RGB PNG file of the page.
  package func png(_ list: DisplayList) throws(RasterError) -> [UInt8] {
    let encoded = try encodedBands(of: list, kind: 1) { png.encode($0, width: list.width) }
    return png.assemble(encoded, width: list.width, height: list.height)
  }

  /// A baseline JPEG file of the page.
  ///
  /// - Parameter quality: 1…100
  package func jpeg(_ list: DisplayList, quality: Int) throws(RasterError) -> [UInt8] {
    let writer = jpegWriters[quality] ?? JPEGWriter(quality: quality, fullChroma: quality >= 90)
    jpegWriters[quality] = writer
    let encoded = try encodedBands(of: list, kind: 256 + writer.quality) {
      writer.encode($0, width: list.width)
    }
    return writer.assemble(
      encoded, width: list.width, height: list.height, bandHeight: Band.height)
  }

  /// A document as a file.
  package struct PDFFile: Sendable {
    package let bytes: [UInt8]
    /// Whether effects that PDF cannot express were so many that some are drawn at less than print
    /// resolution.
    package let hasCoarseEffects: Bool
  }

  /// A PDF file of the pages, at 96 CSS pixels per inch.
  package func pdf(_ pages: [DisplayList]) throws(RasterError) -> PDFFile {
    let document = PDFDocument(pages: pages, caches: caches, fonts: pdfFonts)
    let bytes: [UInt8]
    do {
      bytes = try document.write()
    } catch {
      throw RasterError(error)
    }
    guard !document.islands.isExceeded else { throw .tooManyEffects }
    return PDFFile(bytes: bytes, hasCoarseEffects: document.islands.isCoarse)
  }

  /// The page's pixels, words `0xFFRRGGBB`.
  package func pixels(_ list: DisplayList) throws(RasterError) -> [UInt32] {
    caches.images.inlineImages = list.inlineImages
    var result: [UInt32] = []
    result.reserveCapacity(list.width * list.height)
    let backdrops = BackdropIdentities()
    for area in Band.areas(of: list) {
      let surface = try paint(
        list, area, as: BandIdentity(of: area, in: list, backdrops: backdrops))
      surface.withPixels { result += $0[..<(area.width * area.height)] }
    }
    return result
  }

  private func encodedBands(
    of list: DisplayList, kind: Int, encode: (PixelRows) -> EncodedBand
  ) throws(RasterError) -> [EncodedBand] {
    caches.images.inlineImages = list.inlineImages
    var encoded: [EncodedBand] = []
    let backdrops = BackdropIdentities()
    for area in Band.areas(of: list) {
      let identity = BandIdentity(of: area, in: list, backdrops: backdrops)
      var hasher = Hasher128()
      hasher.combine(kind)
      hasher.combine(identity.whole)
      let key = hasher.finalize()
      if let known = bands.value(for: key) {
        reusedBands += 1
        encoded.append(known)
        continue
      }
      paintedBands += 1
      let surface = try paint(list, area, as: identity)
      let band = surface.withPixels {
        encode(PixelRows(rebasing: $0[..<(area.width * area.height)]))
      }
      bands.insert(band, byteCount: band.bytes.count, for: key)
      encoded.append(band)
    }
    return encoded
  }

  /// Paints one area onto the reused canvas of its width, from the longest known prefix on.
  private func paint(
    _ list: DisplayList, _ area: DeviceRect, as band: BandIdentity
  ) throws(RasterError) -> PixelSurface {
    do {
      let surface: PixelSurface
      if let known = canvas[area.width] {
        surface = known
      } else {
        surface = try PixelSurface(width: area.width, height: Band.height)
        canvas = [area.width: surface]
      }
      let painter = try ItemPainter(
        list: list, caches: caches, target: surface, area: area, background: 0xFFFF_FFFF)
      var painted = 0
      if let start = prefixes.start(of: band) {
        continuedBands += 1
        painted = start.count
        surface.withPixels { pixels in
          start.pixels.withUnsafeBufferPointer { source in
            _ = pixels.update(fromContentsOf: source)
          }
        }
      }
      if let count = prefixes.worthKeeping(of: band, beyond: painted) {
        try painter.paint(list.items, at: band.ends[painted..<count])
        painted = count
        let pixels = surface.withPixels { Array($0[..<(area.width * area.height)]) }
        prefixes.keep(pixels, for: band.prefixes[count - 1])
      }
      try painter.paint(list.items, at: band.ends[painted...])
      return surface
    } catch {
      throw RasterError(error)
    }
  }
}

/// Why a page could not be painted.
package struct RasterError: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String

  init(_ error: CairoError) { description = "the page cannot be painted: \(error)" }

  private init(description: String) { self.description = description }

  static let tooManyEffects = RasterError(
    description: "the document has too many effects that PDF cannot express, such as soft shadows,"
      + " filters and blends: use fewer of them, or fewer pages")
}
