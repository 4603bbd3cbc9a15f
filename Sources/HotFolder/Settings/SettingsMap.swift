import Campaign
import Findings
import Foundation

/// A map of a settings file whose keys are taken one by one; what is left over is unknown.
package struct SettingsMap {
  package let file: String
  private var entries: [SourceNode.Entry]
  private let prefix: String

  /// Reads a settings file. An empty one, or one of comments alone, is a map without keys.
  package init(file: String, _ bytes: [UInt8]) throws(SettingsFault) {
    let isBlank = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .allSatisfy { line in line.first { !$0.isWhitespace }.map { $0 == "#" } ?? true }
    if isBlank {
      self.init(file: file, entries: [], prefix: "")
      return
    }
    do throws(YAMLFault) {
      let root = try YAMLReader.read(Data(bytes))
      self.init(file: file, entries: root.entries ?? [], prefix: "")
      guard root.entries == nil else { return }
    } catch {
      throw SettingsFault(
        file: file, line: error.mark.line, key: error.sample, message: error.message)
    }
    throw SettingsFault(file: file, line: 1, message: "expected keys with values")
  }

  private init(file: String, entries: [SourceNode.Entry], prefix: String) {
    self.file = file
    self.entries = entries
    self.prefix = prefix
  }

  /// Takes a key out; nil where it is absent or has no value.
  package mutating func take<T>(
    _ key: String, _ expected: String, _ parse: (String) -> T?
  ) throws(SettingsFault) -> T? {
    guard let entry = remove(key) else { return nil }
    if case .nothing = entry.node.content { return nil }
    guard let text = entry.node.text, let value = parse(text) else {
      throw fault(entry, "expected \(expected)")
    }
    return value
  }

  package mutating func duration(_ key: String) throws(SettingsFault) -> Double? {
    try take(key, "a duration such as 2s, 50ms, 15m, 24h or 7d", DurationText.seconds)
  }

  package mutating func integer(
    _ key: String, in range: ClosedRange<Int>
  ) throws(SettingsFault) -> Int? {
    try take(key, "a whole number from \(range.lowerBound) to \(range.upperBound)") {
      Int($0).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  package mutating func boolean(_ key: String) throws(SettingsFault) -> Bool? {
    try take(key, "true or false") { ["true": true, "false": false][$0.lowercased()] }
  }

  /// Takes a number of bytes.
  package mutating func size(
    _ key: String, in range: ClosedRange<Int64> = 0...Int64.max
  ) throws(SettingsFault) -> Int64? {
    let bounds =
      range.upperBound == .max ? "" : " from \(range.lowerBound) to \(range.upperBound)"
    return try take(key, "a number of bytes\(bounds) such as 2GiB, 500MB or 1048576") {
      SizeText.bytes($0).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  package mutating func text(_ key: String) throws(SettingsFault) -> String? {
    try take(key, "text") { $0.isEmpty ? nil : $0 }
  }

  /// Takes a list of texts; a single text counts as a list of one.
  package mutating func texts(_ key: String) throws(SettingsFault) -> [String]? {
    try list(key, "texts") { $0.isEmpty ? nil : $0 }
  }

  /// Takes a list; a single value counts as a list of one.
  package mutating func list<T>(
    _ key: String, _ expected: String, _ parse: (String) -> T?
  ) throws(SettingsFault) -> [T]? {
    guard let entry = remove(key) else { return nil }
    if case .nothing = entry.node.content { return nil }
    guard let items = entry.node.text.map({ _ in [entry.node] }) ?? entry.node.items else {
      throw fault(entry, "expected \(expected)")
    }
    var values: [T] = []
    for item in items {
      guard let value = item.text.flatMap(parse) else {
        throw fault(entry, "expected a list of \(expected)")
      }
      values.append(value)
    }
    return values
  }

  /// Takes a nested map and lets `body` take its keys.
  package mutating func map(
    _ key: String, _ body: (inout SettingsMap) throws(SettingsFault) -> Void
  ) throws(SettingsFault) {
    guard let entry = remove(key) else { return }
    if case .nothing = entry.node.content { return }
    guard let nested = entry.node.entries else { throw fault(entry, "expected keys with values") }
    var map = SettingsMap(file: file, entries: nested, prefix: prefix + key + ".")
    try body(&map)
    try map.finish(known: [])
  }

  /// Fails where a key was not taken.
  package func finish(known: [String]) throws(SettingsFault) {
    guard let entry = entries.first else { return }
    let near = suggestion(for: entry.name, among: known)
    throw fault(entry, "unknown key" + (near.map { "; did you mean `\($0)`?" } ?? ""))
  }

  private mutating func remove(_ key: String) -> SourceNode.Entry? {
    guard let index = entries.firstIndex(where: { $0.name == key }) else { return nil }
    return entries.remove(at: index)
  }

  private func fault(_ entry: SourceNode.Entry, _ message: String) -> SettingsFault {
    SettingsFault(
      file: file, line: entry.nameMark.line, key: prefix + entry.name, message: message)
  }
}

/// Durations as settings write them: a number and one of `ms s m h d`.
package enum DurationText {
  /// Seconds; nil for anything else, also for negative and unbounded ones.
  package static func seconds(_ text: String) -> Double? {
    for (unit, factor) in [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)]
    where text.hasSuffix(unit) {
      let number = text.dropLast(unit.count).trimmingCharacters(in: .whitespaces)
      guard !number.isEmpty, number.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
        let value = Double(number), value * factor <= 100 * 365 * 86_400
      else { return nil }
      return value * factor
    }
    return nil
  }
}
