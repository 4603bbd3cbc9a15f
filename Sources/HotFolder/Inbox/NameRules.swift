package import Linux

/// Which names a drop may have and how references find them.
package enum NameRules {
  /// Why a name that a job would use is not allowed; nil when it is.
  ///
  /// - Parameter limit: bytes that it may have.
  package static func fault(in name: EntryName, limit: Int = 200) -> String? {
    guard let text = name.utf8 else { return "the name is not UTF-8" }
    if name.bytes.count > limit {
      return "the name has more than \(limit) bytes (setting limits.name_bytes)"
    }
    if text == ".." || text.contains("/") || text.contains("\\") {
      return "the name holds a separator or `..`"
    }
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      return "the name holds control characters"
    }
    return nil
  }

  /// One form for names that differ in case or composition only: upper and lower casing in turn folds
  /// what one alone leaves apart, and Swift's strings are equal when canonically equivalent.
  package static func folded(_ name: String) -> String { name.uppercased().lowercased() }

  package enum Match: Sendable, Hashable {
    case one(EntryName)
    case none
    case several([EntryName])
  }

  /// Finds a reference among names: exactly, then in NFC, then case-folded; the first rule that matches
  /// decides.
  package static func match(_ reference: String, among names: [EntryName]) -> Match {
    let exact = EntryName(reference)
    if names.contains(exact) { return .one(exact) }
    let composed = names.filter { $0.utf8 == reference }
    let wanted = folded(reference)
    let found =
      composed.isEmpty ? names.filter { $0.utf8.map(folded) == wanted } : composed
    switch found.count {
    case 0: return .none
    case 1: return .one(found[0])
    default: return .several(found)
    }
  }
}
