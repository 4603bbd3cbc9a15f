/// Blurs planes of bytes: below a deviation of 2 by the Gaussian's own weights, above by three box
/// averages, which come as near as eyes can tell. `[Filter Effects 1, §9.10]`
enum GaussianBlur {
  /// The greatest deviation, as in browsers: wider blurs differ by nothing that can be seen, and cost.
  static let maximumSigma = 532.0

  /// How far a pixel spreads.
  static func reach(_ sigma: Double) -> Int {
    sigma > 0 ? Int((min(sigma, maximumSigma) * 3).rounded(.up)) + 1 : 0
  }

  /// Blurs interleaved bytes in place, with nothing beyond the edges.
  ///
  /// - Parameters:
  ///   - stride: bytes from row to row.
  ///   - channels: bytes per pixel, 1 or 4.
  static func blur(
    _ bytes: UnsafeMutablePointer<UInt8>, width: Int, height: Int, stride: Int, channels: Int,
    sigmaX: Double, sigmaY: Double
  ) {
    let length = max(width, height)
    var line = [UInt8](repeating: 0, count: length * 2)
    line.withUnsafeMutableBufferPointer { scratch in
      guard let scratch = scratch.baseAddress else { return }
      if let kernel = Kernel(sigma: sigmaX) {
        for y in 0..<height {
          for channel in 0..<channels {
            kernel.run(
              bytes + y * stride + channel, step: channels, count: width, scratch: scratch)
          }
        }
      }
      if let kernel = Kernel(sigma: sigmaY) {
        for x in 0..<(width * channels) {
          kernel.run(bytes + x, step: stride, count: height, scratch: scratch)
        }
      }
    }
  }
}

/// One axis of a blur.
private enum Kernel {
  /// Weights of 1/65536 from the center outward.
  case exact([UInt32])
  /// Left and right reaches of three averages.
  case boxes([(left: Int, right: Int)])

  init?(sigma: Double) {
    guard sigma > 0.01 else { return nil }
    if sigma < 2 {
      self = .exact(Self.weights(sigma))
      return
    }
    // sqrt(2π) · 3/4 as the specification has it.
    let size = Int(min(sigma, GaussianBlur.maximumSigma) * 1.879_971_205_978_173 + 0.5)
    let half = size / 2
    self =
      size % 2 == 1
      ? .boxes([(half, half), (half, half), (half, half)])
      : .boxes([(half, half - 1), (half - 1, half), (half, half)])
  }

  /// Each weight is the Gaussian at whole distances, all of them scaled to sum to one.
  private static func weights(_ sigma: Double) -> [UInt32] {
    let reach = Int((sigma * 3).rounded(.up))
    // e^(−d²/2σ²) by repeated multiplication: no library function whose last bit may vary.
    let base = exponential(-1 / (2 * sigma * sigma))
    var values = [1.0]
    for distance in 1...max(reach, 1) {
      var value = 1.0
      for _ in 0..<(distance * distance) { value *= base }
      values.append(value)
    }
    let total = values.reduce(0) { $0 + 2 * $1 } - 1
    var fixed = values.map { UInt32(($0 / total * 65536).rounded()) }
    let sum = fixed.dropFirst().reduce(0) { $0 + 2 * $1 }
    fixed[0] = 65536 - min(sum, 65536)
    return fixed
  }

  /// The exponential of a number not above zero, by its series on a small part, squared back up.
  private static func exponential(_ value: Double) -> Double {
    var halvings = 0
    var part = max(value, -700)
    while part < -0.25 {
      part /= 2
      halvings += 1
    }
    var term = 1.0
    var sum = 1.0
    for index in 1...16 {
      term *= part / Double(index)
      sum += term
    }
    for _ in 0..<halvings { sum *= sum }
    return sum
  }

  func run(
    _ data: UnsafeMutablePointer<UInt8>, step: Int, count: Int,
    scratch: UnsafeMutablePointer<UInt8>
  ) {
    var isBlank = true
    for index in 0..<count {
      let value = data[index * step]
      scratch[index] = value
      if value != 0 { isBlank = false }
    }
    if isBlank { return }
    switch self {
    case .exact(let weights):
      weights.withUnsafeBufferPointer {
        Self.convolve(scratch, count: count, weights: $0, into: data, step: step)
      }
    case .boxes(let boxes):
      var source = scratch
      var target = scratch + count
      for box in boxes {
        Self.average(source, count: count, left: box.left, right: box.right, into: target)
        swap(&source, &target)
      }
      for index in 0..<count { data[index * step] = source[index] }
    }
  }

  private static func convolve(
    _ source: UnsafeMutablePointer<UInt8>, count: Int, weights: UnsafeBufferPointer<UInt32>,
    into target: UnsafeMutablePointer<UInt8>, step: Int
  ) {
    let reach = weights.count - 1
    for index in 0..<count {
      var sum: UInt32 = 32768 &+ UInt32(source[index]) &* weights[0]
      for distance in stride(from: 1, through: reach, by: 1) {
        let low = index - distance
        let high = index + distance
        var pair: UInt32 = 0
        if low >= 0 { pair &+= UInt32(source[low]) }
        if high < count { pair &+= UInt32(source[high]) }
        sum &+= pair &* weights[distance]
      }
      target[index * step] = UInt8(truncatingIfNeeded: min(sum >> 16, 255))
    }
  }

  private static func average(
    _ source: UnsafeMutablePointer<UInt8>, count: Int, left: Int, right: Int,
    into target: UnsafeMutablePointer<UInt8>
  ) {
    let size = UInt64(left + right + 1)
    // Division by multiplication with 2^32 / size.
    let factor = (1 << 32) / size + 1
    var sum: UInt64 = 0
    for index in 0..<min(right, count) { sum &+= UInt64(source[index]) }
    for index in 0..<count {
      let entering = index + right
      if entering < count { sum &+= UInt64(source[entering]) }
      target[index] = UInt8(truncatingIfNeeded: ((sum &+ size / 2) &* factor) >> 32)
      let leaving = index - left
      if leaving >= 0 { sum &-= UInt64(source[leaving]) }
    }
  }
}
