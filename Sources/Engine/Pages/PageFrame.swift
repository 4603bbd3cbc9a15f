import Markup
import Scene

/// Lays out what a page shows besides the document: its own box and the boxes in its margins.
/// `[CSS Paged Media 3, §4]`
struct PageFrame {
  let style: PageStyle
  /// The values of the page's counters, by name.
  let counters: [(name: String, value: Int)]
  let shaper: any TextShaper
  let images: any ImageSource

  /// What layout gives: a tree whose root is the page box, with what it says of fonts.
  struct Result {
    var tree: FragmentTree
    var missing: Set<UInt32>
    var fallbacks: [FontFallback]
  }

  func run() -> Result {
    var generation = BoxGeneration(styled: styled(), images: images)
    let boxes = generation.run()
    let context = LayoutContext(
      tree: boxes, shaper: shaper, images: images, viewport: style.sheet)
    var builder = FragmentBuilder(axes: .horizontal)
    let margins = boxes.body.map { boxes.childList(of: $0) } ?? []
    let placed = Dictionary(
      zip(style.marginBoxes.map(\.box), margins), uniquingKeysWith: { first, _ in first })
    let areas = MarginBoxAreas(style: style, boxes: placed, context: context).run()
    for (box, _) in style.marginBoxes {
      guard let id = placed[box], let area = areas[box] else { continue }
      var space = ConstraintSpace(availableInline: area.width, availableBlock: area.height)
      let margin = context.style(id).marginEdges(in: .horizontal, base: area.width)
      space.fixedInline = (area.width - margin.inlineSum).clampedToPositive
      space.fixedBlock = (area.height - margin.blockSum).clampedToPositive
      let result = context.layout(id, space)
      builder.add(
        result.fragment,
        at: LogicalOffset(
          inline: area.minX + margin.inlineStart, block: area.minY + margin.blockStart))
    }
    addBorder(to: &builder, context)
    let piece = LayoutFragment(
      content: .box, box: nil, style: boxes.root.map { boxes[$0].style } ?? StyleID(0),
      size: style.sheet)
    let root = builder.finish(piece, context: context)
    var emission = FragmentTreeBuilder(context: context)
    let tree = emission.run(root: root, at: .zero)
    return Result(tree: tree, missing: context.missing, fallbacks: context.fallbacks)
  }

  /// The page's border, which stands inside of the margins; the background covers the whole sheet.
  private func addBorder(to builder: inout FragmentBuilder, _ context: LayoutContext) {
    guard style.border != .zero else { return }
    let inner = LayoutRect(size: style.sheet).inset(by: style.margin)
    var ruled = ComputedStyle.initial
    ruled.text = style.style.text
    ruled.box.display = .block
    ruled.border = style.style.border
    var piece = LayoutFragment(
      content: .box, box: nil, style: context.styleOverrides.add(ruled), size: inner.size)
    piece.border = style.border
    builder.add(
      context.add(piece), at: LogicalOffset(inline: inner.minX, block: inner.minY))
  }

  /// A document with one element for each margin box, which holds the generated content.
  private func styled() -> StyledTree {
    let count = style.marginBoxes.count
    let markup = "<body>" + String(repeating: "<div></div>", count: count)
    let document = HTMLParser.parse(markup).document ?? Document()
    var tree = StyledTree(document: document)
    var page = style.style
    page.box = BoxStyle()
    page.box.display = .block
    page.border = BorderStyle()
    page.effects = EffectsStyle()
    page.generated.counterReset = counters.map { CounterChange(name: $0.name, value: $0.value) }
    page.generated.counterIncrement = []
    page.generated.counterSet = []
    page.generated.content = .normal
    var body = page.inherited()
    body.box.display = .block
    tree.styles = [page, body]
    var next = 0
    for index in document.nodes.indices where document.nodes[index].isElement {
      let node = NodeID(Int32(clamping: index))
      switch document.tag(of: node) {
      case "html": tree.styleOfNode[index] = StyleID(0)
      case "body": tree.styleOfNode[index] = StyleID(1)
      case "div" where next < count:
        var box = style.marginBoxes[next].style
        var content = box.inherited()
        content.box.display = .inline
        content.generated.content = box.generated.content
        box.generated.content = .normal
        if box.container.alignContent.keyword == .normal {
          box.container.alignContent = ContentAlignment(box.box.verticalAlign.alignment)
        }
        tree.styleOfNode[index] = StyleID(Int32(clamping: tree.styles.count))
        tree.styles.append(box)
        var pseudo = PseudoStyles()
        pseudo.before = StyleID(Int32(clamping: tree.styles.count))
        tree.styles.append(content)
        tree.pseudoStyles[node] = pseudo
        next += 1
      default: break
      }
    }
    return tree
  }
}

extension VerticalAlign {
  /// `vertical-align` of a margin box, as the alignment of its content. `[CSS Paged Media 3, §4.4]`
  fileprivate var alignment: ContentAlignment.Keyword {
    switch self {
    case .keyword(.top): .start
    case .keyword(.bottom): .end
    case .keyword(.middle): .center
    default: .start
    }
  }
}
