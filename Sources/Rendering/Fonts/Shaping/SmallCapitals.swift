/// Text in capitals, with the unit of the paragraph that each of its units came from.
struct SmallCapitals {
  /// The size of capitals that stand in for small ones: browsers' share of a font's size, in whole
  /// pixels.
  static func size(in fontSize: Double) -> Double { Double((Float(fontSize) * 0.7).rounded()) }

  private(set) var text: [UInt16] = []
  private var origins: [Int] = []

  init(of paragraph: [UInt16], in range: Range<Int>) {
    for cluster in clusters(of: paragraph, in: range) {
      for scalar in cluster.scalars {
        for unit in scalar.properties.uppercaseMapping.utf16 {
          text.append(unit)
          origins.append(cluster.range.lowerBound)
        }
      }
    }
  }

  /// The paragraph's unit behind a unit of `text`.
  func origin(of unit: Int) -> Int {
    origins.indices.contains(unit) ? origins[unit] : origins.last ?? 0
  }
}
