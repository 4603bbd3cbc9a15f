import Cairo
import Scene

/// Runs a filter list over a picture in place. `[Filter Effects 1, §5]`
struct FilterChain {
  /// What the pictures of filters are painted with.
  let list: DisplayList
  let caches: RasterCaches

  /// - Parameter area: the picture's place in device pixels.
  func apply(_ filters: [Filter], to surface: PixelSurface, area: DeviceRect)
    throws(CairoError)
  {
    for filter in filters {
      switch filter {
      case .blur(let sigmaX, let sigmaY): Self.blur(surface, sigmaX, sigmaY)
      case .colorMatrix(let matrix):
        surface.withPixels { ColorMatrix.apply(matrix, to: $0) }
      case .dropShadow(let x, let y, let sigma, let color):
        try Self.dropShadow(surface, x: x, y: y, sigma: sigma, color: color)
      case .graph(let graph):
        try FilterGraphPainting(graph: graph, area: area, list: list, caches: caches)
          .run(on: surface)
      }
    }
  }

  static func blur(_ surface: PixelSurface, _ sigmaX: Double, _ sigmaY: Double) {
    surface.withPixels { pixels in
      guard let base = pixels.baseAddress else { return }
      let bytes = UnsafeMutableRawPointer(base).assumingMemoryBound(to: UInt8.self)
      GaussianBlur.blur(
        bytes, width: surface.width, height: surface.height, stride: surface.width * 4,
        channels: 4, sigmaX: sigmaX, sigmaY: sigmaY)
    }
  }

  static func dropShadow(
    _ surface: PixelSurface, x: Double, y: Double, sigma: Double, color: Color
  ) throws(CairoError) {
    let shadow = try PixelSurface(width: surface.width, height: surface.height)
    let pen = try DrawingContext(on: shadow)
    pen.setSource(red: color.red, green: color.green, blue: color.blue, alpha: color.alpha)
    pen.mask(surface, x: x.rounded(), y: y.rounded())
    try pen.check()
    blur(shadow, sigma, sigma)
    let top = try DrawingContext(on: shadow)
    top.setSource(surface, x: 0, y: 0)
    top.paint()
    try top.check()
    shadow.withPixels { made in
      surface.withPixels { target in
        for index in target.indices { target[index] = made[index] }
      }
    }
  }
}
