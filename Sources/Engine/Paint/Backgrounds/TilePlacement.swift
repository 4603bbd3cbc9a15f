import Scene

/// The natural dimensions of an image, in CSS pixels. `[CSS Images 3, §5.1]`
struct NaturalSize {
  var width: Double?
  var height: Double?
  var ratio: Double?

  /// The largest or smallest size of the image's ratio that fits into or covers an area.
  func fitted(_ area: Size, covers: Bool) -> Size {
    guard let ratio = ratio ?? bothRatio, ratio > 0 else { return area }
    let byWidth = Size(width: area.width, height: area.width / ratio)
    let byHeight = Size(width: area.height * ratio, height: area.height)
    return (byWidth.height >= area.height) == covers ? byWidth : byHeight
  }

  private var bothRatio: Double? {
    guard let width, let height, height > 0 else { return nil }
    return width / height
  }

  /// The default sizing algorithm with an area as default size. `[CSS Images 3, §5.3]`
  func concrete(width specifiedWidth: Double?, height specifiedHeight: Double?, area: Size) -> Size
  {
    let ratio = ratio ?? bothRatio
    switch (specifiedWidth, specifiedHeight) {
    case (let width?, let height?): return Size(width: width, height: height)
    case (let width?, nil):
      if let ratio, ratio > 0 { return Size(width: width, height: width / ratio) }
      return Size(width: width, height: height ?? area.height)
    case (nil, let height?):
      if let ratio { return Size(width: height * ratio, height: height) }
      return Size(width: width ?? area.width, height: height)
    case (nil, nil):
      if let width, let height { return Size(width: width, height: height) }
      if let width {
        if let ratio, ratio > 0 { return Size(width: width, height: width / ratio) }
        return Size(width: width, height: area.height)
      }
      if let height {
        if let ratio { return Size(width: height * ratio, height: height) }
        return Size(width: area.width, height: height)
      }
      return ratio == nil ? area : fitted(area, covers: false)
    }
  }
}

/// One tile of a background and the steps at which it repeats; zero for none.
struct TilePlacement {
  var tile: Rect
  var step: Size

  /// `[CSS Backgrounds 3, §3.4–3.9]`; nil where the tile has no area.
  ///
  /// - Parameters:
  ///   - origin: the background positioning area.
  ///   - unit: one device pixel; tiles begin on whole ones.
  init?(_ layer: BackgroundLayer, origin: Rect, natural: NaturalSize, unit: Double) {
    let area = Size(width: origin.width, height: origin.height)
    var size = Self.size(layer.size, area: area, natural: natural)
    guard size.width > 0, size.height > 0, size.width.isFinite, size.height.isFinite else {
      return nil
    }
    let keepsRatio: (auto: (x: Bool, y: Bool), ratio: Double) = (
      Self.autoAxes(layer.size), size.width / size.height
    )
    let (repeatX, repeatY) = (layer.repeatStyle.x, layer.repeatStyle.y)
    if repeatX == .round {
      size.width = Self.rounded(size.width, into: area.width)
      if keepsRatio.auto.y, repeatY != .round { size.height = size.width / keepsRatio.ratio }
    }
    if repeatY == .round {
      size.height = Self.rounded(size.height, into: area.height)
      if keepsRatio.auto.x, repeatX != .round { size.width = size.height * keepsRatio.ratio }
    }
    let x = AxisPlacement(
      repeatX, size: size.width, area: area.width, position: layer.position.x, unit: unit)
    let y = AxisPlacement(
      repeatY, size: size.height, area: area.height, position: layer.position.y, unit: unit)
    tile = Rect(
      x: Self.snap(origin.x + x.offset, unit), y: Self.snap(origin.y + y.offset, unit),
      width: x.size, height: y.size)
    step = Size(width: x.step, height: y.step)
  }

  private static func snap(_ value: Double, _ unit: Double) -> Double {
    (value / unit + 0.5).rounded(.down) * unit
  }

  private static func size(_ value: BackgroundSize, area: Size, natural: NaturalSize) -> Size {
    switch value {
    case .cover: natural.fitted(area, covers: true)
    case .contain: natural.fitted(area, covers: false)
    case .explicit(let width, let height):
      natural.concrete(
        width: width.map { max(0, $0.resolve(pixels: area.width)) },
        height: height.map { max(0, $0.resolve(pixels: area.height)) }, area: area)
    }
  }

  private static func autoAxes(_ size: BackgroundSize) -> (x: Bool, y: Bool) {
    if case .explicit(let width, let height) = size { return (width == nil, height == nil) }
    return (false, false)
  }

  /// The size with which a whole number of tiles fills the area.
  private static func rounded(_ size: Double, into area: Double) -> Double {
    area / max(1, (area / size).rounded())
  }
}

/// One axis of a placement.
private struct AxisPlacement {
  var offset: Double
  var size: Double
  var step: Double

  init(
    _ mode: BackgroundRepeat, size: Double, area: Double, position: LengthPercentage, unit: Double
  ) {
    let offset = position.resolve(pixels: area - size)
    switch mode {
    case .noRepeat:
      self.init(fixed: size, at: offset, unit: unit)
    case .space:
      let count = ((area + 1e-6) / size).rounded(.down)
      if count >= 2 {
        let gap = (area - count * size) / (count - 1)
        self.init(offset: 0, size: size, step: size + gap)
      } else {
        self.init(fixed: size, at: offset, unit: unit)
      }
    case .repeat, .round:
      self.init(offset: offset, size: size, step: size)
    }
  }

  private init(offset: Double, size: Double, step: Double) {
    self.offset = offset
    self.size = size
    self.step = step
  }

  /// A tile that stands alone has both edges on device pixels.
  private init(fixed size: Double, at offset: Double, unit: Double) {
    self.offset = offset
    let start = (offset / unit + 0.5).rounded(.down)
    let end = ((offset + size) / unit + 0.5).rounded(.down)
    self.size = max(1, end - start) * unit
    step = 0
  }
}
