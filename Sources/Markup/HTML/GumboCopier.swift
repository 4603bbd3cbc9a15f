import CGumbo
import Findings

/// Copies gumbo's tree into an arena, in document order and without recursion.
struct GumboCopier {
  private(set) var findings: [Finding] = []

  private let columnShift: Int
  private let source: UnsafeBufferPointer<UInt8>
  private let file: String?
  private static let maximumFindings = 100

  /// - Parameter columnShift: how many columns were put in front of the first line.
  init(columnShift: Int, source: UnsafeBufferPointer<UInt8>, file: String?) {
    self.columnShift = columnShift
    self.source = source
    self.file = file
  }

  /// How the public identifiers of doctypes begin that browsers treat as old; the parser's own answer is
  /// always that none is. `[HTML, §13.2.6.4.1]`
  private static let oldDoctypes = [
    "-//w3c//dtd xhtml 1.0 transitional//", "-//w3c//dtd xhtml 1.0 frameset//",
    "-//w3c//dtd html 4.01 transitional//", "-//w3c//dtd html 4.01 frameset//",
    "-//w3c//dtd html 4.0 ", "-//w3c//dtd html 3", "-//ietf//dtd html",
  ]

  mutating func copy(_ root: UnsafeMutablePointer<GumboNode>, into document: inout Document) {
    var pending: [(node: UnsafeMutablePointer<GumboNode>, parent: NodeID)] = []
    document.hasQuirks =
      root.pointee.v.document.public_identifier.map { identifier in
        let name = String(cString: identifier).lowercased()
        return Self.oldDoctypes.contains { name.hasPrefix($0) }
      } ?? false
    push(root.pointee.v.document.children, under: Document.root, &pending)
    while let (node, parent) = pending.popLast() {
      guard let made = newNode(node) else { continue }
      let id = document.append(made, to: parent)
      if isElement(node) { push(node.pointee.v.element.children, under: id, &pending) }
    }
  }

  private func push(
    _ children: GumboVector, under parent: NodeID,
    _ pending: inout [(node: UnsafeMutablePointer<GumboNode>, parent: NodeID)]
  ) {
    for index in (0..<Int(children.length)).reversed() {
      guard let pointer = children.data[index] else { continue }
      pending.append((pointer.assumingMemoryBound(to: GumboNode.self), parent))
    }
  }

  private func isElement(_ node: UnsafeMutablePointer<GumboNode>) -> Bool {
    node.pointee.type == GUMBO_NODE_ELEMENT || node.pointee.type == GUMBO_NODE_TEMPLATE
  }

  private mutating func newNode(_ node: UnsafeMutablePointer<GumboNode>) -> NewNode? {
    switch node.pointee.type {
    case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE: return element(node)
    case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
      var made = NewNode(kind: .text)
      made.text = String(cString: node.pointee.v.text.text)
      (made.line, made.column) = place(node.pointee.v.text.start_pos)
      return made
    case GUMBO_NODE_COMMENT:
      var made = NewNode(kind: .comment)
      made.text = String(cString: node.pointee.v.text.text)
      (made.line, made.column) = place(node.pointee.v.text.start_pos)
      return made
    default: return nil
    }
  }

  private func place(_ position: GumboSourcePosition) -> (line: Int32, column: Int32) {
    let line = Int32(clamping: position.line)
    let column = Int(position.column) - (line == 1 ? columnShift : 0)
    return (line, Int32(clamping: max(column, 1)))
  }

  private mutating func element(_ node: UnsafeMutablePointer<GumboNode>) -> NewNode {
    let element = node.pointee.v.element
    var made = NewNode(kind: .element)
    made.namespace =
      switch element.tag_namespace {
      case GUMBO_NAMESPACE_SVG: .svg
      case GUMBO_NAMESPACE_MATHML: .mathML
      default: .html
      }
    made.tagName = tagName(element, made.namespace)
    if node.pointee.parse_flags.rawValue & GUMBO_INSERTION_IMPLIED.rawValue == 0 {
      (made.line, made.column) = place(element.start_pos)
    }
    made.attributes = attributes(element.attributes, at: (made.line, made.column))
    warnAboutScripts(made)
    return made
  }

  private func tagName(_ element: GumboElement, _ namespace: Node.Namespace) -> String {
    if element.tag != GUMBO_TAG_UNKNOWN, namespace != .svg {
      return String(cString: gumbo_normalized_tagname(element.tag))
    }
    var piece = element.original_tag
    gumbo_tag_from_original_text(&piece)
    if namespace == .svg, let normalized = gumbo_normalize_svg_tagname(&piece) {
      return String(cString: normalized)
    }
    guard let data = piece.data else {
      return String(cString: gumbo_normalized_tagname(element.tag))
    }
    let name = String(
      decoding: UnsafeRawBufferPointer(start: data, count: piece.length), as: UTF8.self
    ).lowercasedASCII
    // The one SVG name of the standard's table that gumbo does not know. [HTML, §13.2.6.5]
    return namespace == .svg && name == "fedropshadow" ? "feDropShadow" : name
  }

  private func attributes(
    _ vector: GumboVector, at element: (line: Int32, column: Int32)
  ) -> [Attribute] {
    (0..<Int(vector.length)).compactMap { index in
      guard let pointer = vector.data[index] else { return nil }
      let attribute = pointer.assumingMemoryBound(to: GumboAttribute.self).pointee
      let value = String(cString: attribute.value)
      // Where there is no value, the parser leaves its positions and its source as memory had them:
      // the element's place serves. The position of a value is that of its quote.
      let quote = value.isEmpty ? nil : attribute.original_value.data?[0]
      let start = value.isEmpty ? element : place(attribute.value_start)
      let isQuoted =
        quote.map { [ASCII.quote, ASCII.apostrophe].contains(UInt8(bitPattern: $0)) } ?? false
      var name = String(cString: attribute.name)
      switch attribute.attr_namespace {
      case GUMBO_ATTR_NAMESPACE_XLINK: name = "xlink:" + name
      case GUMBO_ATTR_NAMESPACE_XML: name = "xml:" + name
      default: break
      }
      return Attribute(
        name: name, value: value, line: start.line,
        column: start.column &+ (isQuoted ? 1 : 0))
    }
  }

  private mutating func warnAboutScripts(_ node: NewNode) {
    guard findings.count < Self.maximumFindings else { return }
    let place = Place(
      file: file, line: node.line > 0 ? Int(node.line) : nil,
      column: node.column > 0 ? Int(node.column) : nil)
    if node.tagName == "script" {
      findings.append(Finding(.scriptIgnored, "A script is not run", at: place))
    }
    for attribute in node.attributes
    where attribute.name.hasPrefix("on") && attribute.name.count > 2 {
      findings.append(
        Finding(
          .scriptIgnored, "The event handler \(attribute.name) is not run",
          at: Place(file: file, line: Int(attribute.line), column: Int(attribute.column))))
    }
  }
}
