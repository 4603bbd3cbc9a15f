import Scene

/// Which computed values only paint reads. What is not listed counts for layout.
extension TextStyle {
  var withoutPaint: TextStyle {
    var style = self
    style.takePaint(of: TextStyle())
    return style
  }

  mutating func takePaint(of other: TextStyle) {
    color = other.color
    shadows = other.shadows
    strokeWidth = other.strokeWidth
    strokeColor = other.strokeColor
    fillColor = other.fillColor
    paintOrder = other.paintOrder
    emphasisColor = other.emphasisColor
  }

  func hasPaint(of other: TextStyle) -> Bool {
    var style = self
    style.takePaint(of: other)
    return style == self
  }
}

extension ContainerStyle {
  var withoutPaint: ContainerStyle {
    var style = self
    style.columnRule.color = .current
    return style
  }
}

extension BorderStyle {
  var withoutPaint: BorderStyle {
    var style = self
    style.sides.top.color = .current
    style.sides.right.color = .current
    style.sides.bottom.color = .current
    style.sides.left.color = .current
    style.image = nil
    style.outline = BorderSide()
    style.outlineOffset = 0
    style.shadows = []
    return style
  }
}

extension EffectsStyle {
  var withoutPaint: EffectsStyle {
    var style = self
    style.opacity = 1
    // That there is a filter decides on containing blocks, not which.
    style.filter = filter.isEmpty ? [] : [.blur(0)]
    style.backdropFilter = backdropFilter.isEmpty ? [] : [.blur(0)]
    style.blendMode = .normal
    style.maskLayers = []
    style.maskBorder = nil
    return style
  }
}

extension GeneratedStyle {
  var withoutPaint: GeneratedStyle {
    var style = self
    style.decoration = TextDecoration()
    style.svg = [:]
    return style
  }
}

extension ReplacedContent {
  /// Whether both take the same room.
  func laysOut(as other: ReplacedContent) -> Bool {
    if case .svg(_, let width, let height, let ratio) = self,
      case .svg(_, let otherWidth, let otherHeight, let otherRatio) = other
    {
      return width == otherWidth && height == otherHeight && ratio == otherRatio
    }
    return self == other
  }
}
