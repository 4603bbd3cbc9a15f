import Scene

/// Takes each pixel from as far away as a second picture's components say. `[Filter Effects 1, §9.11]`
struct DisplacementMap {
  let displacement: Displacement

  /// Paints the pixels of `region`.
  ///
  /// - Parameters:
  ///   - source: the picture whose pixels move.
  ///   - map: the picture that says how far.
  func paint(
    _ target: UnsafeMutableBufferPointer<UInt32>, from source: UnsafeMutableBufferPointer<UInt32>,
    map: UnsafeMutableBufferPointer<UInt32>, area: DeviceRect, region: DeviceRect
  ) {
    let painted = region.intersection(area)
    for y in painted.top..<painted.bottom {
      let row = (y - area.top) * area.width - area.left
      for x in painted.left..<painted.right {
        let shares = PixelMath.components(map[row + x])
        let away = displacement.scale.apply(
          Point(
            x: shares[Int(displacement.x.rawValue)] - 0.5,
            y: shares[Int(displacement.y.rawValue)] - 0.5))
        let column = (Double(x - area.left) + 0.5 + away.x - displacement.scale.tx).rounded(.down)
        let line = (Double(y - area.top) + 0.5 + away.y - displacement.scale.ty).rounded(.down)
        guard column >= 0, column < Double(area.width), line >= 0, line < Double(area.height)
        else { continue }
        target[row + x] = source[Int(line) * area.width + Int(column)]
      }
    }
  }
}
