import Dataset
import Findings

/// Checks the images that rows name: inside the drop or the template, readable, large enough.
struct ImageCheck {
  private let drop: FolderFiles
  private let template: FolderFiles
  private let probe: ImageProbing
  private let fields: [Target]
  private var facts: [String: Result<ImageFacts, ImageFault>] = [:]

  /// An image field, or a table or object that has some.
  private struct Target {
    var field: Field
    var members: [Target] = []
  }

  init(schema: Schema, drop: FolderFiles, template: FolderFiles, probe: @escaping ImageProbing) {
    self.drop = drop
    self.template = template
    self.probe = probe
    fields = Self.targets(schema)
  }

  /// Whether no field names images.
  var isEmpty: Bool { fields.isEmpty }

  private static func targets(_ schema: Schema) -> [Target] {
    schema.fields.compactMap { field in
      switch field.type {
      case .image, .list(of: .image, separator: _): return Target(field: field)
      case .table(let inner), .object(let inner):
        let members = targets(inner)
        return members.isEmpty ? nil : Target(field: field, members: members)
      default: return nil
      }
    }
  }

  /// Defaults of the declarations: missing ones are the job's error, not each recipient's.
  mutating func checkDefaults() -> [Finding] {
    var findings: [Finding] = []
    func visit(_ targets: [Target]) {
      for target in targets {
        if case .string(let path)? = target.field.defaultValue, locate(path) == nil {
          findings.append(
            Finding(
              .missingReference,
              "the default of ‘\(target.field.name)’, ‘\(shortened(path))’, is neither in the drop "
                + "nor in the template", at: target.field.declaration))
        }
        visit(target.members)
      }
    }
    visit(fields)
    return findings
  }

  /// The faults of one recipient's images; places name the field.
  mutating func check(_ fields: Record) -> [Finding] {
    var findings: [Finding] = []
    for target in self.fields {
      check(fields[target.field.name] ?? .null, target, target.field.name, &findings)
    }
    return findings
  }

  private mutating func check(
    _ value: Value, _ target: Target, _ path: String, _ findings: inout [Finding]
  ) {
    switch value {
    case .string(let name):
      if value == target.field.defaultValue { return }
      if let finding = fault(name, target.field, path) { findings.append(finding) }
    case .list(let items):
      for item in items { check(item, target, path, &findings) }
    case .object(let record):
      for member in target.members {
        check(record[member.field.name] ?? .null, member, path + "." + member.field.name, &findings)
      }
    case .null, .bool, .integer, .decimal, .date: break
    }
  }

  private mutating func fault(_ name: String, _ field: Field, _ path: String) -> Finding? {
    let place = Place(field: path, sample: shortened(name))
    guard let file = locate(name) else {
      let near = nearest(name)
      let hint = near.map { ": did you mean ‘\($0)’?" } ?? ""
      return Finding(
        .missingImage,
        "\(path): the image ‘\(shortened(name))’ is neither in the drop nor in the template\(hint)",
        at: place, suggestion: near)
    }
    let known: Result<ImageFacts, ImageFault>
    if let cached = facts[file] {
      known = cached
    } else {
      do throws(ImageFault) { known = .success(try probe(file)) } catch { known = .failure(error) }
      facts[file] = known
    }
    switch known {
    case .failure(let fault):
      if fault.isOfMachine { drop.note(fault) }
      return Finding(
        .unreadableImage, "\(path): the image ‘\(shortened(name))’ is \(fault.message)", at: place)
    case .success(let facts):
      guard !facts.isVector,
        facts.width < field.minWidth ?? 0 || facts.height < field.minHeight ?? 0
      else { return nil }
      let wanted = [
        field.minWidth.map { "\($0) wide" }, field.minHeight.map { "\($0) high" },
      ].compactMap(\.self).joined(separator: " and ")
      return Finding(
        .smallImage,
        "\(path): the image ‘\(shortened(name))’ has \(facts.width) x \(facts.height) pixels: "
          + "expected at least \(wanted)", at: place)
    }
  }

  /// The absolute path of an image, in the drop, then the template.
  private func locate(_ name: String) -> String? {
    let name = name.replacing("\\", with: "/")
    for files in [drop, template] {
      if case .file(let path) = files.resolve(name) { return files.path(path) }
    }
    return nil
  }

  private func nearest(_ name: String) -> String? {
    for files in [drop, template] {
      if case .missing(let near?) = files.resolve(name) { return near }
    }
    return nil
  }
}
