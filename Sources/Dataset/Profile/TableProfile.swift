import Foundation
import GRDB

/// Describes the columns of one table of the snapshot: measured while its rows pass by, then asked
/// for what only all rows together show.
struct TableProfile {
  private let file: String
  /// The table of the snapshot, and which of its rows count.
  private let table: String
  private let condition: String
  private var measures: [(position: Int, column: ColumnMeasure)]

  /// - Parameters:
  ///   - fields: in the order of the table's columns.
  ///   - isHidden: fields that are no business of templates.
  init(file: String, table: String, condition: String = "1", fields: [Field], isHidden: [Bool]) {
    self.file = file
    self.table = table
    self.condition = condition
    measures = zip(fields, isHidden).enumerated().compactMap { position, field in
      field.1 ? nil : (position, ColumnMeasure(field.0))
    }
  }

  mutating func take(_ values: [Value], row: Int) {
    for index in measures.indices {
      measures[index].column.take(values[measures[index].position], row: row)
    }
  }

  func statistics(_ db: Database) throws -> [ColumnStatistics] {
    try measures.map { position, column in
      let name = SnapshotLayout.field(position)
      var statistics = column.statistics(file: file)
      statistics.distinct =
        try Int.fetchOne(
          db, sql: "SELECT count(DISTINCT \(name)) FROM \(table) WHERE \(condition)") ?? 0
      if let fences = column.fences, let measure = column.measure {
        statistics.outliers = try outliers(db, name, column.field.type, measure, fences)
      }
      return statistics
    }
  }

  private func outliers(
    _ db: Database, _ name: String, _ type: FieldType, _ measure: ColumnStatistics.Outliers.Measure,
    _ fences: OutlierFences
  ) throws -> [ColumnStatistics.Outliers] {
    let column: String
    let low: DatabaseValue
    let high: DatabaseValue
    switch (type, measure) {
    case (.date, _):
      column = "substr(\(name), 1, 10)"
      (low, high) = (day(fences.low.rounded(.down)), day(fences.high.rounded(.up)))
    case (_, .length):
      column = "length(\(name))"
      low = max(0, fences.low.rounded(.down)).databaseValue
      high = fences.high.rounded(.up).databaseValue
    default:
      column = "CAST(\(name) AS REAL)"
      (low, high) = (readable(fences.low).databaseValue, readable(fences.high).databaseValue)
    }
    let beyond = "FROM \(table) WHERE \(condition) AND (\(column) < ? OR \(column) > ?)"
    let count = try Int.fetchOne(db, sql: "SELECT count(*) \(beyond)", arguments: [low, high]) ?? 0
    guard count > 0 else { return [] }
    var samples: [Int: ColumnStatistics.Sample] = [:]
    for direction in ["", " DESC"] {
      let rows = try Row.fetchAll(
        db,
        sql: "SELECT row, \(name) \(beyond) ORDER BY \(column)\(direction), id LIMIT 3",
        arguments: [low, high])
      for row in rows {
        let text = plainText(of: ValueCoding.value(of: row[1], as: type))
        samples[row[0]] = ColumnStatistics.Sample(row: row[0], value: sample(of: text))
      }
    }
    return [
      ColumnStatistics.Outliers(
        measure: measure, low: text(low), high: text(high), count: count,
        samples: samples.values.sorted { $0.row < $1.row })
    ]
  }

  /// The day as snapshots write it; beyond all dates where it lies outside the calendar.
  private func day(_ number: Double) -> DatabaseValue {
    // Clamped: quartiles of dates lie within the calendar, fences may not.
    let days = Int(min(max(number, -4_000_000), 4_000_000))
    guard let date = CalendarDate(daysSinceEpoch: days), date.year > 0 else {
      return (days < 0 ? "" : "9999-99-99").databaseValue
    }
    return date.isoDescription.databaseValue
  }

  private func text(_ fence: DatabaseValue) -> String {
    guard case .double(let number) = fence.storage else {
      return String.fromDatabaseValue(fence) ?? ""
    }
    return plainDigits(of: number)
  }

  /// A fence with four significant digits, as the report prints it.
  private func readable(_ number: Double) -> Double {
    guard number != 0, number.isFinite else { return 0 }
    let scale = pow(10, 3 - log10(number.magnitude).rounded(.down))
    guard scale.isFinite, scale > 0 else { return number }
    return (number * scale).rounded() / scale
  }
}
