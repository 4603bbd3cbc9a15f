/// A parsed HTML document: an arena of nodes in document order.
///
/// The arena is immutable once parsed; a node's handle is its index.
package struct Document: Sendable {
  /// Node 0 is the document itself.
  package private(set) var nodes: ContiguousArray<Node>
  private var attributes: ContiguousArray<Attribute>
  private var texts: ContiguousArray<String>
  private var classNames: ContiguousArray<String> = []

  /// Whether its doctype asks for the line heights of old browsers: that of limited quirks mode and of
  /// quirks mode. `[Quirks, §3.3]`
  package var hasQuirks = false

  package init() {
    nodes = [Node(kind: .document)]
    attributes = []
    texts = []
  }

  package static let root = NodeID(0)

  package subscript(id: NodeID) -> Node { nodes[id.index] }

  /// The `<html>` element; nil in a document without any element.
  package var documentElement: NodeID? {
    children(of: Document.root).first { nodes[$0.index].isElement }
  }

  package func children(of id: NodeID) -> ChildSequence {
    ChildSequence(document: self, first: nodes[id.index].firstChild)
  }

  package func attributes(of id: NodeID) -> ArraySlice<Attribute> {
    let range = nodes[id.index].attributes
    return ArraySlice(attributes[Int(range.lowerBound)..<Int(range.upperBound)])
  }

  /// The value of an attribute by its lower-case name.
  package func attribute(_ name: String, of id: NodeID) -> String? {
    let range = nodes[id.index].attributes
    for index in range where attributes[Int(index)].name == name {
      return attributes[Int(index)].value
    }
    return nil
  }

  /// The character data of a text or comment node; empty for others.
  package func text(of id: NodeID) -> String {
    let index = nodes[id.index].text
    return index < 0 ? "" : texts[Int(index)]
  }

  /// The tag name of an element in lower case (foreign elements as the parser adjusts them).
  package func tag(of id: NodeID) -> String {
    let index = nodes[id.index].tagName
    return index < 0 ? "" : texts[Int(index)]
  }

  /// The element's class names, in source order.
  package func classes(of id: NodeID) -> ArraySlice<String> {
    let range = nodes[id.index].classes
    return ArraySlice(classNames[Int(range.lowerBound)..<Int(range.upperBound)])
  }

  package func hasClass(_ name: String, _ id: NodeID) -> Bool {
    let range = nodes[id.index].classes
    for index in range where classNames[Int(index)] == name { return true }
    return false
  }

  /// The handle after the node's last descendant: nodes lie in document order, so a subtree is a range.
  package func endOfSubtree(_ id: NodeID) -> Int32 {
    var node = nodes[id.index]
    while node.nextSibling < 0 {
      guard node.parent >= 0 else { return Int32(clamping: nodes.count) }
      node = nodes[Int(node.parent)]
    }
    return node.nextSibling
  }

  /// The concatenated text of all descendants.
  package func textContent(of id: NodeID) -> String {
    var result = ""
    var index = id.raw
    let end = endOfSubtree(id)
    while index < end {
      if nodes[Int(index)].kind == .text { result += text(of: NodeID(index)) }
      index += 1
    }
    return result
  }

  /// Appends a node as the last child of `parent` and returns its handle.
  package mutating func append(_ node: NewNode, to parent: NodeID) -> NodeID {
    var entry = Node(kind: node.kind)
    entry.namespace = node.namespace
    entry.parent = parent.raw
    entry.line = node.line
    entry.column = node.column
    if let name = node.tagName { entry.tagName = intern(name) }
    if let text = node.text {
      entry.text = Int32(clamping: texts.count)
      texts.append(text)
    }
    let start = Int32(clamping: attributes.count)
    attributes.append(contentsOf: node.attributes)
    entry.attributes = start..<Int32(clamping: attributes.count)
    entry.classes = appendClasses(node.attributes)
    let id = NodeID(Int32(clamping: nodes.count))
    entry.previousSibling = nodes[parent.index].lastChild
    if entry.previousSibling >= 0 {
      nodes[Int(entry.previousSibling)].nextSibling = id.raw
    } else {
      nodes[parent.index].firstChild = id.raw
    }
    nodes[parent.index].lastChild = id.raw
    nodes.append(entry)
    return id
  }

  private mutating func appendClasses(_ attributes: [Attribute]) -> Range<Int32> {
    let start = Int32(clamping: classNames.count)
    if let value = attributes.first(where: { $0.name == "class" })?.value {
      for name in value.utf8.split(whereSeparator: ASCII.isWhitespace) {
        classNames.append(String(Substring(name)))
      }
    }
    return start..<Int32(clamping: classNames.count)
  }

  private var names: [String: Int32] = [:]

  private mutating func intern(_ name: String) -> Int32 {
    if let known = names[name] { return known }
    let index = Int32(clamping: texts.count)
    texts.append(name)
    names[name] = index
    return index
  }
}

/// The handle of a node in its document.
@frozen
package struct NodeID: Sendable, Hashable {
  package let raw: Int32
  @inlinable package init(_ raw: Int32) { self.raw = raw }
  @inlinable package var index: Int { Int(raw) }
}

/// One attribute of an element; its name in lower case.
package struct Attribute: Sendable, Hashable {
  package let name: String
  package let value: String
  /// The source position of the value, from 1; 0 where unknown.
  package let line: Int32
  package let column: Int32

  package init(name: String, value: String, line: Int32 = 0, column: Int32 = 0) {
    self.name = name
    self.value = value
    self.line = line
    self.column = column
  }
}

/// What the parser knows of a node before it is in the tree.
package struct NewNode {
  package var kind: Node.Kind
  package var namespace: Node.Namespace = .html
  package var tagName: String?
  package var text: String?
  package var attributes: [Attribute] = []
  package var line: Int32 = 0
  package var column: Int32 = 0

  package init(kind: Node.Kind) { self.kind = kind }
}
