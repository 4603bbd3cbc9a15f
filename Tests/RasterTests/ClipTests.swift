import Cairo
import Testing

@Suite struct ClipTests {
  @Test(
    "Dashes of whole pixels are drawn through a clip of boxes that are not", arguments: [0.0, 0.25])
  func dashes(offset: Double) throws {
    let surface = try PixelSurface(width: 60, height: 10)
    let pen = try DrawingContext(on: surface)
    pen.rectangle(x: 1 + offset, y: 0, width: 20, height: 10)
    pen.rectangle(x: 31.5, y: 0, width: 20, height: 10)
    pen.clip()
    pen.setSource(red: 0, green: 0, blue: 0, alpha: 0.5)
    pen.setStroke(width: 2, cap: .butt, dashes: [2, 8], offset: 0)
    pen.move(x: 5, y: 5)
    pen.line(x: 58, y: 5)
    pen.stroke()
    try pen.check()
    let inked = (0..<60).filter { column in
      surface.withPixels { $0[5 * 60 + column] } != 0
    }
    #expect(inked == [5, 6, 15, 16, 35, 36, 45, 46])
  }
}
