import Scene

/// A gradient's colors as a table fine enough that every pixel finds its own entry.
final class GradientRamp {
  let colors: [UInt32]
  let before: UInt32
  let after: UInt32
  let isRepeating: Bool
  let isOpaque: Bool
  private let scale: Double

  /// - Parameter pixels: the gradient's length in device pixels; four entries are made for each, so
  ///   that two pixel centers on either side of a hard stop never share one.
  init(stops: [Gradient.Stop], isRepeating: Bool, pixels: Double) {
    let wanted = pixels.isFinite ? min(max(pixels * 4, 256), 32_768) : 256
    let count = Int(wanted.rounded(.up))
    var colors = [UInt32](repeating: 0, count: count)
    let components = stops.map { Self.premultiplied($0.color) }
    var segment = 0
    for index in 0..<count {
      let offset = (Double(index) + 0.5) / Double(count)
      while segment < stops.count, stops[segment].offset <= offset { segment += 1 }
      if segment == 0 {
        colors[index] = Self.pack(components.first ?? .zero)
      } else if segment == stops.count {
        colors[index] = Self.pack(components[segment - 1])
      } else {
        let low = stops[segment - 1].offset
        let span = stops[segment].offset - low
        let share = span > 0 ? (offset - low) / span : 0
        colors[index] = Self.pack(
          components[segment - 1] * (1 - share) + components[segment] * share)
      }
    }
    self.colors = colors
    self.isRepeating = isRepeating
    before = Self.pack(components.first ?? .zero)
    after = Self.pack(components.last ?? .zero)
    isOpaque = stops.allSatisfy { $0.color.alpha >= 1 }
    scale = Double(count)
  }

  var byteCount: Int { colors.count * 4 }

  /// The color at an offset along the gradient.
  @inline(__always)
  func color(at offset: Double) -> UInt32 {
    var offset = offset
    if isRepeating {
      offset -= offset.rounded(.down)
    } else if offset < 0 {
      return before
    } else if offset >= 1 {
      return after
    }
    // Not a number falls on the first entry.
    let index = offset > 0 ? Int(min(offset, 1) * scale) : 0
    return colors[min(index, colors.count - 1)]
  }

  private static func premultiplied(_ color: Color) -> SIMD4<Double> {
    SIMD4(
      color.red * color.alpha, color.green * color.alpha, color.blue * color.alpha, color.alpha)
  }

  private static func pack(_ value: SIMD4<Double>) -> UInt32 {
    let bytes = (value.clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 1)) * 255.0)
      .rounded(.toNearestOrAwayFromZero)
    return UInt32(bytes[3]) << 24 | UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8
      | UInt32(bytes[2])
  }
}
