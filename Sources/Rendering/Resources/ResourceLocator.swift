import Foundation

/// Turns references of pages and style sheets into files, and never into anything else.
///
/// References are relative to the file that holds them and may not leave the folders they were given;
/// nothing is ever fetched. `[URL Standard, §4]`, of which only paths without scheme or host remain.
package struct ResourceLocator: Sendable {
  /// The folders that files may lie in, absolute and real, in search order.
  private let roots: [String]
  /// What a reference that begins with a slash is relative to.
  private let top: String?

  package enum Failure: Error, Sendable, Hashable {
    /// Another host, another scheme.
    case remote
    /// A file outside the given folders.
    case outside
    case missing
  }

  /// - Parameters:
  ///   - roots: folders that references of the page itself are tried in, in this order.
  ///   - top: the folder for references with a leading slash; files below it may be named as well.
  package init(roots: [String], top: String? = nil) {
    self.top = top.map(Self.real)
    self.roots = roots.map(Self.real)
  }

  /// The absolute path of the file that a reference names.
  ///
  /// - Parameter reference: relative to the page, or already joined to the absolute folder of the file
  ///   that holds it. Inside one root it is looked for in all of them, in their order, so that a drop
  ///   may replace any file of its template.
  package func locate(_ reference: String) throws(Failure) -> String {
    var path = reference.prefix { $0 != "#" && $0 != "?" }
    while path.first?.isWhitespace == true { path.removeFirst() }
    while path.last?.isWhitespace == true { path.removeLast() }
    if path.hasPrefix("//") || Self.hasScheme(path) { throw .remote }
    let plain = String(path)
    guard !plain.isEmpty else { throw .missing }
    do throws(Failure) {
      return try find(plain)
    } catch {
      // Names may be percent-encoded, and may hold a percent sign of their own.
      guard let decoded = plain.removingPercentEncoding, decoded != plain else { throw error }
      return try find(decoded)
    }
  }

  /// A reference as its author knows it, without the folders of this machine.
  package func shown(_ reference: String) -> String {
    let containing = roots.filter { reference.hasPrefix($0 + "/") }
    guard let root = containing.max(by: { $0.utf8.count < $1.utf8.count }) else {
      return reference
    }
    return String(reference.dropFirst(root.count + 1))
  }

  private func find(_ path: String) throws(Failure) -> String {
    guard !path.utf8.contains(0) else { throw .missing }
    guard path.hasPrefix("/") else { return try search(path) }
    let normal = Self.normalized(path)
    // A template may lie inside its drop: then the inner of the two is meant.
    let containing = roots.filter { Self.contains($0, normal) }
    if let root = containing.max(by: { $0.utf8.count < $1.utf8.count }) {
      return try search(String(normal.dropFirst(root.count + 1)))
    }
    guard let top else { throw .outside }
    return try open(Self.contains(top, normal) ? normal : top + path)
  }

  private func search(_ relative: String) throws(Failure) -> String {
    var failure = Failure.missing
    for root in roots {
      do throws(Failure) {
        return try open(root + "/" + relative)
      } catch {
        if error == .outside { failure = .outside }
      }
    }
    throw failure
  }

  /// The real path, if it is a file inside one of the folders.
  private func open(_ path: String) throws(Failure) -> String {
    let allowed = roots + (top.map { [$0] } ?? [])
    // Without looking at the disk first: what lies outside is not even probed.
    let plain = Self.normalized(path)
    guard allowed.contains(where: { Self.contains($0, plain) }) else { throw .outside }
    guard let real = Self.existing(plain) ?? Self.alike(plain, below: allowed) else {
      throw .missing
    }
    guard allowed.contains(where: { Self.contains($0, real) }) else { throw .outside }
    var status = stat()
    guard stat(real, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .missing }
    return real
  }

  private static func existing(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A file whose path is the same but for composition or, failing that, case, as clients' own file
  /// systems have them; nil where there is none, or more than one.
  private static func alike(_ path: String, below folders: [String]) -> String? {
    guard let top = folders.filter({ contains($0, path) }).max(by: { $0.count < $1.count }) else {
      return nil
    }
    var found = top
    for part in path.dropFirst(top.count).split(separator: "/") {
      if access(found + "/" + part, F_OK) == 0 {
        found += "/" + part
        continue
      }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: found)) ?? []
      // Strings are equal when they are canonically equivalent.
      let composed = names.filter { $0 == part }
      let folded = names.filter { $0.lowercased() == part.lowercased() }
      guard let name = composed.isEmpty ? folded.first : composed.first,
        (composed.isEmpty ? folded : composed).count == 1
      else { return nil }
      found += "/" + name
    }
    return existing(found)
  }

  private static func contains(_ folder: String, _ path: String) -> Bool {
    folder == "/" || path.hasPrefix(folder + "/")
  }

  private static func real(_ folder: String) -> String {
    guard let resolved = realpath(folder, nil) else { return normalized(folder) }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// `[RFC 3986, §3.1]`; one letter and a colon is no scheme anybody fetches, but no path either.
  private static func hasScheme(_ path: Substring) -> Bool {
    guard let colon = path.firstIndex(of: ":"), let first = path.first, first.isLetter else {
      return false
    }
    return path[..<colon].allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0))
    }
  }
}
