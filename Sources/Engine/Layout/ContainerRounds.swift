package import Markup

extension StyleEngine {
  /// A container's size may decide about the containers in it, one level a round.
  private static let maximumRounds = 6

  /// Styles and lays out a document until its containers have the sizes that its styles were told.
  /// `[CSS Conditional 5, §4]`
  ///
  /// - Parameters:
  ///   - layOut: one layout of the styled document.
  ///   - pages: the fragments in it.
  package func layOut<Result>(
    _ document: Document, _ prepared: PreparedStyles, _ input: inout StyleInput,
    shaper: (any TextShaper)?, _ layOut: (StyledTree) -> Result,
    pages: (Result) -> [FragmentTree]
  ) -> (styled: StyleResult, layout: Result) {
    var styled = style(document, prepared, input, shaper: shaper)
    var layout = layOut(styled.tree)
    var rounds = 1
    while styled.tree.readsContainerSizes, rounds < Self.maximumRounds {
      let sizes = ContainerSizes(styled.tree, laidOutAs: pages(layout))
      guard sizes != input.containerSizes else { break }
      input.containerSizes = sizes
      styled = style(document, prepared, input, shaper: shaper)
      layout = layOut(styled.tree)
      rounds += 1
    }
    return (styled, layout)
  }
}
