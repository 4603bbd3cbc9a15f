/// One node of a document: plain handles, no strings of its own.
package struct Node: Sendable {
  package enum Kind: UInt8, Sendable { case document, doctype, element, text, comment }
  package enum Namespace: UInt8, Sendable {
    case html, svg, mathML

    package var uri: String {
      switch self {
      case .html: "http://www.w3.org/1999/xhtml"
      case .svg: "http://www.w3.org/2000/svg"
      case .mathML: "http://www.w3.org/1998/Math/MathML"
      }
    }
  }

  package let kind: Kind
  package internal(set) var namespace: Namespace = .html
  /// The source position of the node's start, from 1; 0 where the parser made the node up.
  package internal(set) var line: Int32 = 0
  package internal(set) var column: Int32 = 0

  var parent: Int32 = -1
  var firstChild: Int32 = -1
  var lastChild: Int32 = -1
  var previousSibling: Int32 = -1
  var nextSibling: Int32 = -1
  var tagName: Int32 = -1
  var text: Int32 = -1
  var attributes: Range<Int32> = 0..<0
  var classes: Range<Int32> = 0..<0

  init(kind: Kind) { self.kind = kind }

  package var isElement: Bool { kind == .element }
  package var isText: Bool { kind == .text }
  package var parentID: NodeID? { parent < 0 ? nil : NodeID(parent) }
  package var firstChildID: NodeID? { firstChild < 0 ? nil : NodeID(firstChild) }
  package var lastChildID: NodeID? { lastChild < 0 ? nil : NodeID(lastChild) }
  package var previousSiblingID: NodeID? { previousSibling < 0 ? nil : NodeID(previousSibling) }
  package var nextSiblingID: NodeID? { nextSibling < 0 ? nil : NodeID(nextSibling) }
}

/// The children of a node, in order.
package struct ChildSequence: Sequence, IteratorProtocol {
  let document: Document
  var first: Int32

  package mutating func next() -> NodeID? {
    guard first >= 0 else { return nil }
    let id = NodeID(first)
    first = document.nodes[Int(first)].nextSibling
    return id
  }
}
