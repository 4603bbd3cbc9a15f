package import Scene

/// What layout and paint ask of whoever opens images.
package protocol ImageSource: AnyObject {
  /// The image that a reference of the page names; its header is read, its pixels are not.
  ///
  /// - Parameters:
  ///   - reference: as written in the page or style sheet, already resolved against the file that holds
  ///     it; data URIs as they are.
  ///   - isOriented: whether the image is turned as its metadata asks. `[CSS Images 3, §6.1]`
  func image(_ reference: String, isOriented: Bool) -> ImageResult

  /// How much each pixel of an image covers at a size, where layout must know: float shapes.
  ///
  /// - Returns: nil where the image cannot be read.
  func coverage(of id: ImageID, width: Int, height: Int) -> ImageCoverage?

  /// The image's file, for pictures that hold others; nil where it cannot be read.
  func bytes(of id: ImageID) -> [UInt8]?
}

extension ImageSource {
  package func bytes(of id: ImageID) -> [UInt8]? { nil }
}

package enum ImageResult: Sendable, Hashable {
  case image(ImageInfo)
  /// The reason, for a finding.
  case failed(String)
}

/// The natural dimensions of an image. `[CSS Images 3, §5.1]`
package struct ImageInfo: Sendable, Hashable {
  package var id: ImageID
  /// CSS pixels; nil where the image has none (an SVG without `width`).
  package var width: Double?
  package var height: Double?
  /// Width over height; nil where there is none.
  package var ratio: Double?
  /// Pixels that the file holds; nil for vector images.
  package var pixelSize: Size?
  package var isOpaque: Bool

  package init(
    id: ImageID, width: Double?, height: Double?, ratio: Double?, pixelSize: Size?, isOpaque: Bool
  ) {
    self.id = id
    self.width = width
    self.height = height
    self.ratio = ratio
    self.pixelSize = pixelSize
    self.isOpaque = isOpaque
  }
}
