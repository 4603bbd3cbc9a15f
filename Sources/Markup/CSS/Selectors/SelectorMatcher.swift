/// Matches selectors against the elements of one document.
///
/// A matcher keeps the positions of siblings it has counted, so it belongs to one styling of one
/// document.
package final class SelectorMatcher {
  package let document: Document
  /// Attributes that the caller lays over those of the root element.
  private let rootAttributes: [String: String]
  private let root: NodeID?
  private var positions: [Int32: SiblingPositions] = [:]

  package init(document: Document, rootAttributes: [String: String] = [:]) {
    self.document = document
    self.rootAttributes = rootAttributes
    root = document.documentElement
  }

  /// The element's attribute, with the caller's for the root.
  package func attribute(_ name: String, of element: NodeID) -> String? {
    if !rootAttributes.isEmpty, element == root, let value = rootAttributes[name] { return value }
    return document.attribute(name, of: element)
  }

  package func matches(_ list: SelectorList, _ element: NodeID) -> Bool {
    list.selectors.contains { $0.pseudoElement == nil && matches($0, element) }
  }

  /// Whether the selector's subject (or the subject's originating element) is `element`.
  package func matches(_ selector: ComplexSelector, _ element: NodeID) -> Bool {
    guard matches(selector.compounds[0], element) else { return false }
    return selector.compounds.count == 1 || outcome(selector, from: 0, element) == .matches
  }

  /// What is known when the rest of a selector does not match from some element: whether a search
  /// that goes on from an ancestor or an earlier sibling can still succeed. Without it, a chain of
  /// descendant combinators would try every combination of ancestors.
  private enum Outcome {
    case matches
    case failsLocally
    case failsAmongSiblings
    case failsCompletely
  }

  /// Matches what stands to the left of `compounds[index]`, which `element` matches.
  private func outcome(_ selector: ComplexSelector, from index: Int, _ element: NodeID) -> Outcome {
    let next = index + 1
    guard next < selector.compounds.count else { return .matches }
    func test(_ candidate: NodeID) -> Outcome {
      guard matches(selector.compounds[next], candidate) else { return .failsLocally }
      return outcome(selector, from: next, candidate)
    }
    switch selector.combinators[index] {
    case .child:
      guard let parent = parentElement(element) else { return .failsCompletely }
      let result = test(parent)
      return result == .failsLocally ? .failsAmongSiblings : result
    case .descendant:
      var ancestor = parentElement(element)
      while let candidate = ancestor {
        let result = test(candidate)
        if result == .matches || result == .failsCompletely { return result }
        ancestor = parentElement(candidate)
      }
      return .failsCompletely
    case .nextSibling:
      guard let sibling = previousElement(element) else { return .failsAmongSiblings }
      return test(sibling)
    case .subsequentSibling:
      var sibling = previousElement(element)
      while let candidate = sibling {
        let result = test(candidate)
        if result != .failsLocally { return result }
        sibling = previousElement(candidate)
      }
      return .failsAmongSiblings
    }
  }

  private func matches(_ compound: CompoundSelector, _ element: NodeID) -> Bool {
    for simple in compound.simple where !matches(simple, element) { return false }
    return true
  }

  private func matches(_ simple: SimpleSelector, _ element: NodeID) -> Bool {
    switch simple {
    case .universal(let test): satisfies(test, element)
    case .type(let name, let lowercased, let test):
      document.tag(of: element) == (document[element].namespace == .html ? lowercased : name)
        && satisfies(test, element)
    case .id(let id): attribute("id", of: element) == id
    case .class(let name): document.hasClass(name, element)
    case .attribute(let selector): matches(selector, element)
    case .pseudoClass(let pseudoClass): matches(pseudoClass, element)
    }
  }

  private func satisfies(_ test: NamespaceTest, _ element: NodeID) -> Bool {
    switch test {
    case .any: true
    case .none: false
    case .namespace(let uri): document[element].namespace.uri == uri
    }
  }

  // MARK: Attributes

  private func matches(_ selector: AttributeSelector, _ element: NodeID) -> Bool {
    let isHTML = document[element].namespace == .html
    guard let value = attribute(isHTML ? selector.lowercased : selector.name, of: element) else {
      return false
    }
    if selector.match == .exists { return true }
    let folds =
      selector.ignoresCase ?? (isHTML && Self.caseInsensitiveValues.contains(selector.lowercased))
    return Self.compare(
      folds ? value.lowercasedASCII : value, selector.match,
      folds ? selector.value.lowercasedASCII : selector.value)
  }

  private static func compare(
    _ value: String, _ match: AttributeSelector.Operator, _ wanted: String
  ) -> Bool {
    switch match {
    case .exists: return true
    case .equals: return value == wanted
    case .includes:
      guard !wanted.isEmpty, !wanted.utf8.contains(where: ASCII.isWhitespace) else { return false }
      return value.utf8.split(whereSeparator: ASCII.isWhitespace).contains {
        $0.elementsEqual(wanted.utf8)
      }
    case .dashMatch:
      return value == wanted || value.utf8.starts(with: wanted.utf8 + [ASCII.minus])
    case .prefix: return !wanted.isEmpty && value.utf8.starts(with: wanted.utf8)
    case .suffix:
      return !wanted.isEmpty && value.utf8.reversed().starts(with: wanted.utf8.reversed())
    case .substring: return !wanted.isEmpty && contains(Array(value.utf8), Array(wanted.utf8))
    }
  }

  private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { bytes[$0...].starts(with: wanted) }
  }

  /// Attributes whose values HTML compares ignoring case. `[HTML, §4.16.2]`
  private static let caseInsensitiveValues: Set<String> = [
    "accept", "accept-charset", "align", "alink", "axis", "bgcolor", "charset", "checked",
    "clear", "codetype", "color", "compact", "declare", "defer", "dir", "direction", "disabled",
    "enctype", "face", "frame", "hreflang", "http-equiv", "lang", "language", "link", "media",
    "method", "multiple", "nohref", "noresize", "noshade", "nowrap", "readonly", "rel", "rev",
    "rules", "scope", "scrolling", "selected", "shape", "target", "text", "type", "valign",
    "valuetype", "vlink",
  ]

  // MARK: Pseudo-classes

  private func matches(_ pseudoClass: PseudoClass, _ element: NodeID) -> Bool {
    switch pseudoClass {
    case .never: return false
    case .root, .scope: return element == root
    case .empty: return isEmpty(element)
    case .link: return isLink(element)
    case .firstChild: return previousElement(element) == nil && hasParent(element)
    case .lastChild: return nextElement(element) == nil && hasParent(element)
    case .onlyChild:
      return previousElement(element) == nil && nextElement(element) == nil && hasParent(element)
    case .firstOfType: return position(element).ofType == 1
    case .lastOfType: return position(element).ofTypeFromEnd == 1
    case .onlyOfType:
      let position = position(element)
      return position.ofType == 1 && position.ofTypeFromEnd == 1
    case .nthOfType(let pattern, let fromEnd):
      let position = position(element)
      return pattern.matches(fromEnd ? position.ofTypeFromEnd : position.ofType)
    case .nthChild(let pattern, nil, let fromEnd):
      let position = position(element)
      return pattern.matches(fromEnd ? position.fromEnd : position.fromStart)
    case .nthChild(let pattern, let list?, let fromEnd):
      guard matches(list, element) else { return false }
      var index = 1
      var sibling = fromEnd ? nextElement(element) : previousElement(element)
      while let candidate = sibling {
        if matches(list, candidate) { index += 1 }
        sibling = fromEnd ? nextElement(candidate) : previousElement(candidate)
      }
      return pattern.matches(index)
    case .matches(let list): return matches(list, element)
    case .not(let list): return !matches(list, element)
    case .has(let list): return list.selectors.contains { has($0, element) }
    case .lang(let ranges):
      let language = language(of: element).lowercasedASCII
      return ranges.contains { Self.extendedFilter(language, $0) }
    case .dir(let rightToLeft): return isRightToLeft(element) == rightToLeft
    default: return matchesFormState(pseudoClass, element)
    }
  }

  private func hasParent(_ element: NodeID) -> Bool { document[element].parentID != nil }

  private func isEmpty(_ element: NodeID) -> Bool {
    var child = document[element].firstChildID
    while let node = child {
      switch document[node].kind {
      case .element: return false
      case .text: if !document.text(of: node).isEmpty { return false }
      default: break
      }
      child = document[node].nextSiblingID
    }
    return true
  }

  private func isLink(_ element: NodeID) -> Bool {
    guard attribute("href", of: element) != nil else { return false }
    let tag = document.tag(of: element)
    return tag == "a" || tag == "area"
  }

  /// Whether a relative selector finds an element from `anchor`. `[Selectors 4, §4.5]`
  private func has(_ selector: ComplexSelector, _ anchor: NodeID) -> Bool {
    guard let leftmost = selector.combinators.last else { return false }
    switch leftmost {
    case .child, .descendant:
      return descendants(of: anchor).contains { matchesRelative(selector, $0, anchor) }
    case .nextSibling, .subsequentSibling:
      var sibling = nextElement(anchor)
      while let candidate = sibling {
        if matchesRelative(selector, candidate, anchor) { return true }
        if selector.compounds.count > 1,
          descendants(of: candidate).contains(where: { matchesRelative(selector, $0, anchor) })
        {
          return true
        }
        sibling = nextElement(candidate)
      }
      return false
    }
  }

  private func matchesRelative(
    _ selector: ComplexSelector, _ element: NodeID, _ anchor: NodeID, from index: Int = 0
  ) -> Bool {
    guard matches(selector.compounds[index], element) else { return false }
    let isLast = index + 1 == selector.compounds.count
    func reaches(_ candidate: NodeID?) -> Bool {
      guard let candidate else { return false }
      return isLast
        ? candidate == anchor : matchesRelative(selector, candidate, anchor, from: index + 1)
    }
    switch selector.combinators[index] {
    case .child: return reaches(parentElement(element))
    case .nextSibling: return reaches(previousElement(element))
    case .descendant:
      var ancestor = parentElement(element)
      while let candidate = ancestor {
        if reaches(candidate) { return true }
        ancestor = parentElement(candidate)
      }
      return false
    case .subsequentSibling:
      var sibling = previousElement(element)
      while let candidate = sibling {
        if reaches(candidate) { return true }
        sibling = previousElement(candidate)
      }
      return false
    }
  }

  private func descendants(of element: NodeID) -> some Sequence<NodeID> {
    let document = document
    let end = document.endOfSubtree(element)
    return (element.raw + 1..<max(end, element.raw + 1)).lazy.map(NodeID.init).filter {
      document[$0].isElement
    }
  }

  // MARK: Siblings and parents

  package func parentElement(_ element: NodeID) -> NodeID? {
    guard let parent = document[element].parentID, document[parent].isElement else { return nil }
    return parent
  }

  private func previousElement(_ element: NodeID) -> NodeID? {
    var sibling = document[element].previousSiblingID
    while let node = sibling, !document[node].isElement {
      sibling = document[node].previousSiblingID
    }
    return sibling
  }

  private func nextElement(_ element: NodeID) -> NodeID? {
    var sibling = document[element].nextSiblingID
    while let node = sibling, !document[node].isElement { sibling = document[node].nextSiblingID }
    return sibling
  }

  private struct SiblingPositions {
    var fromStart = 0
    var fromEnd = 0
    var ofType = 0
    var ofTypeFromEnd = 0
  }

  /// Counts a whole family at the first question about any of its members.
  private func position(_ element: NodeID) -> SiblingPositions {
    if let known = positions[element.raw] { return known }
    var family: [NodeID] = []
    var child = document[element].parentID.flatMap { document[$0].firstChildID }
    while let node = child {
      if document[node].isElement { family.append(node) }
      child = document[node].nextSiblingID
    }
    var ofType: [String: Int] = [:]
    for (index, node) in family.enumerated() {
      let type = document.tag(of: node)
      ofType[type, default: 0] += 1
      positions[node.raw] = SiblingPositions(
        fromStart: index + 1, fromEnd: family.count - index, ofType: ofType[type] ?? 1)
    }
    for node in family {
      let total = ofType[document.tag(of: node)] ?? 1
      let index = positions[node.raw]?.ofType ?? 1
      positions[node.raw]?.ofTypeFromEnd = total - index + 1
    }
    return positions[element.raw] ?? SiblingPositions()
  }
}
