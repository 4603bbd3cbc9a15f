import CWebP

extension ImageDecoder {
  static func decodeWebP(_ bytes: [UInt8], _ probe: ImageProbe) throws(ImageError) -> Bitmap {
    let stride = probe.width * 4
    var rgba = [UInt8](repeating: 0, count: stride * probe.height)
    let decoded = rgba.withUnsafeMutableBufferPointer {
      WebPDecodeRGBAInto(bytes, bytes.count, $0.baseAddress, $0.count, Int32(clamping: stride))
        != nil
    }
    guard decoded else { throw .damaged(.webp, "cut, damaged or animated") }
    return Bitmap(width: probe.width, height: probe.height, rgba: rgba, stride: stride)
  }
}
