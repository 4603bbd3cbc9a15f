import CSPNG

extension ImageDecoder {
  static func decodePNG(_ bytes: [UInt8], _ probe: ImageProbe) throws(ImageError) -> Bitmap {
    guard let context = spng_ctx_new(0) else { throw .damaged(.png, "out of memory") }
    defer { spng_ctx_free(context) }
    let width = probe.storedWidth
    let height = probe.storedHeight
    // Checksums are not a matter of safety, and browsers show images whose ancillary ones are wrong.
    spng_set_crc_action(context, Int32(SPNG_CRC_USE.rawValue), Int32(SPNG_CRC_USE.rawValue))
    spng_set_image_limits(context, UInt32(clamping: width), UInt32(clamping: height))
    spng_set_chunk_limits(context, 64 << 20, 64 << 20)
    let count = width * height * 4
    var rgba = [UInt8](repeating: 0, count: count)
    var profile: [UInt8] = []
    let status = bytes.withUnsafeBytes { source in
      rgba.withUnsafeMutableBytes { target -> Int32 in
        var status = spng_set_png_buffer(context, source.baseAddress, source.count)
        if status != 0 { return status }
        profile = embeddedProfile(context)
        var size = 0
        status = spng_decoded_image_size(context, Int32(SPNG_FMT_RGBA8.rawValue), &size)
        if status != 0 { return status }
        guard size == count else { return Int32(SPNG_EWIDTH.rawValue) }
        return spng_decode_image(
          context, target.baseAddress, count, Int32(SPNG_FMT_RGBA8.rawValue),
          Int32(SPNG_DECODE_TRNS.rawValue))
      }
    }
    // A cut file shows the rows that it holds, as browsers have it.
    let isCut = status == Int32(SPNG_EOF.rawValue) || status == Int32(SPNG_IO_EOF.rawValue)
    guard status == 0 || isCut else {
      throw .damaged(.png, String(cString: spng_strerror(status)))
    }
    ColorProfile.convertToSRGB(&rgba, profile: profile)
    return Bitmap(width: width, height: height, rgba: rgba, stride: width * 4)
  }

  /// The `iCCP` chunk's profile; none where `sRGB` says that there is no need.
  private static func embeddedProfile(_ context: OpaquePointer) -> [UInt8] {
    var intent: UInt8 = 0
    if spng_get_srgb(context, &intent) == 0 { return [] }
    var chunk = spng_iccp()
    guard spng_get_iccp(context, &chunk) == 0, let data = chunk.profile else { return [] }
    return UnsafeRawBufferPointer(start: data, count: chunk.profile_len).map { $0 }
  }
}
