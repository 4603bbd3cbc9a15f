import Scene

/// Pairs the bases of a ruby with their annotations. `[CSS Ruby 1, §2.2]`
extension BoxGeneration {
  /// Makes a ruby's children segments: each annotation with what comes before it, up to the one before.
  mutating func pairRuby(in ruby: BoxID) {
    guard tree.style(of: ruby).box.display == .ruby else { return }
    let children = tree.childList(of: ruby)
    guard children.contains(where: isAnnotation) else { return }
    var result: [BoxID] = []
    var base: [BoxID] = []
    for child in children {
      guard isAnnotation(child) else {
        base.append(child)
        continue
      }
      // White space between a base and its annotation is the source's alone.
      while let last = base.last, isCollapsibleSpace(last) { base.removeLast() }
      while let first = base.first, isCollapsibleSpace(first) { base.removeFirst() }
      result.append(segment(of: base, child, in: ruby))
      base = []
    }
    tree.setChildren(result + base, of: ruby)
  }

  private func isAnnotation(_ box: BoxID) -> Bool {
    tree[box].isInFlow && tree.style(of: box).box.display == .rubyText
  }

  private mutating func segment(of base: [BoxID], _ annotation: BoxID, in ruby: BoxID) -> BoxID {
    let segment = addAnonymous(.ruby, .inline, inside: ruby)
    let holder = addAnonymous(.block, .block, inside: ruby)
    tree.setChildren(base, of: holder)
    finish(holder)
    tree[annotation].level = .block
    tree.setChildren([holder, annotation], of: segment)
    return segment
  }
}
