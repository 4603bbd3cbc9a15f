import Findings
import Markup

/// Attributes that HTML maps to styles. `[HTML, §15]`
///
/// Equal attributes give one block, so that equal elements can share a style.
struct PresentationalHints {
  private var cache: [String: DeclarationBlock] = [:]

  mutating func blocks(for element: NodeID, _ matcher: SelectorMatcher) -> [DeclarationBlock] {
    let css =
      switch matcher.document[element].namespace {
      case .html: Self.css(element, matcher)
      case .svg: SVGPresentation.css(matcher.document.attributes(of: element))
      default: [String]()
      }
    guard !css.isEmpty else { return [] }
    let text = css.joined(separator: ";")
    if let known = cache[text] { return [known] }
    var parser = SyntaxParser()
    var ignored: [Finding] = []
    let block = DeclarationBlock.compile(
      parser.parseDeclarations(TokenBuffer(text).all), &ignored)
    cache[text] = block
    return [block]
  }

  /// Declarations for the element's attributes; values are made of what the parsers below let through.
  private static func css(_ element: NodeID, _ matcher: SelectorMatcher) -> [String] {
    let document = matcher.document
    let tag = document.tag(of: element)
    var css: [String] = []
    for attribute in document.attributes(of: element) {
      css += declarations(tag, attribute.name, attribute.value)
    }
    switch tag {
    case "td", "th": css += tableCell(element, matcher)
    case "table": css += tableBorder(element, matcher)
    default: break
    }
    if document.attribute("dir", of: element)?.lowercasedASCII == "auto" || tag == "bdi" {
      css.append("direction: " + (matcher.isRightToLeft(element) ? "rtl" : "ltr"))
    }
    return css
  }

