import Foundation
import Imaging

/// Looks at image files through the decoders' header readers.
package enum ImageFileProbe {
  /// - Throws: `ImageFault` where the file is no image that can be shown.
  package static func facts(_ path: String) throws(ImageFault) -> ImageFacts {
    guard let data = try? boundedData(at: path, limit: byteLimit) else {
      throw ImageFault("not readable")
    }
    guard data.count <= byteLimit else {
      throw ImageFault("larger than \(byteLimit >> 20) MiB")
    }
    do throws(ImageError) {
      let probe = try ImageProbe(of: [UInt8](data))
      return ImageFacts(
        width: probe.width, height: probe.height, isVector: probe.format == .svg)
    } catch { throw ImageFault(error.description) }
  }

  private static let byteLimit = 256 << 20
}
