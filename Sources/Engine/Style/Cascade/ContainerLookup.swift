import Markup

/// Finds the containers of an element while its ancestors' styles are known and its own is not.
/// `[CSS Conditional 5, §5]`
struct ContainerLookup {
  let sizes: ContainerSizes
  /// Whether a question was asked that the size of a container answers.
  private(set) var isAsked = false

  init(sizes: ContainerSizes) { self.sizes = sizes }

  /// Whether all queries hold, each for the nearest element that may answer it.
  ///
  /// - Parameter start: the first element that may: the parent, or for a pseudo-element its element.
  mutating func hold(
    _ queries: [ContainerQuery], from start: NodeID?, _ tree: StyledTree,
    _ matcher: SelectorMatcher, _ context: ComputeContext
  ) -> Bool {
    isAsked = true
    return queries.allSatisfy { query in
      var ancestor = start
      while let node = ancestor {
        if let style = tree.style(of: node), query.mayBeAnswered(by: style) {
          return query.holds(style, size: sizes[node], context)
        }
        ancestor = matcher.parentElement(node)
      }
      return false
    }
  }

  /// The nearest containers along both axes, which units refer to. `[CSS Conditional 5, §7]`
  static func nearest(
    from start: NodeID?, _ tree: StyledTree, _ matcher: SelectorMatcher
  ) -> NearestContainers {
    var nearest = NearestContainers()
    guard !tree.containers.isEmpty else { return nearest }
    var ancestor = start
    while let node = ancestor, nearest.width == nil || nearest.height == nil {
      if let axes = tree.style(of: node)?.containerAxes {
        if nearest.width == nil, axes.contains(.horizontal) { nearest.width = node }
        if nearest.height == nil, axes.contains(.vertical) { nearest.height = node }
      }
      ancestor = matcher.parentElement(node)
    }
    return nearest
  }
}

/// The containers whose width and height an element's units refer to.
struct NearestContainers: Hashable {
  var width: NodeID?
  var height: NodeID?
}
