import Foundation
import Imaging
import Linux

/// Looks at image files through the decoders' header readers.
package enum ImageFileProbe {
  /// A probe that refuses images of more pixels than given.
  package static func probing(pixels: Int = AssetLimits().imagePixels) -> ImageProbing {
    { path throws(ImageFault) in try facts(path, pixels: pixels) }
  }

  private static func facts(_ path: String, pixels: Int) throws(ImageFault) -> ImageFacts {
    let data: Data
    do throws(SystemError) {
      data = try boundedData(at: path, limit: byteLimit)
    } catch {
      throw ImageFault("not readable: \(error.reason)", isOfMachine: !error.isOfName)
    }
    guard data.count <= byteLimit else {
      throw ImageFault("larger than \(byteLimit >> 20) MiB")
    }
    let bytes = [UInt8](data)
    do throws(ImageError) {
      let probe = try ImageProbe(of: bytes, limits: ImageLimits(pixels: pixels))
      guard ImageCompleteness.isWhole(bytes) else {
        throw .damaged(probe.format, "the file ends before the image does")
      }
      return ImageFacts(
        width: probe.width, height: probe.height, isVector: probe.format == .svg)
    } catch { throw ImageFault(error.description) }
  }

  private static let byteLimit = 256 << 20
}
