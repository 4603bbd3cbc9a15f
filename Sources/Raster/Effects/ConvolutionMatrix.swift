import Scene

/// Makes each pixel a weighted sum of its neighbours. `[Filter Effects 1, §9.9]`
struct ConvolutionMatrix {
  let convolution: Convolution

  /// Paints the pixels of `region`, whose edges are the picture's.
  func paint(
    _ target: UnsafeMutableBufferPointer<UInt32>, from source: UnsafeMutableBufferPointer<UInt32>,
    area: DeviceRect, region: DeviceRect
  ) {
    let painted = region.intersection(area)
    guard !painted.isEmpty else { return }
    let columns = reach(convolution.columns, convolution.targetX, convolution.step.width)
    let rows = reach(convolution.rows, convolution.targetY, convolution.step.height)
    let columnsOf = places(painted.width, columns)
    let rowsOf = places(painted.height, rows)
    let weights = convolution.kernel.reversed().map { Float($0 / convolution.divisor) }
    let bias = SIMD4<Float>(repeating: Float(convolution.bias) * 255)
    let origin = (painted.top - area.top) * area.width + painted.left - area.left
    for y in 0..<painted.height {
      for x in 0..<painted.width {
        var sum = bias
        var weight = 0
        for row in 0..<convolution.rows {
          let line = rowsOf[y * convolution.rows + row]
          for column in 0..<convolution.columns {
            let place = columnsOf[x * convolution.columns + column]
            if line >= 0, place >= 0 {
              let word = source[origin + line * area.width + place]
              sum += weights[weight] * neighbour(word)
            }
            weight += 1
          }
        }
        let index = origin + y * area.width + x
        target[index] = word(sum, own: source[index])
      }
    }
  }

  /// How many pixels away the neighbours along an axis are.
  private func reach(_ count: Int, _ target: Int, _ step: Double) -> [Int] {
    (0..<count).map { index in
      let away = (Double(index - target) * step).rounded()
      return Int(min(max(away.isNaN ? 0 : away, -1e6), 1e6))
    }
  }

  /// For each pixel along an axis where its neighbours are; negative where there are none.
  private func places(_ count: Int, _ reaches: [Int]) -> [Int] {
    var places: [Int] = []
    places.reserveCapacity(count * reaches.count)
    for index in 0..<count {
      for reach in reaches {
        let place = index + reach
        if place >= 0, place < count {
          places.append(place)
          continue
        }
        switch convolution.edgeMode {
        case .none: places.append(-1)
        case .duplicate: places.append(min(max(place, 0), count - 1))
        case .wrap: places.append((place % count + count) % count)
        }
      }
    }
    return places
  }

  @inline(__always)
  private func neighbour(_ word: UInt32) -> SIMD4<Float> {
    let channels = SIMD4<Float>(
      Float(word >> 16 & 255), Float(word >> 8 & 255), Float(word & 255), Float(word >> 24))
    // Colors stay as they are without alpha where alpha is no part of it.
    guard convolution.preservesAlpha, word >> 24 != 0 else { return channels }
    return channels * (255 / channels[3])
  }

  private func word(_ sum: SIMD4<Float>, own: UInt32) -> UInt32 {
    var result = sum.replacing(with: 0, where: sum .!= sum)
    result.clamp(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
    if convolution.preservesAlpha {
      let alpha = Float(own >> 24)
      result *= alpha / 255
      result[3] = alpha
    }
    result.round(.toNearestOrAwayFromZero)
    let alpha = result[3]
    return UInt32(alpha) << 24 | UInt32(min(result[0], alpha)) << 16
      | UInt32(min(result[1], alpha)) << 8 | UInt32(min(result[2], alpha))
  }
}
