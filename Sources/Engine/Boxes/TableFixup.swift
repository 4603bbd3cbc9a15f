import Scene

/// Missing table wrappers and improper children. `[CSS 2.1, §17.2.1]`, `[CSS Tables 3, §3.1]`
extension BoxGeneration {
  mutating func fixTableParts(in parent: BoxID) {
    let children = tree.childList(of: parent)
    switch tree[parent].kind {
    case .table:
      let rowsFixed = wrapRuns(
        children, inside: parent, kind: .tableRow, dropsSpace: true
      ) { tree, child in
        switch tree[child].kind {
        case .tableRowGroup, .tableRow, .tableColumn, .tableColumnGroup, .tableCaption: true
        default: false
        }
      }
      let groupsFixed = wrapRuns(
        rowsFixed, inside: parent, kind: .tableRowGroup, dropsSpace: false
      ) { tree, child in tree[child].kind != .tableRow }
      tree.setChildren(groupsFixed, of: parent)
    case .tableRowGroup:
      let fixed = wrapRuns(
        children, inside: parent, kind: .tableRow, dropsSpace: true
      ) { tree, child in tree[child].kind == .tableRow }
      tree.setChildren(fixed, of: parent)
    case .tableRow:
      let fixed = wrapRuns(
        children, inside: parent, kind: .tableCell, dropsSpace: true
      ) { tree, child in tree[child].kind == .tableCell }
      tree.setChildren(fixed, of: parent)
    case .tableColumnGroup:
      tree.setChildren(children.filter { tree[$0].kind == .tableColumn }, of: parent)
    case .tableColumn:
      tree.setChildren([], of: parent)
    case .replaced, .text, .lineBreak, .wordBreak:
      break
    default:
      guard children.contains(where: { tree[$0].level == .tableInternal }) else { return }
      let level: Box.Level = tree[parent].kind == .inline ? .inline : .block
      let cellsFixed = wrapRuns(
        children, inside: parent, kind: .tableRow, dropsSpace: false
      ) { tree, child in tree[child].kind != .tableCell }
      let tablesFixed = wrapRuns(
        cellsFixed, inside: parent, kind: .table, level: level, dropsSpace: false
      ) { tree, child in tree[child].level != .tableInternal }
      tree.setChildren(tablesFixed, of: parent)
    }
  }

  /// Wraps each maximal run of children that are not proper in an anonymous box. White space between
  /// improper children stays in the run; around proper ones it vanishes where `dropsSpace` says so.
  private mutating func wrapRuns(
    _ children: [BoxID], inside parent: BoxID, kind: Box.Kind, level: Box.Level = .tableInternal,
    dropsSpace: Bool, isProper: (BoxTree, BoxID) -> Bool
  ) -> [BoxID] {
    var result: [BoxID] = []
    var run: [BoxID] = []
    var index = 0
    func flush(_ generation: inout BoxGeneration) {
      var tail: [BoxID] = []
      while let last = run.last, generation.isCollapsibleSpace(last) {
        run.removeLast()
        tail.insert(last, at: 0)
      }
      if !run.isEmpty {
        let wrapper = generation.addAnonymous(kind, level, inside: parent)
        generation.tree[wrapper].isFlexOrGridItem =
          kind == .table
          && (generation.tree[parent].kind == .flex
            || generation.tree[parent].kind == .grid)
        generation.tree.setChildren(run, of: wrapper)
        generation.finish(wrapper)
        result.append(wrapper)
      }
      if !dropsSpace { result += tail }
      run = []
    }
    while index < children.count {
      let child = children[index]
      index += 1
      if isCollapsibleSpace(child) {
        // Kept only between two improper children.
        if run.isEmpty {
          if !dropsSpace { result.append(child) }
        } else {
          run.append(child)
        }
      } else if isProper(tree, child) {
        flush(&self)
        result.append(child)
      } else {
        run.append(child)
      }
    }
    flush(&self)
    return result
  }
}
