import Scene
import Testing

@testable import Raster

@Suite struct IslandBudgetTests {
  @Test("Pictures of a document's effects get coarser when they are very many, and end")
  func steps() {
    let budget = IslandBudget()
    let sheet = DeviceRect(left: 0, top: 0, right: 794, bottom: 1123)
    var counts: [Double: Int] = [:]
    while let factor = budget.factor(for: sheet, scale: 1) { counts[factor, default: 0] += 1 }
    #expect(counts[3] == 67)
    #expect(budget.isCoarse && budget.isExceeded)
    #expect(counts.values.reduce(0, +) < 2_000)
    #expect(counts.keys.sorted() == [1, 2, 3])
  }

  @Test("A document of an ordinary length has all its effects at print resolution")
  func ordinary() {
    let budget = IslandBudget()
    let sheet = DeviceRect(left: 0, top: 0, right: 794, bottom: 1123)
    for _ in 1...60 { #expect(budget.factor(for: sheet, scale: 1) == 3) }
    #expect(!budget.isCoarse && !budget.isExceeded)
    // A list at twice the resolution needs no more pixels.
    #expect(budget.factor(for: sheet, scale: 2) == 1)
  }
}
