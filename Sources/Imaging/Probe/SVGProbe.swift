extension ImageProbe {
  static func svg(_ bytes: [UInt8]) throws(ImageError) -> ImageProbe {
    let size = try SVGImage(bytes).size
    let whole = { (side: Double?) in
      side.map { Int(min(max($0, 0), 1_000_000).rounded(.up)) } ?? 0
    }
    return ImageProbe(
      format: .svg, width: whole(size.width), height: whole(size.height), isOpaque: false,
      vectorSize: size)
  }
}
