import Scene

extension Color {
  /// The color of one side of a border that looks sunken or raised. Light falls from the top left; very
  /// dark colors are lightened on the other sides, or nothing would be seen.
  func shaded(_ side: BoxSide, _ style: LineStyle) -> Color {
    let isLit = side == .bottom || side == .right
    let darkens = style == .inset ? !isLit : isLit
    let isVeryDark = max(red, green, blue) < 0.125
    if isVeryDark { return darkens ? self : lightened }
    return darkens ? darkened : self
  }

  private var darkened: Color {
    let value = max(red, green, blue)
    guard value > 0 else { return self }
    let factor = max(0, (value - 0.33) / value)
    return Color(red: red * factor, green: green * factor, blue: blue * factor, alpha: alpha)
  }

  private var lightened: Color {
    let value = max(red, green, blue)
    guard value > 0 else { return Color(red: 0.33, green: 0.33, blue: 0.33, alpha: alpha) }
    let factor = min(1, value + 0.33) / value
    return Color(red: red * factor, green: green * factor, blue: blue * factor, alpha: alpha)
  }
}
