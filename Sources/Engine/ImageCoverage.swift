import Glibc
import Scene

/// The alpha of an image's pixels, row by row.
package struct ImageCoverage: Sendable, Hashable {
  package let width: Int
  package let height: Int
  private let alphas: [UInt8]

  /// - Parameter alphas: `width` times `height` of them.
  package init(width: Int, height: Int, alphas: [UInt8]) {
    precondition(alphas.count == width * height, "one alpha for each pixel")
    self.width = width
    self.height = height
    self.alphas = alphas
  }

  func alpha(x: Int, y: Int) -> UInt8 { alphas[y * width + x] }

  /// What a brush covers at the centers of pixels; nothing for nil.
  init(of brush: Brush?, width: Int, height: Int) {
    self.width = width
    self.height = height
    switch brush {
    case .color(let color):
      alphas = Array(repeating: Self.byte(color.alpha), count: width * height)
    case .gradient(let gradient):
      var alphas: [UInt8] = []
      alphas.reserveCapacity(width * height)
      for y in 0..<height {
        for x in 0..<width {
          let center = Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
          alphas.append(Self.byte(gradient.alpha(at: center)))
        }
      }
      self.alphas = alphas
    case .tiles, nil: alphas = Array(repeating: 0, count: width * height)
    }
  }

  private static func byte(_ alpha: Double) -> UInt8 {
    UInt8((min(max(alpha, 0), 1) * 255).rounded())
  }
}

extension Gradient {
  /// The alpha of the ramp at a position. `[CSS Images 3, §3.4]`
  fileprivate func alpha(at point: Point) -> Double {
    var offset = offset(at: point)
    if isRepeating { offset -= offset.rounded(.down) }
    guard let after = stops.firstIndex(where: { $0.offset > offset }) else {
      return stops.last?.color.alpha ?? 0
    }
    guard after > 0 else { return stops[0].color.alpha }
    let (low, high) = (stops[after - 1], stops[after])
    let share = (offset - low.offset) / (high.offset - low.offset)
    return low.color.alpha + (high.color.alpha - low.color.alpha) * share
  }

  private func offset(at point: Point) -> Double {
    switch geometry {
    case .linear(let from, let to):
      let dx = to.x - from.x
      let dy = to.y - from.y
      let squared = dx * dx + dy * dy
      guard squared > 0 else { return 1 }
      return ((point.x - from.x) * dx + (point.y - from.y) * dy) / squared
    case .radial(let center, let rx, let ry):
      guard rx > 0, ry > 0 else { return 1 }
      return hypot((point.x - center.x) / rx, (point.y - center.y) / ry)
    case .conic(let center, let angle):
      let turn = atan2(point.x - center.x, center.y - point.y) / (2 * .pi) - angle / 360
      return turn - turn.rounded(.down)
    }
  }
}
