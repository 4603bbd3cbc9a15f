import Archive
import Findings
import XML

/// The parts of a spreadsheet's archive, and how those of an Office Open XML package (ECMA-376 part 2)
/// point at each other.
final class WorkbookPackage {
  let file: String
  private let zip: ZipReader

  /// One part pointing at another.
  struct Relationship {
    /// The last word of its type's URI: `worksheet`, `sharedStrings`…
    var type: String
    /// The other part's name in the archive.
    var target: String
  }

  /// - Parameter kind: what messages call such a file.
  init(
    path: String, file: String, kind: String, limits: ReadingLimits
  ) throws(DatasetFault) {
    self.file = file
    // Opens only regular files, and says in our words why one cannot be opened.
    _ = try ByteStream(path: path, file: file, encoding: nil)
    var zipLimits = ZipLimits()
    zipLimits.fileBytes = limits.sheetBytes
    do throws(ArchiveError) {
      zip = try ZipReader(path: path, limits: zipLimits)
    } catch {
      if error.limit == "file_bytes" {
        throw DatasetFault(
          finding: Finding(
            .dataLimit,
            "a part of the workbook is longer than the limit of \(limits.sheetBytes) bytes "
              + "(setting limits.sheet_bytes)", at: Place(file: file)))
      }
      throw Self.fault(file, "it is no \(kind) file: \(error)")
    }
  }

  /// A parser of a part; nil where there is no such part.
  func parser(ofPart name: String) throws(DatasetFault) -> XMLPullParser? {
    let wanted = name.lowercased()
    guard let entry = zip.entries.first(where: { $0.name.lowercased() == wanted }) else {
      return nil
    }
    do {
      let parts = try zip.parts(of: entry)
      return try XMLPullParser { try parts.next() }
    } catch {
      throw Self.fault(file, "\(name) cannot be read: \(error)")
    }
  }

  /// The next event of a part.
  func next(_ parser: XMLPullParser, ofPart name: String) throws(DatasetFault)
    -> XMLPullParser.Event?
  {
    do throws(XMLError) {
      return try parser.next()
    } catch {
      throw Self.fault(file, "\(name), line \(error.line): \(error.message)")
    }
  }

  /// Steps over the element that has just begun.
  func skip(_ parser: XMLPullParser, ofPart name: String) throws(DatasetFault) {
    do throws(XMLError) {
      try parser.skip()
    } catch {
      throw Self.fault(file, "\(name), line \(error.line): \(error.message)")
    }
  }

  /// What a part points at, by relationship id; the package itself has the name "".
  func relationships(of part: String) throws(DatasetFault) -> [String: Relationship] {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { String(part[...$0]) } ?? ""
    let name = slash.map { String(part[part.index(after: $0)...]) } ?? part
    let relations = folder + "_rels/" + name + ".rels"
    guard let parser = try parser(ofPart: relations) else { return [:] }
    var found: [String: Relationship] = [:]
    while let event = try next(parser, ofPart: relations) {
      guard event == .start("Relationship"), let id = parser.attribute("Id"),
        let type = parser.attribute("Type"), let target = parser.attribute("Target"),
        parser.attribute("TargetMode") != "External"
      else { continue }
      found[id] = Relationship(
        type: type.split(separator: "/").last.map(String.init) ?? "",
        target: resolve(target, in: folder))
    }
    return found
  }

  private func resolve(_ target: String, in folder: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var parts: [Substring] = []
    for part in (folder + target).split(separator: "/") {
      switch part {
      case "..": _ = parts.popLast()
      case ".": break
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  static func fault(_ file: String, _ message: String) -> DatasetFault {
    DatasetFault(
      finding: Finding(
        .malformedWorkbook, "\(file) cannot be read: \(message)", at: Place(file: file)))
  }
}
