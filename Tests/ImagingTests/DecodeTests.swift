import Imaging
import Testing

@Suite struct DecodeTests {
  @Test(arguments: Samples.raster) func everyFormatGivesItsPixels(_ sample: Sample) throws {
    let probe = try ImageProbe(of: sample.bytes)
    #expect(probe.format == sample.format)
    #expect(probe.width == 6 && probe.height == 4)
    let bitmap = try ImageDecoder.decode(sample.bytes)
    #expect(bitmap.width == 6 && bitmap.height == 4)
    // Left half red, right half blue; lossy formats come near.
    for (x, expected) in [(0, 0xFFFF_0000 as UInt32), (5, 0xFF00_00FF)] {
      let found = bitmap.pixels[2 * 6 + x]
      for shift in [0, 8, 16, 24] as [UInt32] {
        let difference = abs(Int(found >> shift & 255) - Int(expected >> shift & 255))
        #expect(difference <= sample.tolerance, "\(sample.name): \(String(found, radix: 16))")
      }
    }
  }

  @Test(arguments: [Samples.turnedJPEG, Samples.turnedPNG])
  func orientationTurnsPictures(_ sample: Sample) throws {
    // The same picture stored lying down with the tag that says so.
    let turned = try ImageProbe(of: sample.bytes)
    #expect(turned.orientation == 6 && turned.width == 6 && turned.height == 4)
    let bitmap = try ImageDecoder.decode(sample.bytes)
    #expect(bitmap.width == 6 && bitmap.height == 4)
    #expect(bitmap.pixels[0] >> 16 & 255 > 200)
    #expect(bitmap.pixels[5] & 255 > 200)
  }

  @Test(arguments: [Samples.turnedJPEG, Samples.turnedPNG])
  func picturesMayStayAsTheyAreStored(_ sample: Sample) throws {
    let bitmap = try ImageDecoder.decode(sample.bytes, isOriented: false)
    #expect(bitmap.width == 4 && bitmap.height == 6)
    #expect(bitmap.pixels[0] & 255 > 200)
    #expect(bitmap.pixels[5 * 4] >> 16 & 255 > 200)
  }

  @Test func roundedSizesLeaveNoMarginsBesideSVG() throws {
    let text =
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 6 4'>"
      + "<path fill='lime' d='M0 0h6v4H0z'/></svg>"
    // 53⅓ pixels high, rounded.
    let bitmap = try SVGImage(Array(text.utf8)).raster(width: 80, height: 53)
    #expect(Set(bitmap.pixels) == [0xFF00_FF00])
    // Other shapes have their margins.
    #expect(try SVGImage(Array(text.utf8)).raster(width: 80, height: 60).pixels[0] == 0)
  }

  @Test("Dashes of whole pixels in an SVG are drawn through a clip of boxes that are not")
  func dashesInClips() throws {
    let text = """
      <svg xmlns='http://www.w3.org/2000/svg' width='60' height='10'>
      <clipPath id='c'><rect x='1.25' width='20' height='10'/><rect x='31.5' width='20' height='10'/>
      </clipPath><g clip-path='url(#c)'><path d='M5 5H58' stroke='#000' stroke-opacity='.5'
      stroke-width='2' stroke-dasharray='2 8'/></g></svg>
      """
    let bitmap = try SVGImage(Array(text.utf8)).raster(width: 60, height: 10)
    #expect((0..<60).filter { bitmap.pixels[5 * 60 + $0] != 0 } == [5, 6, 15, 16, 35, 36, 45, 46])
  }

  @Test func svgTellsItsNaturalDimensions() throws {
    func size(_ attributes: String) throws -> VectorSize {
      let text = "<svg xmlns='http://www.w3.org/2000/svg' \(attributes)/>"
      return try SVGImage(Array(text.utf8)).size
    }
    let whole = try size("width='20mm' height='1in'")
    #expect(abs((whole.width ?? 0) - 75.59) < 0.01 && whole.height == 96)
    let ratio = try size("viewBox='0 0 300 150'")
    #expect(ratio.width == nil && ratio.height == nil && ratio.ratio == 2)
    #expect(try size("width='50%'").ratio == nil)
  }
}
