/// Display, position, sizing and overflow; none inherited.
package struct BoxStyle: Sendable, Hashable {
  package var display: Display = .inline
  /// The display before floats and positions made it block-level, for static positions.
  package var originalDisplay: Display = .inline
  package var position: PositionScheme = .static
  package var float: Float = .none
  package var clear: Clear = .none
  package var inset = Sides<AutoLength>(.auto)
  /// Nil for `auto`.
  package var zIndex: Int?
  package var width: SizeValue = .auto
  package var height: SizeValue = .auto
  package var minWidth: SizeValue = .auto
  package var minHeight: SizeValue = .auto
  package var maxWidth: SizeValue = .none
  package var maxHeight: SizeValue = .none
  package var boxSizing: BoxSizing = .contentBox
  package var aspectRatio: AspectRatio = AspectRatio()
  package var margin = Sides<AutoLength>(.zero)
  package var padding = Sides<LengthPercentage>(.zero)
  package var overflowX: Overflow = .visible
  package var overflowY: Overflow = .visible
  package var overflowClipMargin: Double = 0
  package var verticalAlign: VerticalAlign = .keyword(.baseline)
  package var unicodeBidi: UnicodeBidi = .normal
  package var objectFit: ObjectFit = .fill
  package var objectPosition = Position(.percentage(50), .percentage(50))
  package var textOverflow: TextOverflow = .clip
  /// `line-clamp`; nil for none.
  package var lineClamp: Int?
  package var boxDecorationBreak: BoxDecorationBreak = .slice
  package var tableLayout: TableLayout = .auto
  package var contain = Contain()
  /// For form controls.
  package var control: ControlBox?
  package var containerType: ContainerType = .normal
  package var containerNames: [String] = []
  package var breakBefore: BreakValue = .auto
  package var breakAfter: BreakValue = .auto
  package var breakInside: BreakValue = .auto
  /// Platen's `text-fit`: text shrinks between these sizes until it fits its box.
  package var textFit: TextFit?
  /// `resize`, `cursor`, `pointer-events`, scrolling and the like never change an asset.

  package init() {}

  package enum Float: String, Sendable, Hashable { case none, left, right }
}

/// `[CSS Display 3]`: outer and inner display types.
package enum Display: Sendable, Hashable {
  case none
  case contents
  case inline
  case block
  case flowRoot
  case inlineBlock
  case flex
  case inlineFlex
  case grid
  case inlineGrid
  case table
  case inlineTable
  case tableRowGroup
  case tableHeaderGroup
  case tableFooterGroup
  case tableRow
  case tableCell
  case tableColumn
  case tableColumnGroup
  case tableCaption
  case listItem
  case inlineListItem
  case flowRootListItem
  case ruby
  case rubyText
  /// `-webkit-box`, for `-webkit-line-clamp`.
  case webkitBox
  case webkitInlineBox
}

package enum PositionScheme: String, Sendable, Hashable {
  case `static`, relative, absolute, fixed, sticky
}
package enum Clear: String, Sendable, Hashable { case none, left, right, both }
package enum BoxSizing: String, Sendable, Hashable {
  case contentBox = "content-box"
  case borderBox = "border-box"
}
package struct AspectRatio: Sendable, Hashable {
  /// Whether a replaced element's own ratio comes first.
  package var auto = true
  /// Width over height; nil where none is stated.
  package var ratio: Double?
  package init() {}
}
package enum Overflow: String, Sendable, Hashable { case visible, hidden, clip, scroll, auto }
package enum VerticalAlign: Sendable, Hashable {
  package enum Keyword: String, Sendable, Hashable {
    case baseline, sub, top, middle, bottom
    case superscript = "super"
    case textTop = "text-top"
    case textBottom = "text-bottom"
  }
  case keyword(Keyword)
  /// Upward; percentages are of the line height.
  case length(LengthPercentage)
}
package enum UnicodeBidi: String, Sendable, Hashable {
  case normal, embed, isolate, plaintext
  case bidiOverride = "bidi-override"
  case isolateOverride = "isolate-override"
}
package enum ObjectFit: String, Sendable, Hashable {
  case fill, contain, cover, none
  case scaleDown = "scale-down"
}
package enum TextOverflow: Sendable, Hashable {
  case clip
  case ellipsis
  case string(String)
}
package enum BoxDecorationBreak: String, Sendable, Hashable { case slice, clone }
package enum TableLayout: String, Sendable, Hashable { case auto, fixed }
package struct Contain: Sendable, Hashable {
  package var size = false
  package var inlineSize = false
  package var layout = false
  package var paint = false
  package var style = false
  package init() {}
}
/// `[CSS Conditional 5, §4.1]`
package enum ContainerType: Sendable, Hashable { case normal, size, inlineSize }
package enum BreakValue: String, Sendable, Hashable {
  case auto, avoid, page, column, left, right, always
  case avoidPage = "avoid-page"
  case avoidColumn = "avoid-column"
}
package struct TextFit: Sendable, Hashable {
  /// Pixels.
  package var minimum: Double
  /// Pixels; nil for the element's own font size.
  package var maximum: Double?

  package init(minimum: Double, maximum: Double? = nil) {
    self.minimum = minimum
    self.maximum = maximum
  }
}
