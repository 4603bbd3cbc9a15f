/// Scales bitmaps in two passes with fixed-point weights: area average where pixels shrink, linear
/// interpolation where they grow. Works on premultiplied samples, as browsers do.
package enum Resampler {
  package enum Kernel: Sendable, Hashable { case smooth, nearest }

  /// The part of `source` given in its pixels, scaled to a whole number of pixels.
  package static func resample(
    _ source: Bitmap, x: Double, y: Double, width: Double, height: Double, toWidth: Int,
    toHeight: Int, kernel: Kernel
  ) -> Bitmap {
    let isWhole =
      x == 0 && y == 0 && width == Double(source.width) && height == Double(source.height)
    if isWhole, toWidth == source.width, toHeight == source.height { return source }
    let columns = Weights(
      start: x, extent: width, limit: source.width, count: toWidth, kernel: kernel)
    let rows = Weights(
      start: y, extent: height, limit: source.height, count: toHeight, kernel: kernel)
    let pixels = source.pixels.withUnsafeBufferPointer { pixels in
      scale(pixels, stride: source.width, columns: columns, rows: rows)
    }
    return Bitmap(
      width: toWidth, height: toHeight, pixels: pixels, isOpaque: source.isOpaque)
  }

  /// Scales each needed source row across once, then adds rows up.
  private static func scale(
    _ source: UnsafeBufferPointer<UInt32>, stride: Int, columns: Weights, rows: Weights
  ) -> [UInt32] {
    let width = columns.spans.count
    let height = rows.spans.count
    return [UInt32](unsafeUninitializedCapacity: width * height) { target, count in
      var scaledRows: [Int: [SIMD4<Int32>]] = [:]
      var sums = [SIMD4<Int32>](repeating: .zero, count: width)
      for y in 0..<height {
        let span = rows.spans[y]
        for key in scaledRows.keys where key < span.first { scaledRows[key] = nil }
        for index in 0..<width { sums[index] = SIMD4(repeating: Weights.half) }
        for tap in 0..<span.count {
          let sourceRow = span.first + tap
          if scaledRows[sourceRow] == nil {
            scaledRows[sourceRow] = scaleRow(source, from: sourceRow * stride, columns: columns)
          }
          let weight = rows.values[span.offset + tap]
          scaledRows[sourceRow]?.withUnsafeBufferPointer { line in
            for x in 0..<width { sums[x] &+= line[x] &* weight }
          }
        }
        for x in 0..<width {
          let sum = sums[x] &>> Weights.shift
          target[y * width + x] = pack(sum)
        }
      }
      count = width * height
    }
  }

  private static func scaleRow(
    _ source: UnsafeBufferPointer<UInt32>, from start: Int, columns: Weights
  ) -> [SIMD4<Int32>] {
    columns.spans.map { span in
      var sum = SIMD4<Int32>(repeating: Weights.half)
      for tap in 0..<span.count {
        let word = source[start + span.first + tap]
        let sample = SIMD4<Int32>(
          Int32(truncatingIfNeeded: word & 0xFF), Int32(truncatingIfNeeded: word >> 8 & 0xFF),
          Int32(truncatingIfNeeded: word >> 16 & 0xFF), Int32(truncatingIfNeeded: word >> 24))
        sum &+= sample &* columns.values[span.offset + tap]
      }
      return sum &>> Weights.shift
    }
  }

  private static func pack(_ sum: SIMD4<Int32>) -> UInt32 {
    // Weights sum to one and samples are bytes, so nothing leaves 0…255.
    UInt32(truncatingIfNeeded: sum[0]) | UInt32(truncatingIfNeeded: sum[1]) << 8
      | UInt32(truncatingIfNeeded: sum[2]) << 16 | UInt32(truncatingIfNeeded: sum[3]) << 24
  }
}

/// For each target sample on one axis, which source samples make it and by how much.
private struct Weights {
  struct Span {
    var first: Int
    var count: Int
    /// Where this span's weights begin in `values`.
    var offset: Int
  }

  static let shift: Int32 = 14
  static let half: Int32 = 1 << (shift - 1)

  var spans: [Span] = []
  var values: [Int32] = []

  /// - Parameter limit: how many source samples there are; those outside of the part never count.
  init(start: Double, extent: Double, limit: Int, count: Int, kernel: Resampler.Kernel) {
    spans.reserveCapacity(count)
    let first = Self.clamp(start.rounded(.down), 0...(limit - 1))
    let last = Self.clamp((start + extent).rounded(.up) - 1, first...(limit - 1))
    let part = first...last
    let step = extent / Double(max(count, 1))
    for index in 0..<count {
      let low = start + Double(index) * step
      let center = low + step / 2
      if kernel == .nearest {
        append([(Self.clamp(center.rounded(.down), part), 1)])
      } else if step > 1 {
        append(Self.area(from: low, to: low + step, part))
      } else {
        let position = center - 0.5
        let floor = position.rounded(.down)
        let share = position - floor
        append([(Self.clamp(floor, part), 1 - share), (Self.clamp(floor + 1, part), share)])
      }
    }
  }

  private static func area(from low: Double, to high: Double, _ part: ClosedRange<Int>)
    -> [(Int, Double)]
  {
    let first = clamp(low.rounded(.down), part)
    let last = clamp(high.rounded(.up) - 1, part)
    var taps: [(Int, Double)] = []
    for sample in first...max(first, last) {
      let cover = min(high, Double(sample + 1)) - max(low, Double(sample))
      taps.append((sample, max(cover, 0)))
    }
    return taps
  }

  private static func clamp(_ position: Double, _ part: ClosedRange<Int>) -> Int {
    if position.isNaN { return part.lowerBound }
    return Int(min(max(position, Double(part.lowerBound)), Double(part.upperBound)))
  }

  /// Appends a span whose weights are scaled to sum to one exactly; taps ascend.
  private mutating func append(_ taps: [(sample: Int, weight: Double)]) {
    let total = taps.reduce(0) { $0 + $1.weight }
    let one = Int32(1) << Self.shift
    let first = taps[0].sample
    var fixed = [Int32](repeating: 0, count: taps[taps.count - 1].sample - first + 1)
    for tap in taps {
      let share = total > 0 ? tap.weight / total : 1 / Double(taps.count)
      fixed[tap.sample - first] += Int32((share * Double(one)).rounded())
    }
    var largest = 0
    for index in fixed.indices where fixed[index] > fixed[largest] { largest = index }
    fixed[largest] += one - fixed.reduce(0, +)
    spans.append(Span(first: first, count: fixed.count, offset: values.count))
    values += fixed
  }
}
