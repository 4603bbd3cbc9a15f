import Markup

/// The natural sizes of text controls, which come from their attributes. `[HTML, §15.5]`
enum ControlSizes {
  /// Whether an element's style depends on its attributes in this way.
  static func concerns(_ tag: String) -> Bool {
    tag == "input" || tag == "textarea" || tag == "button" || tag == "select"
  }

  /// Takes them into the style of a control.
  static func apply(
    to builder: inout StyleBuilder, of node: NodeID, in document: Document,
    _ context: ComputeContext
  ) {
    switch ControlKind(node, document) {
    case .checkbox, .radio: builder.style.box.control = ControlBox(baseline: .borderEdge)
    case .button, .select: builder.style.box.control = ControlBox()
    case .list:
      builder.style.box.control = ControlBox(
        rows: ControlKind.rows(of: node, document), baseline: .marginEdge)
    case .file:
      // As many zeros as browsers leave room for.
      let zero = context.metrics(of: builder.style.font)?.zeroAdvance ?? builder.style.font.size / 2
      builder.style.box.control = ControlBox(width: (zero * 34).rounded(.up))
    case .field:
      let size = count("size", of: node, document) ?? 20
      builder.style.box.control = ControlBox(width: fieldWidth(size, builder.style, context))
    case .area:
      let columns = count("cols", of: node, document) ?? 20
      let rows = count("rows", of: node, document) ?? 2
      let average = averageWidth(builder.style, context).average
      builder.style.box.control = ControlBox(
        // A scroll bar has its place.
        width: (average * columns).rounded(.up) + 15,
        height: context.lineHeight(of: builder.style.font) * rows, baseline: .marginEdge)
    case .range, .color, .progress, .meter, nil: return
    }
  }

  private static func count(_ name: String, of node: NodeID, _ document: Document) -> Double? {
    guard let text = document.attribute(name, of: node), let value = Int(text), value > 0 else {
      return nil
    }
    return Double(min(value, 10_000))
  }

  /// As many average characters, one of them as wide as the font has any.
  private static func fieldWidth(
    _ size: Double, _ style: ComputedStyle, _ context: ComputeContext
  ) -> Double {
    let (average, widest) = averageWidth(style, context)
    return ((average * size).rounded(.up) + max(widest - average, 0)).rounded(.up)
  }

  private static func averageWidth(
    _ style: ComputedStyle, _ context: ComputeContext
  ) -> (average: Double, widest: Double) {
    guard let metrics = context.metrics(of: style.font) else {
      return (style.font.size / 2, style.font.size)
    }
    return (
      max(metrics.averageAdvance, metrics.averageAdvance.rounded()), metrics.greatestWidth.rounded()
    )
  }
}

/// A form control's inside. `[HTML, §15.5]`
package struct ControlBox: Sendable, Hashable {
  /// The content box's natural width in pixels; nil where the content has it.
  package var width: Double?
  /// The natural height of what is in it; nil where the content has it.
  package var height: Double?
  /// How many rows of a list are shown; nil for all other controls.
  package var rows: Int?
  package var baseline: Baseline

  /// What stands on a line's baseline.
  package enum Baseline: Sendable, Hashable { case content, borderEdge, marginEdge }

  package init(
    width: Double? = nil, height: Double? = nil, rows: Int? = nil, baseline: Baseline = .content
  ) {
    self.width = width
    self.height = height
    self.rows = rows
    self.baseline = baseline
  }
}
