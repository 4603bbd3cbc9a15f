import Scene

/// Fills a picture with one area of it, over and over. `[Filter Effects 1, §9.20]`
struct TilePattern {
  let tile: DeviceRect

  /// Paints the pixels of `region`.
  func paint(
    _ target: UnsafeMutableBufferPointer<UInt32>, from source: UnsafeMutableBufferPointer<UInt32>,
    area: DeviceRect, region: DeviceRect
  ) {
    guard !tile.isEmpty else { return }
    let painted = region.intersection(area)
    let columns = (painted.left..<painted.right).map { x in
      let column = tile.left + modulo(x - tile.left, tile.width)
      return column >= area.left && column < area.right ? column - area.left : nil
    }
    for y in painted.top..<painted.bottom {
      let row = tile.top + modulo(y - tile.top, tile.height)
      guard row >= area.top, row < area.bottom else { continue }
      let read = (row - area.top) * area.width
      let written = (y - area.top) * area.width + painted.left - area.left
      for (index, column) in columns.enumerated() {
        if let column { target[written + index] = source[read + column] }
      }
    }
  }

  private func modulo(_ value: Int, _ divisor: Int) -> Int {
    let rest = value % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
