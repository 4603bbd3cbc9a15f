import Scene
import Testing

@testable import Engine

@Suite struct DecorationWaveTests {
  /// Rows that Chromium's waves take, for a straight line at y = 80.
  @Test(arguments: [(1.0, 80.0, 85.0), (2, 79, 87), (4, 79, 92), (8, 77, 101)])
  func aWaveHangsBelowItsLineAsInBrowsers(thickness: Double, top: Double, bottom: Double) throws {
    let wave = try #require(
      DecorationWave(
        Rect(x: 20, y: 80, width: 100, height: thickness), on: .underline, scale: 1))
    #expect(wave.area.y >= top && wave.area.y < top + 1.5)
    #expect(wave.area.maxY <= bottom && wave.area.maxY > bottom - 1.5)
  }

  @Test func aLineThroughIsTheAxisAndAnOverlineBendsAway() throws {
    func middle(_ line: AppliedDecoration.Line) throws -> Double {
      let wave = try #require(
        DecorationWave(Rect(x: 0, y: 80, width: 9, height: 2), on: line, scale: 1))
      return wave.area.y + wave.area.height / 2
    }
    #expect(try middle(.lineThrough) == 80.5)
    #expect(try middle(.underline) == 83.5)
    #expect(try middle(.overline) == 77.5)
  }

  @Test func endlessWavesAreNotDrawn() {
    #expect(
      DecorationWave(Rect(x: 0, y: 0, width: 1e9, height: 1), on: .underline, scale: 1) == nil)
  }
}
