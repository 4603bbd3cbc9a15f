import Campaign
import Foundation
import Imaging

/// Looks at image files for preflight.
///
/// The daemon reads headers only where a library can be trusted with them; pixels are decoded in the
/// workers alone.
enum ImageChecks {
  /// - Parameter limit: pixels of the largest image.
  static func probe(limit: Int) -> ImageProbing {
    { path throws(ImageFault) in
      guard let data = FileManager.default.contents(atPath: path) else {
        throw ImageFault("not readable")
      }
      do throws(ImageError) {
        let probe = try ImageProbe(of: Array(data), limits: ImageLimits(pixels: limit))
        return ImageFacts(
          width: probe.width, height: probe.height, isVector: probe.format == .svg)
      } catch {
        throw ImageFault("no usable image: \(error)")
      }
    }
  }
}
