package import Markup

/// A document whose every element has its computed style: what the cascade hands to box generation.
package struct StyledTree: Sendable {
  package let document: Document
  /// Distinct styles; nodes refer to them by index.
  package var styles: ContiguousArray<ComputedStyle>
  /// The style of each node by its index; −1 for nodes that have none (text, comments). Descendants of
  /// `display: none` are not styled.
  package var styleOfNode: ContiguousArray<StyleID>
  /// Pseudo-elements that generate boxes or restyle text, for the elements that have any.
  package var pseudoStyles: [NodeID: PseudoStyles]
  /// What `<img>` elements with several pictures show.
  package var imageChoices: [NodeID: ImageCandidate] = [:]
  /// Elements whose size container queries and units may ask for, in document order.
  package var containers: [NodeID] = []
  /// Whether any style depends on how large a container is.
  package var readsContainerSizes = false

  package init(document: Document) {
    self.document = document
    styles = []
    styleOfNode = ContiguousArray(repeating: .none, count: document.nodes.count)
    pseudoStyles = [:]
  }

  package func style(of node: NodeID) -> ComputedStyle? {
    let id = styleOfNode[node.index]
    return id == .none ? nil : styles[id.index]
  }
}

/// The handle of a computed style in a `StyledTree`, and later in the fragment tree.
@frozen
package struct StyleID: Sendable, Hashable {
  package let raw: Int32
  @inlinable package init(_ raw: Int32) { self.raw = raw }
  @inlinable package var index: Int { Int(raw) }
  package static let none = StyleID(-1)
}

/// Styles of an element's pseudo-elements; nil where no rule matches (for `before` and `after`: where
/// `content` makes no box).
package struct PseudoStyles: Sendable {
  package var before: StyleID?
  package var after: StyleID?
  package var marker: StyleID?
  package var firstLine: StyleID?
  package var firstLetter: StyleID?
  package var placeholder: StyleID?

  package init() {}
}
