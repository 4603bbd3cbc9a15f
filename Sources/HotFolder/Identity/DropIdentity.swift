package import Campaign
import Foundation
import Hashing

/// Which drop is the same as which: section 5 of the protocol.
package struct DropIdentity: Sendable, Hashable {
  /// SHA-256 in hexadecimal over the hot folder, the canonical descriptor and all files.
  package let digest: String
  /// The campaign's `job_key`, else the digest.
  package let key: String
  package let updatesOnChange: Bool
  package let rerun: Bool

  /// - Parameters:
  ///   - scope: the hot folder's.
  ///   - descriptor: the descriptor's bytes.
  ///   - files: every other file with its SHA-256, named relative to the descriptor's folder; the only
  ///     data file of a drop of data alone has the empty name.
  ///   - limits: those that descriptors are read with.
  ///   - dropName: what `{{ drop.name }}` in `job_key` stands for.
  package init(
    scope: String, descriptor: [UInt8], files: [(name: String, sha256: String)], dropName: String,
    limits: YAMLLimits = YAMLLimits()
  ) {
    let sketch = DescriptorSketch(descriptor, limits: limits)
    var hasher = SHA256Hasher()
    func feed(_ text: String) { hasher.update("\(text.utf8.count):\(text)\n") }
    feed(scope)
    feed(CanonicalDescriptor.text(descriptor, limits))
    let entries = files.map {
      (name: $0.name.precomposedStringWithCanonicalMapping, sha256: $0.sha256)
    }
    for entry in entries.sorted(by: { ($0.name, $0.sha256) < ($1.name, $1.sha256) }) {
      feed(entry.name)
      feed(entry.sha256)
    }
    digest = hasher.finalize().hex
    let variable = #/\{\{-?\s*drop\.name\s*-?\}\}/#
    key = sketch.jobKey.map { $0.replacing(variable, with: dropName) } ?? digest
    updatesOnChange = sketch.updatesOnChange
    rerun = sketch.rerun
  }
}

/// A descriptor reduced to what it says: without layout, comments, order of keys, values that are
/// defaults anyway, and the two keys that say how to treat a repetition.
enum CanonicalDescriptor {
  static func text(_ bytes: [UInt8], _ limits: YAMLLimits) -> String {
    do throws(YAMLFault) {
      return text(try YAMLReader.read(Data(bytes), limits: limits), isTop: true)
    } catch {
      // A text that cannot be read is only like itself.
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private static func text(_ node: SourceNode, isTop: Bool = false) -> String {
    switch node.content {
    case .nothing: return "~"
    case .text(let text): return "\(text.utf8.count):\(text)"
    case .list(let items): return "[" + items.map { text($0) }.joined(separator: ",") + "]"
    case .map(let entries):
      let kept = entries.filter { entry in
        !isTop
          || !left.contains(entry.name) && !defaults.contains(entry.name + "=" + text(entry.node))
      }
      return "{"
        + kept.sorted { $0.name < $1.name }
        .map { "\($0.name.utf8.count):\($0.name)=\(text($0.node))" }.joined(separator: ",") + "}"
    }
  }

  private static let left: Set = ["rerun", "on_change"]

  /// Top-level keys that say what is the case without them.
  private static let defaults: Set = [
    "platen=1:1", "outputs=[3:png]", "outputs=3:png", "approval=4:none", "on_error=4:skip",
    "error_limit=2:1%",
  ]
}
