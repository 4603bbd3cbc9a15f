import CGIF

extension ImageDecoder {
  /// The first frame on its transparent screen.
  static func decodeGIF(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> Bitmap {
    let result = bytes.withUnsafeBytes { buffer in
      var input = GIFInput(rest: buffer)
      return withUnsafeMutablePointer(to: &input) { pointer in
        Result { () throws(ImageError) in
          var failure: Int32 = 0
          guard let file = DGifOpen(pointer, readGIF, &failure) else { throw gifError(failure) }
          defer { DGifCloseFile(file, &failure) }
          return try firstFrame(of: file, limits: limits)
        }
      }
    }
    return try result.get()
  }

  private static func firstFrame(
    of file: UnsafeMutablePointer<GifFileType>, limits: ImageLimits
  ) throws(ImageError) -> Bitmap {
    var transparent = -1
    while true {
      var kind = UNDEFINED_RECORD_TYPE
      guard DGifGetRecordType(file, &kind) == GIF_OK else { throw gifError(file.pointee.Error) }
      switch kind {
      case EXTENSION_RECORD_TYPE:
        transparent = try readExtension(of: file) ?? transparent
      case IMAGE_DESC_RECORD_TYPE:
        return try readFrame(of: file, transparent: transparent, limits: limits)
      default:
        throw .damaged(.gif, "no picture")
      }
    }
  }

  /// The transparent color of a graphic control extension; nil for other extensions.
  private static func readExtension(of file: UnsafeMutablePointer<GifFileType>)
    throws(ImageError) -> Int?
  {
    var code: Int32 = 0
    var block: UnsafeMutablePointer<GifByteType>?
    guard DGifGetExtension(file, &code, &block) == GIF_OK else {
      throw gifError(file.pointee.Error)
    }
    var transparent: Int?
    while let data = block {
      if code == GRAPHICS_EXT_FUNC_CODE, data[0] >= 4 {
        transparent = data[1] & 1 != 0 ? Int(data[4]) : -1
      }
      guard DGifGetExtensionNext(file, &block) == GIF_OK else {
        throw gifError(file.pointee.Error)
      }
    }
    return transparent
  }

  private static func readFrame(
    of file: UnsafeMutablePointer<GifFileType>, transparent: Int, limits: ImageLimits
  ) throws(ImageError) -> Bitmap {
    guard DGifGetImageDesc(file) == GIF_OK else { throw gifError(file.pointee.Error) }
    let frame = file.pointee.Image
    let screenWidth = Int(file.pointee.SWidth)
    let screenHeight = Int(file.pointee.SHeight)
    let width = Int(frame.Width)
    let height = Int(frame.Height)
    guard width > 0, height > 0, screenWidth > 0, screenHeight > 0 else {
      throw .damaged(.gif, "an empty picture")
    }
    try limits.check(width: width, height: height)
    let colors = palette(frame.ColorMap ?? file.pointee.SColorMap, transparent: transparent)
    var bitmap = Bitmap(width: screenWidth, height: screenHeight)
    var line = [UInt8](repeating: 0, count: width)
    let passes: [(start: Int, step: Int)] =
      frame.Interlace ? [(0, 8), (4, 8), (2, 4), (1, 2)] : [(0, 1)]
    for pass in passes {
      for row in stride(from: pass.start, to: height, by: pass.step) {
        // A cut file shows the rows that it holds, as browsers have it.
        guard DGifGetLine(file, &line, Int32(clamping: width)) == GIF_OK else { return bitmap }
        let y = Int(frame.Top) + row
        guard (0..<screenHeight).contains(y) else { continue }
        for (column, index) in line.enumerated() {
          let x = Int(frame.Left) + column
          guard (0..<screenWidth).contains(x) else { continue }
          bitmap.pixels[y * screenWidth + x] = colors[Int(index)]
        }
      }
    }
    bitmap.isOpaque = bitmap.pixels.allSatisfy { $0 >> 24 == 255 }
    return bitmap
  }

  private static func palette(
    _ map: UnsafeMutablePointer<ColorMapObject>?, transparent: Int
  ) -> [UInt32] {
    var colors = [UInt32](repeating: 0xFF00_0000, count: 256)
    if let map, let entries = map.pointee.Colors {
      for index in 0..<min(256, Int(map.pointee.ColorCount)) {
        let entry = entries[index]
        colors[index] = premultiplied(
          UInt32(entry.Red), UInt32(entry.Green), UInt32(entry.Blue), 255)
      }
    }
    if (0..<256).contains(transparent) { colors[transparent] = 0 }
    return colors
  }

  private static func gifError(_ code: Int32) -> ImageError {
    .damaged(.gif, GifErrorString(code).map { String(cString: $0) } ?? "unreadable")
  }
}

/// What the library has still to read.
private struct GIFInput {
  var rest: UnsafeRawBufferPointer
}

private func readGIF(
  _ file: UnsafeMutablePointer<GifFileType>?, _ target: UnsafeMutablePointer<GifByteType>?,
  _ count: Int32
) -> Int32 {
  // Set by `DGifOpen` to the input that outlives the file.
  guard let target, let user = file?.pointee.UserData, count > 0 else { return 0 }
  let input = user.assumingMemoryBound(to: GIFInput.self)
  let taken = min(Int(count), input.pointee.rest.count)
  let source = UnsafeRawBufferPointer(rebasing: input.pointee.rest[..<taken])
  UnsafeMutableRawBufferPointer(start: target, count: taken).copyMemory(from: source)
  input.pointee.rest = UnsafeRawBufferPointer(rebasing: input.pointee.rest[taken...])
  return Int32(taken)
}
