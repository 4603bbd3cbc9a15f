/// Pixels as weighted sums of their neighbours. `[Filter Effects 1, §9.9]`
package struct Convolution: Sendable, Hashable {
  /// What lies beyond the edges of the picture.
  package enum EdgeMode: UInt8, Sendable, Hashable { case duplicate, wrap, none }

  package var columns: Int
  package var rows: Int
  /// Row by row as it is written, which is from the last neighbour to the first.
  package var kernel: [Double]
  package var divisor: Double
  /// Added to each component in 0…1.
  package var bias: Double
  /// The place of the pixel itself among its neighbours.
  package var targetX: Int
  package var targetY: Int
  package var edgeMode: EdgeMode
  package var preservesAlpha: Bool
  /// From one neighbour to the next in device pixels: as far as it is on a page at its own size, whatever
  /// transforms the picture stands in, as in browsers.
  package var step: Size

  /// - Returns: nil where the kernel does not fit its order, has no neighbour at the target or more of
  ///   them than `largestKernel`.
  package init?(
    columns: Int, rows: Int, kernel: [Double], divisor: Double, bias: Double, targetX: Int,
    targetY: Int, edgeMode: EdgeMode, preservesAlpha: Bool, step: Size
  ) {
    guard columns > 0, rows > 0, columns <= Self.largestKernel, rows <= Self.largestKernel,
      columns * rows <= Self.largestKernel, kernel.count == columns * rows,
      (0..<columns).contains(targetX), (0..<rows).contains(targetY), divisor != 0
    else { return nil }
    self.columns = columns
    self.rows = rows
    self.kernel = kernel
    self.divisor = divisor
    self.bias = bias
    self.targetX = targetX
    self.targetY = targetY
    self.edgeMode = edgeMode
    self.preservesAlpha = preservesAlpha
    self.step = step
  }

  /// The most neighbours that are weighed: time grows with them.
  package static let largestKernel = 512

  /// With `factor` times the device pixels.
  func scaled(by factor: Double) -> Convolution {
    var result = self
    result.step = Size(width: step.width * factor, height: step.height * factor)
    return result
  }
}
