package import Markup
package import Scene

/// The result of layout: every box where it lies, as an arena that paint reads.
///
/// The tree follows the box tree, not the containing blocks: an absolutely positioned box is a child
/// of the fragment of its parent box (or of the line or inline fragment it stands in), so effects such
/// as opacity nest as CSS demands. Its `containingBlock` tells paint whose overflow clips it.
/// Coordinates are physical, in CSS pixels before transforms.
package struct FragmentTree: Sendable {
  package var fragments: ContiguousArray<Fragment> = []
  /// Children of all fragments; each fragment owns a range, in tree order.
  package var children: ContiguousArray<FragmentID> = []
  /// Styles by id; begins with the styled tree's and goes on with anonymous boxes' ones.
  package var styles: ContiguousArray<ComputedStyle> = []
  /// Shaped runs that text fragments refer to.
  package var runs: ContiguousArray<ShapedRun> = []
  /// The borders of tables with `border-collapse: collapse`, which the table's fragment refers to.
  package var collapsedBorders: ContiguousArray<[CollapsedBorderSegment]> = []
  /// The fragment of the root element; nil for an empty document.
  package var root: FragmentID?
  /// The initial containing block: the viewport. For a page of many: its sheet.
  package var viewport: LayoutSize = .zero
  /// For a page of many, whose `root` is the page box: what of it belongs to the document.
  package var page: PageContents?

  package init() {}

  package subscript(id: FragmentID) -> Fragment {
    _read { yield fragments[id.index] }
    _modify { yield &fragments[id.index] }
  }

  package func children(of id: FragmentID) -> ArraySlice<FragmentID> {
    let range = fragments[id.index].children
    return ArraySlice(children[Int(range.lowerBound)..<Int(range.upperBound)])
  }

  package func style(of id: FragmentID) -> ComputedStyle {
    styles[fragments[id.index].style.index]
  }
}

/// The document's part of a page.
package struct PageContents: Sendable, Hashable {
  /// The page area: where the document stands on the sheet.
  package var area: LayoutRect
  /// The piece of the root element; nil on a page left blank.
  package var root: FragmentID?
}

@frozen
package struct FragmentID: Sendable, Hashable {
  package let raw: Int32
  @inlinable package init(_ raw: Int32) { self.raw = raw }
  @inlinable package var index: Int { Int(raw) }
}

/// One piece of one box: a whole box, one line's part of an inline box, a line, or a run of text.
package struct Fragment: Sendable {
  package enum Kind: Sendable {
    /// A block-level or atomic box, including tables, cells, flex and grid items.
    case box
    /// The part of an inline box that stands on one line.
    case inlineBox
    /// A line box; has no decorations of its own.
    case line
    case text(TextFragment)
    /// An image or other replaced element; `rect` is the border box, the content box shows it.
    case replaced(ReplacedContent)
  }

  package var kind: Kind
  /// The element that generated the box; nil for anonymous boxes.
  package var node: NodeID?
  package var pseudo: PseudoElement?
  package var style: StyleID
  package var parent: FragmentID?
  /// The border box relative to the parent fragment's border box origin. For text: the glyphs' content
  /// area, from ascent to descent.
  package var rect: LayoutRect
  package var border: LayoutEdges = .zero
  package var padding: LayoutEdges = .zero
  /// For out-of-flow boxes: the fragment that is their containing block; nil means the viewport.
  package var containingBlock: FragmentID?
  package var isOutOfFlow = false
  package var isFloating = false
  /// Flex and grid items paint atomically and obey z-index without being positioned.
  package var isFlexOrGridItem = false
  /// Order among siblings for paint when it differs from tree order (`order` of flex items).
  package var paintOrder: Int32 = 0
  /// For the pieces of a broken inline box: whether this piece has the box's start and end edge.
  package var hasStartEdge = true
  package var hasEndEdge = true
  /// Content overflowing the padding box, relative to this fragment's border box origin.
  package var scrollableOverflow: LayoutRect = .zero
  /// For a table whose borders collapse: index into `FragmentTree.collapsedBorders`; they are painted
  /// over the backgrounds of all its parts and under the contents of its cells. −1 for none.
  package var collapsedBorders: Int32 = -1
  /// Whether this is a part of a table (or the table) with collapsed borders: `border` takes space,
  /// but only the table's segments are painted.
  package var bordersCollapse = false
  /// The box's number, which does not depend on sizes; −1 for pieces without a box.
  package var box: Int32 = -1
  /// For a line: where its content begins in the text of its block.
  package var textStart: Int32 = 0
  /// For a row of columns in a container that goes over pages: the stretch between spanning boxes and
  /// the row in it.
  package var columnRow: ColumnRow?
  /// For a fieldset: what its legend takes of its border.
  package var legendGap: LegendGap?
  /// How far the box goes on beyond this piece on pages before and after: its decorations are those
  /// of the whole box, cut at these sides. `[CSS Fragmentation 3, §5.3]`
  package var cutOff: LayoutEdges = .zero
  /// Hidden by `visibility`, an `empty-cells` rule or a collapsed row: takes space, paints nothing.
  package var isHidden = false
  package var children: Range<Int32> = 0..<0

  package init(kind: Kind, node: NodeID?, style: StyleID, rect: LayoutRect = LayoutRect()) {
    self.kind = kind
    self.node = node
    self.style = style
    self.rect = rect
  }
}

