import Markup
import Scene

/// `::before`, `::after` and their `content`. `[CSS Generated Content 3, §2]`
extension BoxGeneration {
  mutating func appendGenerated(
    _ pseudo: PseudoElement, of node: NodeID, style: StyleID, to parent: BoxID
  ) {
    let computed = tree.styles[style.index]
    guard case .items(let items) = computed.generated.content, computed.box.display != .none else {
      return
    }
    counters.enterPseudo(style: computed)
    defer { counters.leave() }
    if computed.box.display == .contents {
      append(items, to: parent, style: style, node: node, pseudo: pseudo)
      return
    }
    let box = makeBox(
      node: node, pseudo: pseudo, style: style, display: computed.box.display, parent: parent)
    tree.append(box, to: parent)
    appendMarker(of: node, to: box, display: computed.box.display)
    append(items, to: box, style: style, node: node, pseudo: pseudo)
    finish(box)
  }

  mutating func append(
    _ items: [ContentItem], to box: BoxID, style: StyleID, node: NodeID?, pseudo: PseudoElement
  ) {
    var text = ""
    func flush(_ generation: inout BoxGeneration) {
      generation.appendText(text, node: node, to: box, style: style)
      text = ""
    }
    for item in items {
      switch item {
      case .string(let string): text += string
      case .counter(let name, let reference):
        text += CounterText.text(of: counters.value(of: name), style: reference)
      case .counters(let name, let separator, let reference):
        text += counters.values(of: name).map { CounterText.text(of: $0, style: reference) }
          .joined(separator: separator)
      case .openQuote:
        text += quote(at: quoteDepth, opens: true, style: tree.styles[style.index])
        quoteDepth += 1
      case .closeQuote:
        guard quoteDepth > 0 else { break }
        quoteDepth -= 1
        text += quote(at: quoteDepth, opens: false, style: tree.styles[style.index])
      case .noOpenQuote: quoteDepth += 1
      case .noCloseQuote: quoteDepth = max(0, quoteDepth - 1)
      case .image(let image):
        flush(&self)
        appendImage(image, to: box, style: style, node: node)
      }
    }
    flush(&self)
  }

  private mutating func appendImage(
    _ image: StyleImage, to parent: BoxID, style: StyleID, node: NodeID?
  ) {
    var computed = tree.styles[style.index].inherited()
    guard case .url(let reference) = image,
      case .image(let info) = images.image(reference, isOriented: computed.text.orientImages)
    else { return }
    computed.box.display = .inline
    var box = Box(kind: .replaced, level: .inline, style: tree.add(computed), node: node)
    box.isAnonymous = true
    box.content = addReplaced(.image(info, reference: reference))
    let id = tree.add(box)
    tree.append(id, to: parent)
  }

  mutating func addReplaced(_ content: ReplacedContent) -> Int32 {
    tree.replaced.append(content)
    return Int32(clamping: tree.replaced.count - 1)
  }

  /// The quotation mark of a nesting depth. `[CSS Generated Content 3, §3.1]`
  private func quote(at depth: Int, opens: Bool, style: ComputedStyle) -> String {
    let pairs: [Pair<String>]
    switch style.text.quotes {
    case .none: return ""
    case .pairs(let list): pairs = list
    case .auto: pairs = Self.quotes(for: style.font.language)
    }
    guard let pair = depth < pairs.count ? pairs[depth] : pairs.last else { return "" }
    return opens ? pair.x : pair.y
  }

  /// Quotation marks by language, as CLDR has them.
  private static func quotes(for language: String) -> [Pair<String>] {
    switch language.split(separator: "-").first.map({ $0.lowercased() }) ?? "" {
    case "de", "cs", "sk", "sl", "is", "et": [Pair("„", "“"), Pair("‚", "‘")]
    case "fr": [Pair("«", "»"), Pair("«", "»")]
    case "it", "es", "pt", "el", "no", "nb", "ca":
      [Pair("«", "»"), Pair("“", "”")]
    case "ru", "uk", "be": [Pair("«", "»"), Pair("„", "“")]
    case "pl", "ro", "hr", "bg", "hu": [Pair("„", "”"), Pair("«", "»")]
    case "sv", "fi": [Pair("”", "”"), Pair("’", "’")]
    case "ja", "zh": [Pair("「", "」"), Pair("『", "』")]
    default: [Pair("“", "”"), Pair("‘", "’")]
    }
  }
}
