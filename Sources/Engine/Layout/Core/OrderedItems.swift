extension LayoutContext {
  /// The children of a flex or grid container: items in order-modified document order, and those out of
  /// flow. `[CSS Display 3, §3]`
  func orderedItems(of container: BoxID) -> (items: [BoxID], outOfFlow: [BoxID]) {
    var items: [BoxID] = []
    var outOfFlow: [BoxID] = []
    for child in tree.childList(of: container) where !tree[child].isOutsideMarker {
      if tree[child].isOutOfFlow { outOfFlow.append(child) } else { items.append(child) }
    }
    let orders = items.map { style($0).container.order }
    let sorted = items.indices.sorted { (orders[$0], $0) < (orders[$1], $1) }
    return (sorted.map { items[$0] }, outOfFlow)
  }
}
