import Testing

@testable import Dataset

/// What `check --columns` says of a dataset's columns.
@Suite struct ProfileTests {
  private func columns(_ text: String, _ fields: [Field]) throws -> [ColumnStatistics] {
    var options = ImportOptions()
    options.describesColumns = true
    return try importCSV(text, fields, options: options).outcome.columns
  }

  /// One column `v` of a file whose rows hold these values, the first in row 2.
  private func column(_ type: FieldType, _ values: [String]) throws -> ColumnStatistics {
    let rows = values.enumerated().map { "\($0),\"\($1)\"\n" }.joined()
    return try #require(try columns("id,v\n" + rows, [Field("v", type)]).last)
  }

  @Test func columnsAreMeasured() throws {
    var options = ImportOptions()
    options.describesColumns = true
    let imported = try importCSV(
      "id,name,n,day\n1,Ann,5,2024-01-02\n2,Ζωή 東京,,2023-12-31\n3,Ann,-2,\n",
      [Field("name", .string), Field("n", .decimal), Field("day", .date)], options: options)
    let columns = imported.outcome.columns
    #expect(columns.map(\.field) == ["id", "name", "n", "day"])
    #expect(columns[1].filled == 3)
    #expect(columns[1].distinct == 2)
    #expect(columns[1].longest == 6)
    #expect(columns[1].scripts == ["Greek", "Han", "Latin"])
    #expect(columns[2].min == "-2")
    #expect(columns[2].max == "5")
    #expect(columns[3].min == "2023-12-31")
  }

  @Test func columnsOfJoinedFilesAreMeasuredToo() throws {
    let drop = try Drop(["d.csv": "id\n1\n2\n", "t.csv": "id,plays\n1,5\n1,7\n9,7\n"])
    let join = Join(
      name: "tracks", source: DatasetSource(file: "t.csv", format: .csv),
      by: [Join.Link(field: "id", column: "id")], isMany: true,
      fields: Schema([Field("plays", .integer)]))
    var options = ImportOptions()
    options.describesColumns = true
    let columns = try drop.imported(
      DatasetDeclaration(
        source: DatasetSource(file: "d.csv", format: .csv), key: "id",
        schema: Schema([Field("id", .string)]), joins: [join]), options: options
    ).outcome.columns
    #expect(columns.map(\.field) == ["id", "plays"])
    #expect(columns.last?.file == "t.csv")
    #expect(columns.last?.filled == 3)
    #expect(columns.last?.distinct == 2)
    #expect(columns.last?.max == "7")
  }

  @Test func rareScriptsAreOdd() throws {
    var names = (0..<40).map { "Ann \($0)" }
    names[7] = "Анна"
    let odd = try column(.string, names).oddScripts
    #expect(odd.map(\.script) == ["Cyrillic"])
    #expect(odd.first?.count == 1)
    #expect(odd.first?.samples == [.init(row: 9, value: "Анна")])
  }

  @Test func usualScriptsAreNotOdd() throws {
    // A fifth in another script, scripts of one language, and columns too small to tell.
    let mixed = (0..<40).map { $0 % 5 == 0 ? "Анна" : "Ann" }
    #expect(try column(.string, mixed).oddScripts.isEmpty)
    let japanese = (0..<40).map { $0 == 3 ? "カナ" : "東京" }
    #expect(try column(.string, japanese).oddScripts.isEmpty)
    #expect(try column(.string, ["Ann", "Анна", "Bo"]).oddScripts.isEmpty)
    #expect(try column(.string, (0..<40).map { "№ \($0) €" }).scripts.isEmpty)
  }

  @Test func lookalikesWithinAWordAreAlwaysOdd() throws {
    // The first letter of the second is Cyrillic.
    let odd = try column(.email, ["anna@a.example", "аnna@a.example", "ann анна"]).oddScripts
    #expect(odd.map(\.script) == ["Cyrillic + Latin"])
    #expect(odd.first?.samples.map(\.row) == [3])
  }

  @Test func numbersFarFromTheOthersAreOutliers() throws {
    var ages = (0..<60).map { String(20 + $0 % 40) }
    ages[10] = "1200"
    ages[30] = "-5000"
    for type in [FieldType.integer, .decimal] {
      let outliers = try #require(try column(type, ages).outliers.first)
      #expect(outliers.measure == .value)
      #expect(outliers.count == 2)
      #expect(
        outliers.samples == [.init(row: 12, value: "1200"), .init(row: 32, value: "-5000")])
      #expect((Double(outliers.low) ?? 0) < -20 && (Double(outliers.high) ?? 0) < 1200)
    }
  }

  @Test func daysFarFromTheOthersAreOutliers() throws {
    var days = (1...28).map { "2024-05-" + ($0 < 10 ? "0" : "") + String($0) }
    days[4] = "1924-05-05"
    let outliers = try #require(try column(.date, days).outliers.first)
    #expect(outliers.count == 1)
    #expect(outliers.samples == [.init(row: 6, value: "1924-05-05")])
    #expect(outliers.low.hasPrefix("2024-03"))
  }

  @Test func textsFarLongerThanTheOthersAreOutliers() throws {
    var names = (0..<50).map { String(repeating: "a", count: 4 + $0 % 6) }
    names[20] = String(repeating: "lorem ipsum ", count: 20)
    let outliers = try #require(try column(.string, names).outliers.first)
    #expect(outliers.measure == .length)
    #expect(outliers.count == 1)
    #expect(outliers.samples.map(\.row) == [22])
  }

  @Test func longTailsAndFewValuesHaveNoOutliers() throws {
    // As streams are spread: each tenth has ten times as many.
    let streams = (0..<200).map { String(Int64(10) << Int64($0 % 20)) }
    #expect(try column(.integer, streams).outliers.isEmpty)
    #expect(try column(.integer, ["1", "2", "3", "900"]).outliers.isEmpty)
    #expect(try column(.integer, Array(repeating: "7", count: 99) + ["8"]).outliers.isEmpty)
  }

  @Test func quantilesOfLongStreamsAreCloseAndTheSameEveryTime() throws {
    var sketch = QuantileSketch()
    var again = QuantileSketch()
    // A permutation of 0..<1,000,003, a prime.
    for index in 0..<1_000_003 {
      let number = Double(index * 7_919 % 1_000_003)
      sketch.insert(number)
      again.insert(number)
    }
    let shares = [0.05, 0.25, 0.5, 0.75, 0.95]
    let found = try #require(sketch.quantiles(shares))
    for (share, number) in zip(shares, found) {
      #expect(abs(number / 1_000_003 - share) < 0.01)
    }
    #expect(again.quantiles(shares) == found)
    #expect(QuantileSketch().quantiles(shares) == nil)
  }
}
