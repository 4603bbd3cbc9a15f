import Markup
package import Scene

/// The style of one page: its sheet, margins and decorations, and the boxes in its margins.
package struct PageStyle: Sendable {
  /// The sheet with its margins, in CSS pixels.
  package var sheet: LayoutSize
  /// From the sheet's edges to the page's border.
  var margin: LayoutEdges
  var border: LayoutEdges
  var padding: LayoutEdges
  var style: ComputedStyle
  /// The boxes that have content.
  var marginBoxes: [(box: MarginBox, style: ComputedStyle)]

  /// Where the document stands on the sheet.
  package var area: LayoutRect {
    var edges = margin + border + padding
    // Edges that leave nothing of the sheet are left out.
    if sheet.width - edges.horizontal < 1 { (edges.left, edges.right) = (.zero, .zero) }
    if sheet.height - edges.vertical < 1 { (edges.top, edges.bottom) = (.zero, .zero) }
    return LayoutRect(size: sheet).inset(by: edges)
  }
}

/// Computes the styles of pages from the `@page` rules of a document.
package struct PageStyler {
  private let rules: [PageRule]
  private let sheet: (width: Double, height: Double)
  private let ignoresSize: Bool
  private let context: ComputeContext
  private let registrations: [String: PropertyRegistration]
  private var root: ComputedStyle

  /// - Parameters:
  ///   - sheet: what `size: auto` stands for, in CSS pixels.
  ///   - ignoresSize: for outputs whose size is not the template's to choose.
  init(
    rules: RuleSet, sheet: (width: Double, height: Double), ignoresSize: Bool,
    context: ComputeContext
  ) {
    self.rules = rules.pages
    registrations = rules.registrations
    self.sheet = sheet
    self.ignoresSize = ignoresSize
    self.context = context
    root = .initial
  }

  /// Pages inherit from the root element, so that its fonts and custom properties reach their margins.
  package mutating func inherit(from root: ComputedStyle) {
    self.root = root
    self.root.text.writingMode = .horizontalTB
    context.rootFont = root.font
  }

  package func style(of page: PageIdentity) -> PageStyle {
    let matching = rules.enumerated().compactMap { index, rule in
      rule.specificity(for: page).map { (rule: rule, priority: $0 << 32 | UInt64(index)) }
    }.sorted { $0.priority < $1.priority }
    let style = compute(
      matching.map { ($0.rule.block, $0.priority) }, parent: root, prepare: { _ in })
    context.font = style.font
    context.currentColor = style.text.color
    let size = self.size(matching.map(\.rule))
    let width = LayoutUnit(size.width)
    let height = LayoutUnit(size.height)
    func side(_ value: AutoLength, _ base: LayoutUnit) -> LayoutUnit {
      value.resolve(base) ?? .zero
    }
    let margin = style.box.margin
    let padding = style.box.padding
    let border = style.border.sides
    return PageStyle(
      sheet: LayoutSize(width: width, height: height),
      margin: LayoutEdges(
        top: side(margin.top, height), right: side(margin.right, width),
        bottom: side(margin.bottom, height), left: side(margin.left, width)),
      border: LayoutEdges(
        top: LayoutUnit(border.top.width), right: LayoutUnit(border.right.width),
        bottom: LayoutUnit(border.bottom.width), left: LayoutUnit(border.left.width)),
      padding: LayoutEdges(
        top: padding.top.resolve(height), right: padding.right.resolve(width),
        bottom: padding.bottom.resolve(height), left: padding.left.resolve(width)),
      style: style, marginBoxes: marginBoxes(matching, page: style))
  }

  private func size(_ rules: [PageRule]) -> (width: Double, height: Double) {
    guard !ignoresSize else { return sheet }
    let important = rules.last { $0.size != nil && $0.isSizeImportant }
    guard let size = (important ?? rules.last { $0.size != nil })?.size else { return sheet }
    let resolved = size.resolve(sheet: sheet, context)
    guard resolved.width >= 1, resolved.height >= 1 else { return sheet }
    return (min(resolved.width, Self.longestEdge), min(resolved.height, Self.longestEdge))
  }

  /// What PDF readers show: 200 inches.
  private static let longestEdge = 19_200.0

  private func marginBoxes(
    _ rules: [(rule: PageRule, priority: UInt64)], page: ComputedStyle
  ) -> [(box: MarginBox, style: ComputedStyle)] {
    MarginBox.allCases.compactMap { box in
      let blocks = rules.flatMap { rule, priority in
        rule.marginBoxes.filter { $0.box == box }.map { ($0.block, priority) }
      }
      guard !blocks.isEmpty else { return nil }
      var style = compute(blocks, parent: page) { builder in
        builder.style.text.align = box.textAlign
        builder.style.box.verticalAlign = .keyword(box.verticalAlign)
      }
      guard case .items = style.generated.content, style.box.display != .none else { return nil }
      style.box.display = .block
      style.box.float = .none
      // Margin boxes stand over the document where both reach the same place. [§5]
      style.box.position = .relative
      style.box.zIndex = style.box.zIndex ?? 0
      return (box, style)
    }
  }

  private func compute(
    _ blocks: [(DeclarationBlock, UInt64)], parent: ComputedStyle,
    prepare: (inout StyleBuilder) -> Void
  ) -> ComputedStyle {
    var matched = MatchedDeclarations()
    for (block, priority) in blocks {
      matched.add(
        block, MatchedDeclarations.Key(origin: .author, priority: priority, layer: .max))
    }
    matched.sort()
    var application = StyleApplication(
      matched: matched, parent: parent, context: context, registrations: registrations,
      dropsLocalProperties: false, attribute: { _ in nil })
    prepare(&application.builder)
    application.run(isRoot: false)
    var builder = application.builder
    StyleAdjuster.adjust(
      &builder, parent: parent, isRoot: false, isBlockified: true, pseudo: nil, tag: "")
    return builder.style
  }
}
