import Findings
import Foundation

/// Checks a descriptor's nodes against its table, reporting every fault with line, column, what was
/// expected, and what was probably meant.
struct DescriptorValidator {
  let kind: DescriptorKind
  let file: String
  private(set) var findings: [Finding] = []

  init(kind: DescriptorKind, file: String) {
    self.kind = kind
    self.file = file
  }

  /// Reads and checks a descriptor. The node is nil when the text is no YAML at all.
  static func read(
    _ data: Data, kind: DescriptorKind, file: String, limits: YAMLLimits = YAMLLimits()
  )
    -> (node: SourceNode?, findings: [Finding])
  {
    var validator = DescriptorValidator(kind: kind, file: file)
    do throws(YAMLFault) {
      let node = try YAMLReader.read(data, limits: limits)
      validator.check(node, kind.shape, at: "")
      return (node, validator.findings)
    } catch {
      return (nil, [validator.finding(for: error)])
    }
  }

  private mutating func check(_ node: SourceNode, _ shape: Shape, at path: String) {
    switch shape.resolved {
    case .scalar(let rule):
      guard let text = node.text else { return wrongKind(node, shape, path) }
      guard rule.accepts(text) else { return badValue(text, rule, node.mark, path) }
    case .list(let item, let identity):
      guard let items = node.items else { return wrongKind(node, shape, path) }
      if case .key = identity, items.isEmpty {
        report(
          .wrongKind, node.mark, path, "\(subject(path)) is an empty list: leave it out instead")
      }
      for node in items { check(node, item, at: path) }
      checkRepeats(items, identity, path)
    case .object(let keys):
      guard let entries = node.entries else { return wrongKind(node, shape, path) }
      checkObject(node, entries, keys, path)
    case .map(let names, let value):
      guard let entries = node.entries else { return wrongKind(node, shape, path) }
      for entry in entries {
        if !names.accepts(entry.name) { badValue(entry.name, names, entry.nameMark, path) }
        check(entry.node, value, at: join(path, entry.name))
      }
    case .choice(let shapes):
      guard let fitting = shapes.first(where: { $0.takes(node) }) else {
        return wrongKind(node, shape, path)
      }
      check(node, fitting, at: path)
    case .definition: break
    }
  }

  private mutating func checkObject(
    _ node: SourceNode, _ entries: [SourceNode.Entry], _ keys: [Shape.Key], _ path: String
  ) {
    for entry in entries {
      guard let key = keys.first(where: { $0.name == entry.name }) else {
        unknownKey(entry, keys.map(\.name), path)
        continue
      }
      check(entry.node, key.shape, at: join(path, entry.name))
    }
    for key in keys where key.isRequired && node[key.name] == nil {
      let whole = path.isEmpty ? "" : " in \(path)"
      report(
        .missingKey, node.mark, path,
        "the key ‘\(key.name)’ is missing\(whole): expected \(key.shape.expected)")
    }
  }

  private mutating func checkRepeats(
    _ items: [SourceNode], _ identity: Shape.Identity, _ path: String
  ) {
    var seen: [String: SourceMark] = [:]
    for item in items {
      let value: String? =
        switch identity {
        case .none: nil
        case .value: item.text
        case .key(let key): item.text ?? item[key]?.text
        }
      guard let value else { continue }
      if let first = seen[value] {
        report(
          .repeatedItem, item.mark, path,
          "‘\(value)’ stands twice in \(path), first in line \(first.line)", sample: value)
      } else {
        seen[value] = item.mark
      }
    }
  }

  // MARK: Findings

  private mutating func wrongKind(_ node: SourceNode, _ shape: Shape, _ path: String) {
    report(
      .wrongKind, node.mark, path,
      "\(subject(path)) is \(node.kind): expected \(shape.expected)", sample: node.text)
  }

  private mutating func badValue(
    _ text: String, _ rule: ScalarRule, _ mark: SourceMark, _ path: String
  ) {
    report(
      .badValue, mark, path, "‘\(shortened(text))’ in \(subject(path)): expected \(rule.expected)",
      sample: text, suggestion: suggestion(for: text, among: rule.candidates))
  }

  private mutating func unknownKey(_ entry: SourceNode.Entry, _ keys: [String], _ path: String) {
    let whole = path.isEmpty ? "" : " in \(path)"
    let near = suggestion(for: entry.name, among: keys)
    let hint =
      near.map { ": did you mean ‘\($0)’?" } ?? ": expected one of \(keys.joined(separator: ", "))"
    report(
      .unknownKey, entry.nameMark, join(path, entry.name),
      "there is no key ‘\(shortened(entry.name))’\(whole)\(hint)", sample: entry.name,
      suggestion: near)
  }

  private mutating func report(
    _ fault: DescriptorKind.Fault, _ mark: SourceMark, _ path: String, _ message: String,
    sample: String? = nil, suggestion: String? = nil
  ) {
    findings.append(
      Finding(
        kind.code(fault), message, at: mark.place(in: file, sample: sample.map(shortened)),
        suggestion: suggestion))
  }

  private func finding(for fault: YAMLFault) -> Finding {
    let kind: DescriptorKind.Fault =
      switch fault.kind {
      case .unreadable: .unreadable
      case .syntax: .syntax
      case .unsupported: .unsupported
      case .repeatedKey: .repeatedKey
      case .limit: .limit
      }
    return Finding(
      self.kind.code(kind), fault.message,
      at: fault.mark.place(in: file, sample: fault.sample.map(shortened)))
  }

  private func subject(_ path: String) -> String { path.isEmpty ? "the file" : path }

  private func join(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : "\(path).\(name)"
  }
}

extension Shape {
  /// Whether a node is of this shape's kind, whatever its contents.
  fileprivate func takes(_ node: SourceNode) -> Bool {
    switch (resolved, node.content) {
    case (.scalar, .text), (.list, .list), (.object, .map), (.map, .map): true
    default: false
    }
  }
}

/// A value as messages quote it.
func shortened(_ text: String) -> String {
  text.count <= 60 ? text : text.prefix(57) + "…"
}
