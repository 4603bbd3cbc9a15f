import Findings
import Markup

/// Lists what an HTML source or a style sheet refers to, with places.
package enum ReferenceCollector {
  /// Elements and attributes that load a file.
  private static let attributes: [String: [String]] = [
    "img": ["src"], "image": ["href", "xlink:href"], "use": ["href", "xlink:href"],
    "source": ["src"], "video": ["src", "poster"], "audio": ["src"], "track": ["src"],
    "input": ["src"], "embed": ["src"], "iframe": ["src"], "object": ["data"],
    "script": ["src"], "feimage": ["href", "xlink:href"], "body": ["background"],
  ]

  /// What a template's source refers to; where values are part of a reference, its URL is dynamic
  /// (`LiquidMask.isDynamic`), and what its conditions and literals make of it follows.
  static func template(_ source: String, file: String) -> [Reference] {
    var constructs = LiquidConstructs()
    let masked = LiquidMask.masked(source) { constructs.mark(of: $0) }
    return html(masked, file: file).flatMap { reference in
      guard LiquidMask.isDynamic(reference.url) else { return [reference] }
      let texts = LiquidAlternatives(constructs.parts(of: reference.url)).texts
      return ([constructs.unmarked(reference.url)] + texts).map { url in
        Reference(url: url, role: reference.role, place: reference.place)
      }
    }
  }

  /// What a page refers to.
  package static func html(_ source: String, file: String) -> [Reference] {
    guard let document = HTMLParser.parse(source, file: file).document else { return [] }
    var references: [Reference] = []
    for index in document.nodes.indices {
      let id = NodeID(Int32(index))
      let node = document[id]
      guard node.isElement else { continue }
      let tag = document.tag(of: id).lowercasedASCII
      let place = Place(file: file, line: positive(node.line), column: positive(node.column))
      for attribute in document.attributes(of: id) {
        let place = Place(
          file: file, line: positive(attribute.line) ?? place.line,
          column: positive(attribute.column) ?? place.column)
        references += self.references(attribute, of: tag, document, id, place)
      }
      if tag == "style" {
        references += css(
          document.textContent(of: id), file: file, line: Int(node.line), column: Int(node.column))
      }
    }
    return references
  }

  private static func references(
    _ attribute: Attribute, of tag: String, _ document: Document, _ id: NodeID, _ place: Place
  ) -> [Reference] {
    let name = attribute.name.lowercasedASCII
    if name == "style" {
      return css(attribute.value, file: place.file ?? "", line: place.line ?? 1, column: 1)
    }
    if name == "srcset", tag == "img" || tag == "source" {
      return attribute.value.split(separator: ",").compactMap { candidate in
        candidate.split(whereSeparator: \.isWhitespace).first.map {
          Reference(url: String($0), role: .resource, place: place)
        }
      }
    }
    if tag == "link", name == "href" {
      let relations = (document.attribute("rel", of: id) ?? "").lowercasedASCII
        .split(whereSeparator: \.isWhitespace)
      guard relations.contains("stylesheet") else { return [] }
      return [Reference(url: attribute.value, role: .stylesheet, place: place)]
    }
    guard attributes[tag]?.contains(name) ?? false else { return [] }
    return [Reference(url: attribute.value, role: .resource, place: place)]
  }

  /// `url()`, `@import` and the sources of font faces.
  package static func css(_ source: String, file: String, line: Int = 1, column: Int = 1)
    -> [Reference]
  {
    let buffer = TokenBuffer(source, file: file, line: max(line, 1), column: max(column, 1))
    var references: [Reference] = []
    var rule: String?
    for (index, token) in buffer.tokens.enumerated() {
      func add(_ url: String) {
        guard rule != "namespace" else { return }
        references.append(
          Reference(
            url: url, role: rule == "import" ? .stylesheet : .resource,
            place: buffer.place(ofTokenAt: index)))
      }
      switch token.kind {
      case .atKeyword: rule = token.text.lowercasedASCII
      case .semicolon, .openCurly: rule = nil
      case .url: add(token.text)
      case .string:
        let before = buffer.tokens[..<index].last { $0.kind != .whitespace }
        if before?.isFunction("url") ?? false || (rule == "import" && before?.kind == .atKeyword) {
          add(token.text)
        }
      default: break
      }
    }
    return references
  }

  private static func positive(_ number: Int32) -> Int? { number > 0 ? Int(number) : nil }
}
