import CLCMS

/// Converts pixels from an embedded ICC profile to sRGB.
enum ColorProfile {
  /// Whether a profile names itself as sRGB.
  static func isSRGB(_ profile: [UInt8]) -> Bool {
    guard let opened = cmsOpenProfileFromMem(profile, UInt32(clamping: profile.count)) else {
      return false
    }
    defer { cmsCloseProfile(opened) }
    var name = [CChar](repeating: 0, count: 256)
    cmsGetProfileInfoASCII(
      opened, cmsInfoDescription, "en", "US", &name, UInt32(name.count))
    let text = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.hasPrefix("sRGB")
  }

  /// Converts RGBA bytes in place; alpha is kept. Pixels stay as they are where the profile is absent,
  /// damaged, not of RGB, or sRGB itself.
  static func convertToSRGB(_ rgba: inout [UInt8], profile: [UInt8]) {
    guard
      let transform = ColorTransform(
        profile, from: (cmsUInt32Number(PT_RGB), 3, 1), to: (cmsUInt32Number(PT_RGB), 3, 1))
    else { return }
    rgba.withUnsafeMutableBytes { transform.apply($0.baseAddress, $0.baseAddress, $0.count / 4) }
  }

  /// Converts inverted or plain CMYK bytes to RGBA by the profile; nil where it cannot be used.
  static func convertCMYK(_ cmyk: [UInt8], profile: [UInt8]) -> [UInt8]? {
    guard
      let transform = ColorTransform(
        profile, from: (cmsUInt32Number(PT_CMYK), 4, 0), to: (cmsUInt32Number(PT_RGB), 3, 1))
    else { return nil }
    var rgba = [UInt8](repeating: 255, count: cmyk.count)
    cmyk.withUnsafeBytes { source in
      rgba.withUnsafeMutableBytes {
        transform.apply(source.baseAddress, $0.baseAddress, source.count / 4)
      }
    }
    return rgba
  }
}

private struct ColorTransform: ~Copyable {
  private let transform: cmsHTRANSFORM

  /// - Parameters: color model, color channels, and channels passed over, of each side.
  init?(
    _ profile: [UInt8], from: (model: UInt32, channels: UInt32, extra: UInt32),
    to: (model: UInt32, channels: UInt32, extra: UInt32)
  ) {
    guard !profile.isEmpty else { return nil }
    guard let source = cmsOpenProfileFromMem(profile, UInt32(clamping: profile.count)) else {
      return nil
    }
    defer { cmsCloseProfile(source) }
    let expected = from.model == UInt32(PT_CMYK) ? cmsSigCmykData : cmsSigRgbData
    guard cmsGetColorSpace(source) == expected, let target = cmsCreate_sRGBProfile() else {
      return nil
    }
    defer { cmsCloseProfile(target) }
    guard
      let transform = cmsCreateTransform(
        source, Self.format(from), target, Self.format(to), UInt32(INTENT_RELATIVE_COLORIMETRIC),
        UInt32(cmsFLAGS_COPY_ALPHA) | UInt32(cmsFLAGS_BLACKPOINTCOMPENSATION))
    else { return nil }
    self.transform = transform
  }

  deinit { cmsDeleteTransform(transform) }

  borrowing func apply(
    _ source: UnsafeRawPointer?, _ target: UnsafeMutableRawPointer?, _ count: Int
  ) {
    cmsDoTransform(transform, source, target, UInt32(clamping: count))
  }

  /// The pixel format word of 8-bit samples, which lcms2 builds with macros.
  private static func format(_ layout: (model: UInt32, channels: UInt32, extra: UInt32)) -> UInt32 {
    layout.model << 16 | layout.extra << 7 | layout.channels << 3 | 1
  }
}