package enum PseudoElement: UInt8, Sendable, Hashable {
  case before, after, marker, firstLine, firstLetter
}

/// A slice of one shaped run on one line.
package struct TextFragment: Sendable, Hashable {
  /// Index into `FragmentTree.runs`.
  package var run: Int32
  /// The glyphs of the run that stand on this line.
  package var glyphs: Range<Int32>
  /// From the fragment's top (its right in vertical writing) to the alphabetic baseline.
  package var baseline: LayoutUnit
  /// Extra pixels per glyph: letter-spacing is already in the advances; this is justification, by the
  /// glyph's index within `glyphs`; empty where there is none.
  package var justification: [Double]
  /// The source text, for PDF and for `inspect`.
  package var text: String
  /// Whether this stands for text that was cut: an ellipsis or a hyphen.
  package var isGenerated: Bool
  /// Whether these are marks beside text, which no line decorates.
  package var isAnnotation = false

  package init(
    run: Int32, glyphs: Range<Int32>, baseline: LayoutUnit, justification: [Double] = [],
    text: String = "", isGenerated: Bool = false
  ) {
    self.run = run
    self.glyphs = glyphs
    self.baseline = baseline
    self.justification = justification
    self.text = text
    self.isGenerated = isGenerated
  }
}

/// Where a legend interrupts the border of its fieldset. `[HTML, §15.3.13]`
package struct LegendGap: Sendable, Hashable {
  /// Where no border is painted, from the border box's origin.
  package var rect: LayoutRect
  /// How far inside of the border box border and background begin: a legend that is higher than the
  /// border has it in its middle.
  package var inset: LayoutEdges
}

/// A row of columns as high as one page leaves room for.
package struct ColumnRow: Sendable, Hashable {
  package var part: Int
  package var row: Int
}

/// What a replaced element shows.
package enum ReplacedContent: Sendable, Hashable {
  /// An image, with its natural size, to be fitted by `object-fit` into the content box.
  case image(ImageInfo, reference: String)
  /// An inline `<svg>` element, as serialised markup.
  case svg(markup: String, width: Double?, height: Double?, ratio: Double?)
  /// The bullet of a list item, drawn in the text color into the content box.
  case symbol(ListSymbol)
  /// A bullet without a natural size, such as a gradient: the box's background.
  case painted
  /// Nothing to show: a broken image without text.
  case empty
}

/// The bullets that are drawn rather than set from a font. `[CSS Counter Styles 3, §6.3]`
package enum ListSymbol: String, Sendable, Hashable {
  /// A filled ellipse.
  case disc
  /// An ellipse stroked with 1 px.
  case circle
  /// A filled rectangle.
  case square
}

/// One straight piece of a collapsed border.
package struct CollapsedBorderSegment: Sendable, Hashable {
  /// Relative to the table fragment's border box origin.
  package var rect: LayoutRect
  package var side: BorderSide
  /// The computed color of `side`.
  package var color: Color
  /// Whether the border lies between rows.
  package var isHorizontal: Bool

  package init(rect: LayoutRect, side: BorderSide, color: Color, isHorizontal: Bool) {
    self.rect = rect
    self.side = side
    self.color = color
    self.isHorizontal = isHorizontal
  }
}
