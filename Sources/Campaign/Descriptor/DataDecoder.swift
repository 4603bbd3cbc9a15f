import Dataset
import Findings

/// Turns the checked nodes of `data` into its description.
struct DataDecoder {
  let file: String
  private(set) var findings: [Finding] = []

  init(file: String) { self.file = file }

  mutating func decode(_ node: SourceNode) -> DataDescription? {
    guard let source = source(node), let name = node["file"],
      let key = node.located("key", in: file)
    else { return nil }
    var data = DataDescription(source: source, filePlace: name.mark.place(in: file), key: key)
    data.stated = stated(node)
    for entry in node["join"]?.entries ?? [] {
      if let join = join(entry) { data.joins.append(join) }
    }
    return data
  }

  private mutating func join(_ entry: SourceNode.Entry) -> JoinDescription? {
    let node = entry.node
    guard let source = source(node), let name = node["file"], let by = node["by"] else {
      return nil
    }
    let links: [Join.Link] =
      by.text.map { [Join.Link(field: $0, column: $0)] }
      ?? (by.entries ?? []).compactMap { link in
        link.node.text.map { Join.Link(field: link.name, column: $0) }
      }
    var join = JoinDescription(
      name: entry.name, place: entry.nameMark.place(in: file), source: source,
      filePlace: name.mark.place(in: file), by: links)
    join.isMany = node.bool("many") ?? false
    join.isOptional = node.bool("optional") ?? false
    join.order = order(node["order"])
    join.limit = node.int("limit")
    join.stated = stated(node)
    if !join.isMany {
      for key in ["order", "limit"] {
        guard let setting = node[key] else { continue }
        findings.append(
          Finding(
            .unfitKey, "\(key) of the join ‘\(entry.name)’ needs many: true",
            at: setting.mark.place(in: file)))
      }
    } else if let optional = node["optional"] {
      findings.append(
        Finding(
          .unfitKey, "optional means nothing for the to-many join ‘\(entry.name)’: it may be empty",
          at: optional.mark.place(in: file)))
    }
    return join
  }

  private func order(_ node: SourceNode?) -> [Join.Order] {
    guard let node else { return [] }
    let texts = node.text.map { [$0] } ?? node.items?.compactMap(\.text) ?? []
    return texts.compactMap { text in
      let isDescending = text.hasPrefix("-")
      let column = isDescending ? String(text.dropFirst()) : text
      return column.isEmpty ? nil : Join.Order(column: column, isDescending: isDescending)
    }
  }

  private mutating func source(_ node: SourceNode) -> DatasetSource? {
    guard let name = node["file"], let path = name.text else { return nil }
    guard let format = DatasetFormat(fileName: path) else {
      let kinds = DatasetFormat.allCases.map(\.rawValue).joined(separator: ", ")
      findings.append(
        Finding(
          .unknownDataFormat,
          "‘\(shortened(path))’ has no extension of a data file: expected one of \(kinds)",
          at: name.mark.place(in: file, sample: shortened(path))))
      return nil
    }
    var source = DatasetSource(file: path, format: format)
    source.declaration = name.mark.place(in: file)
    source.sheet = node.text("sheet")
    source.table = node.text("table")
    source.encoding = node.text("encoding")
    source.delimiter = node.text("delimiter").flatMap(DelimiterText.character)
    source.headerRow = node.int("header_row") ?? 1
    source.decimal = node.text("decimal")?.first ?? "."
    source.grouping = node.text("grouping")?.first
    source.nullTexts = node.texts("null") ?? []
    source.trims = node.bool("trim") ?? true
    for entry in node["columns"]?.entries ?? [] {
      source.columns[entry.name] = entry.node.text
    }
    return source
  }

  private func stated(_ node: SourceNode) -> StatedFile {
    var stated = StatedFile()
    stated.rows = node.int("rows")
    stated.size = node.int("size")
    stated.sha256 = node.text("sha256")?.lowercased()
    return stated
  }
}
