/// The boxes in the margins of a page, in the order in which they are painted.
/// `[CSS Paged Media 3, §4.2]`
package enum MarginBox: String, Sendable, Hashable, CaseIterable {
  case topLeftCorner = "top-left-corner"
  case topLeft = "top-left"
  case topCenter = "top-center"
  case topRight = "top-right"
  case topRightCorner = "top-right-corner"
  case rightTop = "right-top"
  case rightMiddle = "right-middle"
  case rightBottom = "right-bottom"
  case bottomRightCorner = "bottom-right-corner"
  case bottomRight = "bottom-right"
  case bottomCenter = "bottom-center"
  case bottomLeft = "bottom-left"
  case bottomLeftCorner = "bottom-left-corner"
  case leftBottom = "left-bottom"
  case leftMiddle = "left-middle"
  case leftTop = "left-top"

  /// How its content is aligned unless stated otherwise. `[§4.4]`
  var textAlign: TextAlign {
    switch self {
    case .topLeft, .bottomLeft, .topRightCorner, .bottomRightCorner: .left
    case .topRight, .bottomRight, .topLeftCorner, .bottomLeftCorner: .right
    default: .center
    }
  }

  var verticalAlign: VerticalAlign.Keyword {
    switch self {
    case .rightTop, .leftTop: .top
    case .rightBottom, .leftBottom: .bottom
    default: .middle
    }
  }
}
