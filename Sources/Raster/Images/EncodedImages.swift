package import Scene

/// Where the bytes of images come from.
package protocol EncodedImages: AnyObject {
  /// The file's bytes, or nil if the image is unknown here.
  func bytes(of id: ImageID) -> [UInt8]?
}
