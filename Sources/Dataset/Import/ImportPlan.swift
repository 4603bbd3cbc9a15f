import Findings

/// A declaration resolved for importing: which fields the tables hold, and what links them.
struct ImportPlan {
  /// The recipients' fields in the order of their columns.
  private(set) var fields: [Field]
  private(set) var isHidden: [Bool]
  /// The position of the key among the fields.
  private(set) var key: Int
  /// Fields whose column must be there: the key, and what joins compare.
  private(set) var needed: Set<String> = []
  private(set) var joins: [JoinPlan] = []
  /// The names that templates see, in order.
  private(set) var names: [String] = []
  /// Faults of the declaration itself.
  private(set) var findings: [Finding] = []

  /// A join with the fields of its file.
  struct JoinPlan {
    let join: Join
    /// Declared fields, then those needed only to join or sort.
    var fields: [Field]
    var isHidden: [Bool]
    /// Fields whose column must be there.
    var needed: Set<String> = []
    /// Pairs of positions: the recipient's field, the joined file's.
    var links: [(field: Int, column: Int)]
    var order: [(column: Int, isDescending: Bool)]
  }

  init(_ declaration: DatasetDeclaration, derived: [String]) {
    let joinNames = Set(declaration.joins.map(\.name))
    fields = declaration.schema.fields.filter { !joinNames.contains($0.name) }
    isHidden = Array(repeating: false, count: fields.count)
    key = 0
    key = position(of: declaration.key, type: .string, hidden: false, among: &fields, &isHidden)
    needed.insert(fields[key].name)
    for name in derived where !fields.contains(where: { $0.name == name }) {
      fields.append(Field(name, .string))
      isHidden.append(false)
    }
    names = declaration.schema.names
    for field in fields where declaration.schema[field.name] == nil { names.append(field.name) }
    for join in declaration.joins {
      joins.append(plan(join))
      if !names.contains(join.name) { names.append(join.name) }
    }
    checkDateFormats(fields)
    for join in joins { checkDateFormats(join.fields) }
    checkCount(fields.count + joins.count, "the recipients")
    for join in joins { checkCount(join.fields.count + join.order.count, join.join.name) }
  }

  private mutating func plan(_ join: Join) -> JoinPlan {
    var plan = JoinPlan(
      join: join, fields: join.fields.fields,
      isHidden: Array(repeating: false, count: join.fields.fields.count), links: [], order: [])
    for link in join.by {
      let field = position(of: link.field, type: .string, hidden: true, among: &fields, &isHidden)
      let column = position(
        of: link.column, type: fields[field].type, hidden: true, among: &plan.fields,
        &plan.isHidden)
      plan.links.append((field, column))
      needed.insert(fields[field].name)
      plan.needed.insert(plan.fields[column].name)
    }
    for order in join.order {
      let column = position(
        of: order.column, type: .string, hidden: true, among: &plan.fields, &plan.isHidden)
      plan.order.append((column, order.isDescending))
      plan.needed.insert(plan.fields[column].name)
    }
    return plan
  }

  /// The position of the field that a name means, as headers do; one that is not declared is added.
  private func position(
    of name: String, type: FieldType, hidden: Bool, among fields: inout [Field],
    _ isHidden: inout [Bool]
  ) -> Int {
    if let position = fields.firstIndex(where: { $0.name == name }) { return position }
    let wanted = normalizedHeader(name)
    if let position = fields.firstIndex(where: { normalizedHeader($0.name) == wanted }) {
      return position
    }
    fields.append(Field(name, type))
    isHidden.append(hidden)
    return fields.count - 1
  }

  private mutating func checkDateFormats(_ fields: [Field]) {
    for field in fields {
      guard let fault = field.dateFormat.flatMap({ DatePattern($0).faultForReading }) else {
        continue
      }
      var place = field.declaration
      place.field = field.name
      findings.append(Finding(.dateFormat, fault, at: place))
    }
  }

  private mutating func checkCount(_ count: Int, _ name: String) {
    guard count > SnapshotLayout.maximumColumns else { return }
    findings.append(
      Finding(
        .tooManyFields,
        "\(name) have \(count) fields, more than the \(SnapshotLayout.maximumColumns) possible"))
  }

  /// How the snapshot holds what this plan imports.
  var layout: SnapshotLayout {
    SnapshotLayout(
      fields: Self.columns(fields, isHidden),
      joins: joins.map { plan in
        SnapshotLayout.JoinTable(
          name: plan.join.name, columns: Self.columns(plan.fields, plan.isHidden),
          isMany: plan.join.isMany, limit: plan.join.limit.map { max(0, $0) },
          order: plan.order.map { order in
            SnapshotLayout.JoinTable.Order(
              column: order.column, isDescending: order.isDescending,
              hasSortKey: plan.fields[order.column].type == .decimal)
          })
      },
      names: names)
  }

  private static func columns(_ fields: [Field], _ isHidden: [Bool]) -> [SnapshotLayout.Column] {
    zip(fields, isHidden).map {
      SnapshotLayout.Column(name: $0.name, type: StoredType($0.type), isHidden: $1)
    }
  }
}