  private static func declarations(_ tag: String, _ name: String, _ value: String) -> [String] {
    switch name {
    case "width" where sizedElements.contains(tag): return dimension("width", value)
    case "height" where sizedElements.contains(tag) && tag != "col":
      return dimension("height", value)
    case "bgcolor" where coloredElements.contains(tag): return color("background-color", value)
    case "background" where coloredElements.contains(tag):
      return value.isEmpty ? [] : ["background-image: url(\(quoted(value)))"]
    case "text" where tag == "body": return color("color", value)
    case "color" where tag == "font": return color("color", value)
    case "color" where tag == "hr":
      return color("border-color", value) + color("background-color", value)
    case "face" where tag == "font":
      return value.isEmpty ? [] : ["font-family: \(value.filter { $0 != ";" && $0 != "}" })"]
    case "size" where tag == "font": return fontSize(value)
    case "size" where tag == "hr":
      return Int(value).map { $0 > 1 ? ["height: \(min($0, 10_000) - 2)px"] : ["height: 0"] } ?? []
    case "noshade" where tag == "hr": return ["border-style: solid"]
    case "align": return align(tag, value.lowercasedASCII)
    case "valign" where tableParts.contains(tag): return verticalAlign(value.lowercasedASCII)
    case "nowrap" where tag == "td" || tag == "th": return ["white-space: nowrap"]
    case "hspace" where replaced.contains(tag):
      return dimension("margin-left", value) + dimension("margin-right", value)
    case "vspace" where replaced.contains(tag):
      return dimension("margin-top", value) + dimension("margin-bottom", value)
    case "border" where replaced.contains(tag) && tag != "iframe":
      return dimension("border-width", value) + ["border-style: solid"]
    case "frameborder" where tag == "iframe" && value == "0": return ["border: none"]
    case "cellspacing" where tag == "table": return dimension("border-spacing", value)
    case "bordercolor" where tag == "table": return color("border-color", value)
    case "clear" where tag == "br": return clear(value.lowercasedASCII)
    case "type" where tag == "ol" || tag == "li" || tag == "ul": return listType(value)
    case "start" where tag == "ol":
      return integer(value).map { ["counter-reset: list-item \($0 - 1)"] } ?? []
    case "value" where tag == "li":
      return integer(value).map { ["counter-set: list-item \($0)"] } ?? []
    case "marginwidth" where tag == "body", "leftmargin" where tag == "body":
      return dimension("margin-left", value) + dimension("margin-right", value)
    case "marginheight" where tag == "body", "topmargin" where tag == "body":
      return dimension("margin-top", value) + dimension("margin-bottom", value)
    default: return []
    }
  }

  private static let replaced: Set<String> = [
    "img", "object", "embed", "iframe", "video", "canvas", "input",
  ]
  private static let sizedElements = replaced.union([
    "table", "td", "th", "tr", "thead", "tbody", "tfoot", "col", "colgroup", "hr", "pre",
  ]).subtracting(["input"])
  private static let coloredElements: Set<String> = [
    "body", "table", "thead", "tbody", "tfoot", "tr", "td", "th",
  ]
  private static let tableParts: Set<String> = [
    "thead", "tbody", "tfoot", "tr", "td", "th", "col", "colgroup",
  ]

  private static func quoted(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ")
      + "\""
  }

  /// `[HTML, §2.3.4.4]`
  private static func dimension(_ property: String, _ value: String) -> [String] {
    let trimmed = value.drop(while: \.isWhitespace)
    let digits = trimmed.prefix { "0123456789.".contains($0) }
    guard digits.first?.isNumber == true, let number = Double(digits), number <= 1e6 else {
      return []
    }
    let isPercentage = trimmed.dropFirst(digits.count).first == "%"
    return ["\(property): \(number)\(isPercentage ? "%" : "px")"]
  }

  /// `[HTML, §2.3.6]`, legacy colors without their digits of last resort.
  private static func color(_ property: String, _ value: String) -> [String] {
    let name = value.trimmed.lowercasedASCII
    if NamedColors.table[name] != nil, name != "transparent" { return ["\(property): \(name)"] }
    if name.hasPrefix("#"), name.count == 4 || name.count == 7,
      name.dropFirst().allSatisfy(\.isHexDigit)
    {
      return ["\(property): \(name)"]
    }
    var digits = String(name.drop { $0 == "#" }.prefix(128).map { $0.isHexDigit ? $0 : "0" })
    guard !digits.isEmpty, name != "transparent" else { return [] }
    while digits.count % 3 != 0 { digits += "0" }
    let length = digits.count / 3
    var parts = stride(from: 0, to: digits.count, by: length).map {
      String(Array(digits)[$0..<$0 + length].suffix(8))
    }
    while (parts.first?.count ?? 0) > 2, parts.allSatisfy({ $0.hasPrefix("0") }) {
      parts = parts.map { String($0.dropFirst()) }
    }
    let color = parts.map { $0.count == 1 ? "0" + $0 : String($0.prefix(2)) }.joined()
    return ["\(property): #\(color)"]
  }

  private static func integer(_ value: String) -> Int? {
    Int(value.trimmed).map { max(min($0, 1_000_000_000), -1_000_000_000) }
  }

  private static func fontSize(_ value: String) -> [String] {
    let text = value.trimmed
    guard var size = Int(text.hasPrefix("+") ? String(text.dropFirst()) : text) else { return [] }
    if text.hasPrefix("+") || text.hasPrefix("-") { size = 3 + max(min(size, 7), -7) }
    let keywords = ["x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"]
    return ["font-size: \(keywords[max(1, min(size, 7)) - 1])"]
  }

  private static func align(_ tag: String, _ value: String) -> [String] {
    switch tag {
    case "img", "object", "embed", "iframe", "input", "video", "canvas":
      switch value {
      case "left", "right": return ["float: \(value)"]
      case "top", "texttop": return ["vertical-align: \(value == "top" ? "top" : "text-top")"]
      case "middle", "absmiddle", "abscenter": return ["vertical-align: middle"]
      case "bottom", "baseline": return ["vertical-align: baseline"]
      case "absbottom": return ["vertical-align: bottom"]
      default: return []
      }
    case "table":
      switch value {
      case "left", "right": return ["float: \(value)"]
      case "center": return ["margin-inline: auto"]
      default: return []
      }
    case "hr":
      switch value {
      case "left": return ["margin-left: 0; margin-right: auto"]
      case "right": return ["margin-left: auto; margin-right: 0"]
      case "center": return ["margin-inline: auto"]
      default: return []
      }
    case "caption":
      return value == "bottom" ? ["caption-side: bottom"] : []
    case "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "thead", "tbody",
      "tfoot", "col", "colgroup", "legend":
      switch value {
      case "left", "right": return ["text-align: -webkit-\(value)"]
      case "center", "middle": return ["text-align: -webkit-center"]
      case "justify": return ["text-align: justify"]
      default: return []
      }
    default: return []
    }
  }

  private static func verticalAlign(_ value: String) -> [String] {
    ["top", "middle", "bottom", "baseline"].contains(value) ? ["vertical-align: \(value)"] : []
  }

  private static func clear(_ value: String) -> [String] {
    switch value {
    case "left", "right", "both": ["clear: \(value)"]
    case "all": ["clear: both"]
    default: []
    }
  }

  private static func listType(_ value: String) -> [String] {
    switch value {
    case "1": return ["list-style-type: decimal"]
    case "a": return ["list-style-type: lower-alpha"]
    case "A": return ["list-style-type: upper-alpha"]
    case "i": return ["list-style-type: lower-roman"]
    case "I": return ["list-style-type: upper-roman"]
    default:
      let name = value.lowercasedASCII
      return ["disc", "circle", "square", "none"].contains(name) ? ["list-style-type: \(name)"] : []
    }
  }

  // MARK: Tables

  private static func table(of cell: NodeID, _ matcher: SelectorMatcher) -> NodeID? {
    var ancestor = matcher.parentElement(cell)
    for _ in 0..<3 {
      guard let node = ancestor else { return nil }
      if matcher.document.tag(of: node) == "table" { return node }
      ancestor = matcher.parentElement(node)
    }
    return nil
  }

  private static func tableCell(_ cell: NodeID, _ matcher: SelectorMatcher) -> [String] {
    guard let table = table(of: cell, matcher) else { return [] }
    var css: [String] = []
    if let padding = matcher.document.attribute("cellpadding", of: table) {
      css += dimension("padding", padding)
    }
    switch matcher.document.attribute("rules", of: table)?.lowercasedASCII {
    case "none", "groups": break
    case "rows": css.append("border-block: thin solid; border-color: inherit")
    case "cols": css.append("border-inline: thin solid; border-color: inherit")
    case "all": css.append("border: 1px solid; border-color: inherit")
    default:
      guard let border = borderWidth(table, matcher), border > 0 else { break }
      let isColored = matcher.document.attribute("bordercolor", of: table) != nil
      css.append("border: 1px \(isColored ? "solid" : "inset"); border-color: inherit")
    }
    return css
  }

  private static func borderWidth(_ table: NodeID, _ matcher: SelectorMatcher) -> Int? {
    guard let value = matcher.document.attribute("border", of: table) else { return nil }
    return Int(value.trimmed.prefix { $0.isNumber }) ?? 1
  }

  private static func tableBorder(_ table: NodeID, _ matcher: SelectorMatcher) -> [String] {
    let document = matcher.document
    if let frame = document.attribute("frame", of: table)?.lowercasedASCII,
      let sides = framedSides[frame]
    {
      let styles = ["top", "right", "bottom", "left"].map {
        "border-\($0)-style: \(sides.contains($0) ? "solid" : "hidden")"
      }
      return ["border-width: thin"] + styles
    }
    let isColored = document.attribute("bordercolor", of: table) != nil
    guard let width = borderWidth(table, matcher), width > 0 else { return [] }
    return [
      "border-width: \(min(width, 1000))px; border-style: \(isColored ? "solid" : "outset")"
    ]
  }

  /// The sides that a value of `frame` draws.
  private static let framedSides: [String: Set<String>] = [
    "void": [], "above": ["top"], "below": ["bottom"], "hsides": ["top", "bottom"],
    "lhs": ["left"], "rhs": ["right"], "vsides": ["left", "right"],
    "box": ["top", "right", "bottom", "left"], "border": ["top", "right", "bottom", "left"],
  ]
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
