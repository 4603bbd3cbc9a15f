import Imaging
import Scene

/// Decoded and scaled pictures of one worker.
final class ImageStore {
  private enum Decoded {
    case bitmap(Bitmap)
    case vector(SVGImage)
  }

  private struct ScaledKey: Hashable {
    var id: ImageID
    var part: Rect
    var width: Int
    var height: Int
    var scale: Size
    var quality: ImageQuality
  }

  private let source: any EncodedImages
  private let limits: ImageLimits
  private var decoded: ByteBoundedCache<ImageID, Decoded>
  private var scaled: ByteBoundedCache<ScaledKey, Bitmap>
  /// Vector pictures of the page itself, by identity.
  var inlineImages: [ImageID: [UInt8]] = [:]

  init(source: any EncodedImages, limits: ImageLimits, cacheLimit: Int) {
    self.source = source
    self.limits = limits
    decoded = ByteBoundedCache(limit: cacheLimit / 2)
    scaled = ByteBoundedCache(limit: cacheLimit / 2)
  }

  func bytes(of id: ImageID) -> [UInt8]? { inlineImages[id] ?? source.bytes(of: id) }

  /// The part of a picture (in shares of its size) at a size in device pixels; nil where the picture
  /// cannot be read.
  ///
  /// - Parameter scale: how much of the size comes from a transform, which a vector picture is not
  ///   fitted to but scaled by.
  func bitmap(
    _ id: ImageID, part: Rect, width: Int, height: Int, scale: Size = Size(width: 1, height: 1),
    quality: ImageQuality
  ) -> Bitmap? {
    let key = ScaledKey(
      id: id, part: part, width: width, height: height, scale: scale, quality: quality)
    if let known = scaled.value(for: key) { return known }
    guard width > 0, height > 0, width <= 32_767, height <= 32_767, !part.isEmpty,
      let picture = picture(id), let result = draw(picture, key)
    else { return nil }
    scaled.insert(result, byteCount: result.byteCount, for: key)
    return result
  }

  /// The size of the decoded picture; nil for vectors and for what cannot be read.
  func pixelSize(of id: ImageID) -> (width: Int, height: Int)? {
    guard case .bitmap(let bitmap) = picture(id) else { return nil }
    return (bitmap.width, bitmap.height)
  }

  func vector(_ id: ImageID) -> SVGImage? {
    if case .vector(let image) = picture(id) { image } else { nil }
  }

  private func draw(_ picture: Decoded, _ key: ScaledKey) -> Bitmap? {
    let part = key.part
    switch picture {
    case .bitmap(let bitmap):
      let width = Double(bitmap.width)
      let height = Double(bitmap.height)
      return Resampler.resample(
        bitmap, x: part.x * width, y: part.y * height, width: part.width * width,
        height: part.height * height, toWidth: key.width, toHeight: key.height,
        kernel: key.quality == .pixelated ? .nearest : .smooth)
    case .vector(let image):
      let width = Double(key.width) / part.width / key.scale.width
      let height = Double(key.height) / part.height / key.scale.height
      return try? image.raster(
        canvasWidth: key.width, canvasHeight: key.height,
        viewport: (-part.x * width, -part.y * height, width, height),
        scale: (key.scale.width, key.scale.height))
    }
  }

  private func picture(_ id: ImageID) -> Decoded? {
    if let known = decoded.value(for: id) { return known }
    guard let bytes = bytes(of: id) else { return nil }
    let result: Decoded
    let byteCount: Int
    if ImageFormat(sniffing: bytes) == .svg {
      guard let image = try? SVGImage(bytes) else { return nil }
      result = .vector(image)
      byteCount = bytes.count * 16
    } else {
      guard
        let bitmap = try? ImageDecoder.decode(bytes, limits: limits, isOriented: id.isOriented)
      else { return nil }
      result = .bitmap(bitmap)
      byteCount = bitmap.byteCount
    }
    decoded.insert(result, byteCount: byteCount, for: id)
    return result
  }
}
