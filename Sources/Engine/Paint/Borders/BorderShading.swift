import Scene

extension Color {
  /// The color of one side of a border that looks sunken or raised, as browsers shade it. Light falls
  /// from the top left; colors too dark to be darkened are lightened once and twice instead.
  func shaded(_ side: BoxSide, _ style: LineStyle) -> Color {
    let isUpperLeft = side == .top || side == .left
    let isShadow = (style == .inset) == isUpperLeft
    if luminance < 0.01 { return isShadow ? lightened : lightened.lightened }
    return isShadow ? darkened : lightened
  }

  /// A third of the full range.
  private static let step = 0.33

  private var darkened: Color {
    let value = max(red, green, blue)
    guard value > 0 else { return self }
    return scaled(by: max(0, (value - Self.step) / value))
  }

  private var lightened: Color {
    let value = max(red, green, blue)
    guard value > 0 else {
      return Color(red: 84.0 / 255, green: 84.0 / 255, blue: 84.0 / 255, alpha: alpha)
    }
    return scaled(by: min(1, value + Self.step) / value)
  }

  /// Each component becomes a whole byte, with the full range cut into 256 equal parts.
  private func scaled(by factor: Double) -> Color {
    func component(_ value: Double) -> Double {
      (value * factor * 255.99).rounded(.down) / 255
    }
    return Color(
      red: component(red), green: component(green), blue: component(blue), alpha: alpha)
  }

  /// The relative luminance. `[WCAG 2.2]`
  var luminance: Double {
    let linear = ColorMath.map(Components(red, green, blue), ColorMath.srgbToLinear)
    return (linear * Components(0.2126, 0.7152, 0.0722)).sum()
  }
}
