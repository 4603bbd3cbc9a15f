package import Foundation
import Yams

/// Reads the bytes of a descriptor into nodes: YAML, and so JSON, without tags, anchors, aliases and
/// repeated keys, within bounds.
package enum YAMLReader {
  package static func read(_ data: Data, limits: YAMLLimits = YAMLLimits()) throws(YAMLFault)
    -> SourceNode
  {
    guard data.count <= limits.bytes else {
      throw fault(
        .limit,
        "the file has more than \(limits.bytes) bytes (setting limits.descriptor_bytes)")
    }
    var text = try decode(data)
    if text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      text = joiningSurrogates(in: text)
    }
    try YAMLScanner.check(Array(text.utf8), limits: limits)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let root = try compose(text, lines)
    guard let root else { throw fault(.unreadable, "the file is empty") }
    var converter = NodeConverter(limits: limits, lines: lines)
    return try converter.convert(root, depth: 1)
  }

  private static func decode(_ data: Data) throws(YAMLFault) -> String {
    guard var text = String(validating: data, as: UTF8.self) else {
      throw fault(.unreadable, "the file is not UTF-8: save it as UTF-8 text")
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    // One kind of line end, so that lines count alike here and in the parser.
    text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw fault(.unreadable, "the file is empty")
    }
    return text
  }

  private static func compose(_ text: String, _ lines: [Substring]) throws(YAMLFault) -> Node? {
    do {
      return try Yams.compose(yaml: text, .basic)
    } catch let error as YamlError {
      throw translate(error, lines)
    } catch {
      throw fault(.syntax, "\(error)")
    }
  }

  private static func translate(_ error: YamlError, _ lines: [Substring]) -> YAMLFault {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let position = SourceMark(mark, lines)
      let around = context.map { ", \($0.text) that begins in line \($0.mark.line)" } ?? ""
      return YAMLFault(
        kind: .syntax, mark: position, message: "this is no YAML: \(problem)\(around)",
        sample: sample(lines, position.line))
    case .reader(let problem, let offset, _, let yaml):
      let prefix = yaml.utf8.prefix(max(offset ?? 0, 0))
      let line = prefix.count { $0 == UInt8(ascii: "\n") } + 1
      return YAMLFault(
        kind: .syntax, mark: SourceMark(line: line, column: 1),
        message: "this is no YAML: \(problem)",
        sample: sample(lines, line))
    case .duplicatedKeysInMapping(let names, let context):
      return YAMLFault(
        kind: .repeatedKey, mark: SourceMark(context.mark, lines),
        message: "the key ‘\(names.first ?? "")’ is given twice", sample: names.first)
    default:
      return fault(.syntax, "this is no YAML: \(error)")
    }
  }

  private static func sample(_ lines: [Substring], _ line: Int) -> String? {
    guard lines.indices.contains(line - 1) else { return nil }
    return String(lines[line - 1].trimmingPrefix(while: \.isWhitespace).prefix(80))
  }

  private static func fault(_ kind: YAMLFault.Kind, _ message: String) -> YAMLFault {
    YAMLFault(kind: kind, mark: SourceMark(line: 1, column: 1), message: message)
  }

  /// JSON writes characters beyond U+FFFF as two escapes, which YAML does not know.
  private static func joiningSurrogates(in text: String) -> String {
    let pair = #/\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/#
    return text.replacing(pair) { match in
      guard let high = UInt32(match.1, radix: 16), let low = UInt32(match.2, radix: 16),
        let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      else { return String(match.0) }
      return String(Character(scalar))
    }
  }
}

/// Turns the parser's nodes into ours, counting.
private struct NodeConverter {
  let limits: YAMLLimits
  let lines: [Substring]
  var count = 0

  init(limits: YAMLLimits, lines: [Substring]) {
    self.limits = limits
    self.lines = lines
  }

  mutating func convert(_ node: Node, depth: Int) throws(YAMLFault) -> SourceNode {
    let mark = SourceMark(node.mark, lines)
    count += 1
    guard depth <= limits.depth + 1 else {
      throw YAMLFault(
        kind: .limit, mark: mark,
        message:
          "values are nested more than \(limits.depth) deep (setting limits.descriptor_depth)")
    }
    guard count <= limits.nodes else {
      throw YAMLFault(
        kind: .limit, mark: mark,
        message: "there are more than \(limits.nodes) values (setting limits.descriptor_nodes)")
    }
    switch node {
    case .scalar(let scalar):
      let isNothing = scalar.style == .plain && scalar.string.isEmpty
      return SourceNode(
        content: isNothing ? .nothing : .text(scalar.string), mark: mark,
        textMark: textMark(scalar.style, mark))
    case .sequence(let sequence):
      var items: [SourceNode] = []
      for item in sequence { items.append(try convert(item, depth: depth + 1)) }
      return SourceNode(content: .list(items), mark: mark, textMark: mark)
    case .mapping(let mapping):
      var entries: [SourceNode.Entry] = []
      for (key, value) in mapping { entries.append(try entry(key, value, depth: depth + 1)) }
      return SourceNode(content: .map(entries), mark: mark, textMark: mark)
    case .alias:
      throw YAMLFault(kind: .unsupported, mark: mark, message: "here stands an alias")
    }
  }

  private func textMark(_ style: Node.Scalar.Style, _ mark: SourceMark) -> SourceMark {
    switch style {
    case .singleQuoted, .doubleQuoted:
      return SourceMark(line: mark.line, column: mark.column + 1)
    case .literal, .folded:
      let below = lines.indices.contains(mark.line) ? lines[mark.line] : ""
      return SourceMark(line: mark.line + 1, column: below.prefix { $0 == " " }.count + 1)
    case .any, .plain:
      return mark
    }
  }

  private mutating func entry(_ key: Node, _ value: Node, depth: Int) throws(YAMLFault)
    -> SourceNode.Entry
  {
    let mark = SourceMark(key.mark, lines)
    guard case .scalar(let scalar) = key else {
      throw YAMLFault(kind: .syntax, mark: mark, message: "a key is text, not a list or a map")
    }
    count += 1
    return SourceNode.Entry(
      name: scalar.string, nameMark: mark, node: try convert(value, depth: depth))
  }
}

extension SourceMark {
  /// The parser counts Unicode scalars, people characters.
  fileprivate init(_ mark: Mark?, _ lines: [Substring]) {
    let line = max(mark?.line ?? 1, 1)
    let scalars = max((mark?.column ?? 1) - 1, 0)
    let text = lines.indices.contains(line - 1) ? lines[line - 1] : ""
    let prefix = String(String.UnicodeScalarView(text.unicodeScalars.prefix(scalars)))
    self.init(line: line, column: prefix.count + 1)
  }
}
