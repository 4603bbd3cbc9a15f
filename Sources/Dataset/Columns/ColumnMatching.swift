import Findings

/// Finds the column of each field by its header.
///
/// A header means the field of its very name, else the one whose name is the same without case,
/// spaces, `-` and `_`; a field in `columns` has only the header named there.
struct ColumnMatching {
  let file: String
  let fields: [Field]
  /// For each field, its column.
  private(set) var columns: [Int?]
  private(set) var findings: [Finding] = []

  private var exact: [String: Int] = [:]
  private var normalized: [String: Int] = [:]
  private var mappedExact: [String: [Int]] = [:]
  private var mappedNormalized: [String: [Int]] = [:]
  private let mapping: [String: String]
  private let derived: [String: String]
  private let needed: Set<String>
  private var headers: [String] = []
  private var isExactMatch: [Bool]
  /// Columns that a finding names already.
  private var explained: Set<Int> = []

  /// - Parameters:
  ///   - fields: those that columns may hold.
  ///   - mapping: field to header, from `columns`.
  ///   - derived: names that no column may have.
  ///   - needed: fields that must have a column whatever they say themselves.
  init(
    file: String, fields: [Field], mapping: [String: String], derived: [String] = [],
    needed: Set<String> = []
  ) {
    self.file = file
    self.needed = needed
    self.fields = fields
    self.mapping = mapping
    self.derived = Dictionary(
      derived.map { (normalizedHeader($0), $0) }, uniquingKeysWith: { first, _ in first })
    columns = Array(repeating: nil, count: fields.count)
    isExactMatch = Array(repeating: false, count: fields.count)
    for (position, field) in fields.enumerated() {
      if let header = mapping[field.name] {
        mappedExact[trimmed(header), default: []].append(position)
        mappedNormalized[normalizedHeader(header), default: []].append(position)
      } else {
        exact[field.name] = position
        let name = normalizedHeader(field.name)
        if normalized[name] == nil { normalized[name] = position }
      }
    }
  }

  /// How many fields have one of these headers.
  static func count(of headers: [String], in fields: [Field], mapping: [String: String]) -> Int {
    var matching = ColumnMatching(file: "", fields: fields, mapping: mapping)
    matching.add(headers)
    return matching.columns.count { $0 != nil }
  }

  /// Takes note of further columns; the first ones are the file's first.
  mutating func add(_ more: some Sequence<String>) {
    for header in more {
      let column = headers.count
      headers.append(trimmed(header))
      match(headers[column], column)
    }
  }

  private mutating func match(_ header: String, _ column: Int) {
    if header.isEmpty { return }
    if let positions = mappedExact[header] {
      for position in positions { take(column, for: position, isExact: true) }
      return
    }
    let name = normalizedHeader(header)
    let positions = (mappedNormalized[name] ?? []).filter { !isExactMatch[$0] }
    if !positions.isEmpty {
      for position in positions { take(column, for: position, isExact: false) }
      return
    }
    if let position = exact[header] ?? normalized[name] {
      take(column, for: position, isExact: false)
    } else if let name = derived[name] {
      report(
        .derivedFieldIsColumn,
        "the field \(name) is derived, but \(file) has a column of that name", name)
      explained.insert(column)
    }
  }

  private mutating func take(_ column: Int, for position: Int, isExact: Bool) {
    defer { isExactMatch[position] = isExactMatch[position] || isExact }
    guard let other = columns[position], isExact == isExactMatch[position] else {
      columns[position] = column
      return
    }
    explained.insert(column)
    let field = fields[position].name
    if headers[other] == headers[column] {
      report(
        .duplicateColumn,
        "columns \(other + 1) and \(column + 1) of \(file) are both called “\(headers[column])”",
        field)
    } else {
      report(
        .ambiguousColumn,
        "“\(headers[other])” and “\(headers[column])” both match the field \(field)", field)
    }
  }

  /// Whether a field must have a column: it is needed and nothing stands in for it.
  func isMissing(_ position: Int) -> Bool {
    guard columns[position] == nil else { return false }
    let field = fields[position]
    return mapping[field.name] != nil || needed.contains(field.name)
      || (field.isRequired && field.defaultValue == nil)
  }

  /// What to say of fields without column, and of columns without field, once all are known.
  mutating func finish() {
    let used = explained.union(columns.compactMap { $0 })
    let spare = headers.indices.filter { !used.contains($0) && !headers[$0].isEmpty }
      .map { headers[$0] }
    for (position, field) in fields.enumerated() where columns[position] == nil {
      let wanted = mapping[field.name] ?? field.name
      let near = suggestion(for: wanted, among: spare)
      if isMissing(position) {
        report(
          .missingColumn, "\(file) has no column “\(wanted)” for the field \(field.name)",
          field.name, suggestion: near)
      } else {
        report(
          .absentColumn, "\(file) has no column for the field \(field.name)", field.name,
          severity: near == nil ? nil : .warning, suggestion: near)
      }
    }
    let lacking = fields.indices.filter { columns[$0] == nil }.map { fields[$0].name }
    var seen: Set<String> = []
    for header in spare {
      if seen.insert(header).inserted {
        report(
          .undeclaredColumn, "the column “\(sample(of: header))” of \(file) belongs to no field",
          header, suggestion: suggestion(for: header, among: lacking))
      } else {
        report(
          .duplicateColumn, "\(file) has several columns called “\(sample(of: header))”", header,
          severity: .info)
      }
    }
  }

  private mutating func report(
    _ code: FindingCode, _ message: String, _ field: String, severity: Severity? = nil,
    suggestion: String? = nil
  ) {
    findings.append(
      Finding(
        code, message, at: Place(file: file, field: sample(of: field)), severity: severity,
        suggestion: suggestion))
  }
}
