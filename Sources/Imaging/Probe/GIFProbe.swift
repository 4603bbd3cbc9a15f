extension ImageProbe {
  /// The logical screen; any frame may leave pixels transparent.
  static func gif(_ bytes: [UInt8]) throws(ImageError) -> ImageProbe {
    let reader = ByteReader(bytes: bytes[...], isLittleEndian: true)
    guard let width = reader.short(6), let height = reader.short(8), width > 0, height > 0 else {
      throw .damaged(.gif, "no header")
    }
    return ImageProbe(format: .gif, width: width, height: height, isOpaque: false)
  }
}
