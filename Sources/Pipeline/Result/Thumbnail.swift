import Archive
import Foundation
import Imaging

/// Small pictures of bundles for the report.
enum Thumbnail {
  /// Pixels.
  private static let width = 240
  private static let heightLimit = 480

  /// A JPEG of the bundle's first raster asset; nil where there is none.
  static func dataURL(ofBundle path: String, _ bundle: BundleRecord) -> String? {
    guard let asset = bundle.assets.first(where: { $0.type != "pdf" }),
      let bytes = entry(asset.name, inZip: path),
      let file = jpeg(of: bytes, width: width, height: heightLimit, quality: 80)
    else { return nil }
    return "data:image/jpeg;base64," + Data(file).base64EncodedString()
  }

  /// An image file as a JPEG of at most that size; nil where it cannot be decoded.
  static func jpeg(of file: [UInt8], width: Int, height: Int, quality: Int) -> [UInt8]? {
    guard let picture = try? ImageDecoder.decode(file) else { return nil }
    let small = shrink(picture, width: width, height: height)
    let writer = JPEGWriter(quality: quality)
    let band = small.pixels.withUnsafeBufferPointer { writer.encode($0, width: small.width) }
    // The one band ends with a whole row of blocks, whose last lines may lie below the picture.
    return writer.assemble(
      [band], width: small.width, height: small.height, bandHeight: (small.height + 15) / 16 * 16)
  }

  private static func shrink(_ picture: Bitmap, width: Int, height: Int) -> Bitmap {
    let scale = min(
      1, Double(width) / Double(picture.width), Double(height) / Double(picture.height))
    return Resampler.resample(
      picture, x: 0, y: 0, width: Double(picture.width), height: Double(picture.height),
      toWidth: max(1, Int(Double(picture.width) * scale)),
      toHeight: max(1, Int(Double(picture.height) * scale)), kernel: .smooth)
  }

  /// Our own zips store their entries, so an entry is read without unpacking.
  private static func entry(_ name: String, inZip path: String) -> [UInt8]? {
    guard let zip = try? ZipReader(path: path), let entry = zip.entry(named: name) else {
      return nil
    }
    return try? zip.read(entry)
  }
}
