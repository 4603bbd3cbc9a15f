package import Engine
import Foundation
import Hashing
import Imaging
import Raster
package import Scene

/// The images that pages refer to: found, probed once, and known by their content from then on.
package final class ImageLibrary: ImageSource, EncodedImages {
  private enum Origin {
    case file(String)
    case bytes([UInt8])
  }

  private struct Request: Hashable {
    var reference: String
    var isOriented: Bool
  }

  let locator: ResourceLocator
  private let files: FileReader
  private let limits: ImageLimits
  private var known: [Request: ImageResult] = [:]
  private var origins: [ImageID: Origin] = [:]
  private var infos: [ImageID: (info: ImageInfo, reference: String)] = [:]
  /// The page at hand: an absolute path.
  private var page: String?
  /// References of the page at hand that cannot be shown, with the reason, each once.
  package private(set) var failures: [(reference: String, reason: String)] = []
  /// Bytes of embedded images held in `origins`; files are read again when they are needed.
  private var heldBytes = 0
  private let cacheLimit: Int

  /// - Parameter cacheLimit: bytes of embedded images kept between pages.
  package init(
    locator: ResourceLocator, files: FileReader = FileReader(), pixelLimit: Int, cacheLimit: Int
  ) {
    self.locator = locator
    self.files = files
    limits = ImageLimits(pixels: pixelLimit)
    self.cacheLimit = cacheLimit
  }

  /// Forgets what earlier pages brought, if it has become too much; call it between pages.
  package func trim() {
    guard heldBytes > cacheLimit || known.count > 10_000 else { return }
    known.removeAll()
    origins.removeAll()
    infos.removeAll()
    heldBytes = 0
  }

  /// Starts a page: its relative references are joined to its folder, and failures are its own.
  package func beginPage(_ file: String) {
    page = file
    failures = []
  }

  package func image(_ reference: String, isOriented: Bool) -> ImageResult {
    let reference = Reference.resolve(reference, against: page)
    let request = Request(reference: reference, isOriented: isOriented)
    let result = known[request] ?? load(request)
    known[request] = result
    switch result {
    case .image(let info):
      if infos[info.id] == nil { infos[info.id] = (info, reference) }
    case .failed(let reason):
      if !failures.contains(where: { $0.reference == reference }) {
        failures.append((reference, reason))
      }
    }
    return result
  }

  /// What is known of an image that was asked for.
  func info(of id: ImageID) -> ImageInfo? { infos[id]?.info }

  /// A reference that an image was asked for by.
  func reference(of id: ImageID) -> String? { infos[id]?.reference }

  package func bytes(of id: ImageID) -> [UInt8]? {
    switch origins[id] {
    case .file(let path)?: files.bytes(at: path)
    case .bytes(let bytes)?: bytes
    case nil: nil
    }
  }

  package func coverage(of id: ImageID, width: Int, height: Int) -> ImageCoverage? {
    guard width > 0, height > 0, width <= 8192, height <= 8192, let bytes = bytes(of: id),
      let bitmap = bitmap(id, bytes, width: width, height: height)
    else { return nil }
    return ImageCoverage(
      width: bitmap.width, height: bitmap.height,
      alphas: bitmap.pixels.map { UInt8(truncatingIfNeeded: $0 >> 24) })
  }

  private func bitmap(_ id: ImageID, _ bytes: [UInt8], width: Int, height: Int) -> Bitmap? {
    if ImageFormat(sniffing: bytes) == .svg {
      return try? SVGImage(bytes).raster(width: width, height: height, limits: limits)
    }
    guard
      let decoded = try? ImageDecoder.decode(bytes, limits: limits, isOriented: id.isOriented)
    else { return nil }
    return Resampler.resample(
      decoded, x: 0, y: 0, width: Double(decoded.width), height: Double(decoded.height),
      toWidth: width, toHeight: height, kernel: .smooth)
  }

  private func load(_ request: Request) -> ImageResult {
    let reference = request.reference
    if reference.prefix(5).lowercased() == "data:" {
      guard let bytes = DataURL.bytes(reference) else { return .failed("the data URL is broken") }
      heldBytes += bytes.count
      return register(bytes, .bytes(bytes), isOriented: request.isOriented)
    }
    do throws(ResourceLocator.Failure) {
      let path = try locator.locate(reference)
      guard let bytes = files.bytes(at: path) else { return .failed("the file cannot be read") }
      return register(bytes, .file(path), isOriented: request.isOriented)
    } catch {
      return .failed(error.description)
    }
  }

  private func register(_ bytes: [UInt8], _ origin: Origin, isOriented: Bool) -> ImageResult {
    let probe: ImageProbe
    do throws(ImageError) {
      probe = try ImageProbe(of: bytes, limits: limits)
    } catch {
      return .failed("\(error)")
    }
    let hash = ContentHash(of: bytes)
    // An upright image is the same either way.
    let id = ImageID(
      high: hash.high, low: hash.low, isOriented: isOriented || probe.orientation == 1)
    origins[id] = origin
    if let size = probe.vectorSize {
      return .image(
        ImageInfo(
          id: id, width: size.width, height: size.height, ratio: size.ratio, pixelSize: nil,
          isOpaque: false))
    }
    let size = Size(
      width: Double(isOriented ? probe.width : probe.storedWidth),
      height: Double(isOriented ? probe.height : probe.storedHeight))
    return .image(
      ImageInfo(
        id: id, width: size.width, height: size.height,
        ratio: size.height > 0 ? size.width / size.height : nil, pixelSize: size,
        isOpaque: probe.isOpaque))
  }
}

extension ResourceLocator.Failure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .remote: "it lies on another host, and nothing is ever fetched"
    case .outside: "it lies outside the template and the campaign"
    case .missing: "there is no such file"
    }
  }
}
