import Scene

/// Anonymous boxes that make every box's children of one kind. `[CSS 2.1, §9.2.1.1, §17.2.1]`,
/// `[CSS Flexbox 1, §4]`
extension BoxGeneration {
  /// Completes a box whose children are all there.
  mutating func finish(_ box: BoxID) {
    fixTableParts(in: box)
    switch tree[box].kind {
    case .flex, .grid: wrapItems(of: box)
    case .block, .tableCell, .tableCaption: wrapBlocks(of: box)
    case .inline:
      pairRuby(in: box)
      markContainedBlocks(in: box)
    default: break
    }
  }

  /// Whether a text box is white space that may vanish between blocks.
  func isCollapsibleSpace(_ id: BoxID) -> Bool {
    guard tree[id].kind == .text else { return false }
    let mode = tree.style(of: id).text.whiteSpaceCollapse
    switch mode {
    case .preserve, .breakSpaces: return false
    case .collapse, .preserveBreaks, .preserveSpaces:
      for unit in tree.texts[Int(tree[id].content)] {
        switch unit {
        case 0x20, 0x09, 0x0D, 0x0C: if mode == .preserveSpaces { return false }
        case 0x0A: if mode == .preserveBreaks { return false }
        default: return false
        }
      }
      return true
    }
  }

  /// Whether a text box is white space that even `white-space: pre` does not keep between items.
  private func isWhiteSpace(_ id: BoxID) -> Bool {
    guard tree[id].kind == .text else { return false }
    return tree.texts[Int(tree[id].content)].allSatisfy {
      $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0C || $0 == 0x0D
    }
  }

  private func isBlockInFlow(_ id: BoxID) -> Bool {
    tree[id].isInFlow && tree[id].level != .inline
  }

  private mutating func markContainedBlocks(in box: BoxID) {
    tree[box].containsBlock = tree.childList(of: box).contains {
      isBlockInFlow($0) || tree[$0].kind == .inline && tree[$0].isInFlow && tree[$0].containsBlock
    }
  }

  // MARK: Block containers

  private mutating func wrapBlocks(of container: BoxID) {
    var children: [BoxID] = []
    for child in tree.childList(of: container) {
      if tree[child].kind == .inline, tree[child].isInFlow, tree[child].containsBlock {
        children += splitInline(child)
      } else {
        children.append(child)
      }
    }
    guard children.contains(where: isBlockInFlow) else {
      tree.setChildren(children, of: container)
      tree[container].hasInlineChildren = children.contains {
        tree[$0].isInFlow && tree[$0].level == .inline && !isCollapsibleSpace($0)
      }
      if !tree[container].hasInlineChildren {
        tree.setChildren(children.filter { !isCollapsibleSpace($0) }, of: container)
      }
      return
    }
    var result: [BoxID] = []
    var run: [BoxID] = []
    for child in children {
      if isBlockInFlow(child) {
        flush(&run, into: &result, of: container)
        result.append(child)
      } else {
        run.append(child)
      }
    }
    flush(&run, into: &result, of: container)
    tree.setChildren(result, of: container)
  }

  private mutating func flush(
    _ run: inout [BoxID], into result: inout [BoxID], of container: BoxID
  ) {
    defer { run = [] }
    let hasContent = run.contains {
      tree[$0].isInFlow && !isCollapsibleSpace($0) && !tree[$0].isOutsideMarker
    }
    guard hasContent else {
      result += run.filter { !isCollapsibleSpace($0) }
      return
    }
    // Floats and out-of-flow boxes ahead of the content stand between the blocks themselves.
    var start = 0
    while start < run.count, !tree[run[start]].isInFlow || isCollapsibleSpace(run[start]) {
      if !isCollapsibleSpace(run[start]) { result.append(run[start]) }
      start += 1
    }
    let block = addAnonymous(.block, .block, inside: container)
    tree[block].hasInlineChildren = true
    tree.setChildren(Array(run[start...]), of: block)
    if let firstLine = tree[container].firstLineStyle, !result.contains(where: isBlockInFlow) {
      tree[block].firstLineStyle = firstLine
    }
    result.append(block)
  }

  /// Cuts an inline box around the blocks in it: pieces of the inline box and blocks in turn.
  private mutating func splitInline(_ box: BoxID) -> [BoxID] {
    var result: [BoxID] = []
    var piece = box
    let children = tree.childList(of: box)
    let hadEndEdge = tree[box].hasEndEdge
    var content: [BoxID] = []
    for child in children {
      let parts: [BoxID]
      if tree[child].kind == .inline, tree[child].isInFlow, tree[child].containsBlock {
        parts = splitInline(child)
      } else {
        parts = [child]
      }
      for part in parts {
        guard isBlockInFlow(part) else {
          content.append(part)
          continue
        }
        tree.setChildren(content, of: piece)
        tree[piece].hasEndEdge = false
        result.append(piece)
        if tree[part].splitFrom == nil { tree[part].splitFrom = piece }
        result.append(part)
        content = []
        piece = continuation(of: piece)
      }
    }
    tree.setChildren(content, of: piece)
    tree[piece].hasEndEdge = hadEndEdge
    result.append(piece)
    return result
  }

  private mutating func continuation(of piece: BoxID) -> BoxID {
    var next = tree[piece]
    next.firstChild = nil
    next.lastChild = nil
    next.nextSibling = nil
    next.hasStartEdge = false
    next.containsBlock = false
    return tree.add(next)
  }

  // MARK: Flex and grid containers

  /// Each contiguous run of text becomes an anonymous block item. `[CSS Flexbox 1, §4]`
  private mutating func wrapItems(of container: BoxID) {
    var result: [BoxID] = []
    var run: [BoxID] = []
    func isRunPart(_ id: BoxID) -> Bool {
      switch tree[id].kind {
      case .text, .lineBreak, .wordBreak: true
      case .inline: tree[id].isInFlow
      default: false
      }
    }
    for child in tree.childList(of: container) + [nil] as [BoxID?] {
      if let child, isRunPart(child) {
        run.append(child)
        continue
      }
      if run.contains(where: { !isWhiteSpace($0) }) {
        let item = addAnonymous(.block, .block, inside: container)
        tree[item].isFlexOrGridItem = true
        tree.setChildren(run, of: item)
        wrapBlocks(of: item)
        result.append(item)
      }
      run = []
      if let child { result.append(child) }
    }
    tree.setChildren(result, of: container)
  }
}
