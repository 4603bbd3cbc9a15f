import CJPEGShim

/// Which JPEG files may stand in a document as they are.
package enum JPEGPassage {
  /// Whether a viewer shows the file as it would be decoded here: upright, gray or RGB, without a
  /// profile that says more than sRGB.
  ///
  /// - Parameter isOriented: whether the picture is turned as the file asks, which viewers of
  ///   documents do not.
  package static func isPlain(_ file: [UInt8], isOriented: Bool = true) -> Bool {
    guard ImageFormat(sniffing: file) == .jpeg, let probe = try? ImageProbe(of: file),
      probe.orientation == 1 || !isOriented
    else { return false }
    var width: UInt32 = 0
    var height: UInt32 = 0
    var components: UInt32 = 0
    guard platen_jpeg_header(file, file.count, &width, &height, &components) == 0,
      components == 1 || components == 3
    else { return false }
    let profile = ImageDecoder.jpegProfile(file)
    return profile.isEmpty || ColorProfile.isSRGB(profile)
  }
}
