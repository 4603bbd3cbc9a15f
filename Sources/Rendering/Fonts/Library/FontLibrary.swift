package import Pango

/// All fonts that a template may use: its `@font-face` rules, the files that came with it and the
/// configured fonts of the machine, and no others. Belongs to one thread.
///
/// A family is looked up among the rules first, then among the files in the order in which they were
/// added, then in the system's table. A system font is mapped when it is first asked for.
package final class FontLibrary {
  /// How large fonts may be, in bytes.
  package struct Limits: Sendable {
    package var fileBytes = 64 << 20
    /// What a compressed font may unpack to.
    package var unpackedBytes = 64 << 20

    package init() {}
  }

  package let store: FontStore
  let system: SystemFonts
  private let limits: Limits
  /// By lower-case family name.
  private var declared: [String: [FontEntry]] = [:]
  private var added: [String: [FontEntry]] = [:]
  /// Nil for families whose files are all missing.
  private var installed: [String: [FontEntry]?] = [:]
  private var files: [String: FontFile] = [:]
  /// By lower-case full and PostScript name: what `local()` finds.
  private var fullNames: [String: FontEntry] = [:]
  /// The first face that was given: what remains where no family of a style, nor any of the system's,
  /// is there.
  private(set) var anyFace: FontEntry?
  private let systemFamilies: [String: SystemFonts.Family]
  /// Grows with every change, so that caches of matches know that they are stale.
  private(set) var generation = 0

  package init(store: FontStore, system: SystemFonts = .debian, limits: Limits = Limits()) {
    self.store = store
    self.system = system
    self.limits = limits
    systemFamilies = Dictionary(
      system.families.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Adds all faces of a font file under the family names that it states.
  ///
  /// - Throws: `FontError` when the file is unreadable, too large or no font.
  package func addFile(_ path: String) throws(FontError) {
    let data = try FontData(contentsOfFile: path, limit: limits.fileBytes)
    try add(data, name: path)
  }

  /// Adds all faces of a font in memory under the family names that it states.
  package func add(_ data: FontData, name: String) throws(FontError) {
    let file = FontFile(path: name, data: try unpackFont(data, limit: limits.unpackedBytes))
    for description in try describeFaces(of: file.data) {
      let entry = FontEntry(file: file, description: description)
      if anyFace == nil { anyFace = entry }
      for family in description.families { added[family.lowercased(), default: []].append(entry) }
      for fullName in description.fullNames {
        if fullNames[fullName.lowercased()] == nil { fullNames[fullName.lowercased()] = entry }
      }
    }
    generation += 1
  }

  /// Declares an `@font-face` rule's face; the first of its sources that loads is taken.
  ///
  /// - Returns: what is wrong with each source before the one that was taken.
  /// - Throws: `FontRuleError` when no source gives a font.
  @discardableResult
  package func add(_ rule: FontFaceRule) throws(FontRuleError) -> [FontSourceProblem] {
    var problems: [FontSourceProblem] = []
    for source in rule.sources {
      do throws(FontError) {
        let (file, description) = try load(source)
        let entry = FontEntry(file: file, description: description, rule: rule)
        declared[rule.family.lowercased(), default: []].append(entry)
        if anyFace == nil { anyFace = entry }
        generation += 1
        return problems
      } catch {
        problems.append(FontSourceProblem(source: source, error: error))
      }
    }
    throw FontRuleError(family: rule.family, problems: problems)
  }

  private func load(
    _ source: FontFaceRule.Source
  ) throws(FontError) -> (FontFile, FaceDescription) {
    switch source {
    case .local(let name):
      guard let entry = localFace(named: name) else {
        throw .unreadable(name, "no given font has this full or PostScript name")
      }
      return (entry.file, entry.description)
    case .file(let path):
      let file = try file(at: path)
      return (file, try firstFace(of: file))
    case .data(let bytes):
      guard bytes.count <= limits.fileBytes else {
        throw .tooLarge(bytes: bytes.count, limit: limits.fileBytes)
      }
      let file = FontFile(
        path: "data:", data: try unpackFont(FontData(bytes), limit: limits.unpackedBytes))
      return (file, try firstFace(of: file))
    }
  }

  private func firstFace(of file: FontFile) throws(FontError) -> FaceDescription {
    guard let first = try describeFaces(of: file.data).first else {
      throw .damaged("it holds no face with glyphs")
    }
    return first
  }

  /// A file's unpacked font, read once.
  private func file(at path: String) throws(FontError) -> FontFile {
    if let known = files[path] { return known }
    let data = try FontData(contentsOfFile: path, limit: limits.fileBytes)
    let file = FontFile(path: path, data: try unpackFont(data, limit: limits.unpackedBytes))
    files[path] = file
    return file
  }

  /// A face by full or PostScript name among the files that were given, then the system's families
  /// whose name it begins with.
  private func localFace(named name: String) -> FontEntry? {
    let wanted = name.lowercased()
    if let known = fullNames[wanted] { return known }
    let letters = wanted.filter { $0 != " " && $0 != "-" }
    for family in system.families {
      let begins = letters.hasPrefix(family.name.lowercased().filter { $0 != " " })
      guard begins, let entries = installedFaces(of: family) else { continue }
      for entry in entries
      where entry.description.fullNames.contains(where: { $0.lowercased() == wanted }) {
        return entry
      }
    }
    return nil
  }

  /// The faces of a family, or nil where nobody gave one of that name.
  func faces(ofFamily name: String) -> [FontEntry]? {
    let key = name.lowercased()
    if let faces = declared[key] ?? added[key] { return faces }
    return systemFamilies[key].flatMap(installedFaces)
  }

  /// The families that a generic keyword stands for, in order of preference.
  func families(ofGeneric keyword: String) -> [String] {
    system.generics[keyword] ?? system.generics["sans-serif"] ?? []
  }

  private func installedFaces(of family: SystemFonts.Family) -> [FontEntry]? {
    let key = family.name.lowercased()
    if let known = installed[key] { return known }
    var entries: [FontEntry] = []
    for path in family.files {
      // A file that is not installed, or cannot be read, is as good as absent: the next one serves.
      guard let file = try? file(at: path), let faces = try? describeFaces(of: file.data) else {
        continue
      }
      for description in faces
      where description.families.contains(where: { $0.lowercased() == key }) {
        entries.append(FontEntry(file: file, description: description))
      }
    }
    let result: [FontEntry]? = entries.isEmpty ? nil : entries
    installed[key] = .some(result)
    return result
  }
}

/// A source of an `@font-face` rule that gave no font.
package struct FontSourceProblem: Sendable, Hashable {
  package var source: FontFaceRule.Source
  package var error: FontError
}

/// An `@font-face` rule none of whose sources gave a font.
package struct FontRuleError: Error, Sendable, Hashable {
  package var family: String
  package var problems: [FontSourceProblem]
}
