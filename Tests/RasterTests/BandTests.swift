import Imaging
import Raster
import Scene
import Testing

@Suite struct BandTests {
  @Test func pagesPaintedAfterOthersHaveTheBytesOfPagesPaintedAlone() throws {
    let shared = try makeRasterizer()
    for seed in [1, 2, 3, 1, 2] as [UInt64] {
      let page = busyPage(seed: seed)
      let alone = try makeRasterizer()
      #expect(try shared.png(page) == alone.png(page))
      #expect(try shared.jpeg(page, quality: 80) == alone.jpeg(page, quality: 80))
    }
    #expect(shared.reusedBands > 0)
  }

  @Test func bandsAreReusedWhereNothingChanged() throws {
    let rasterizer = try makeRasterizer()
    var page = DisplayList(width: 100, height: 640)
    page.fill(Rect(x: 0, y: 0, width: 100, height: 640), .color(Color(r: 10, g: 20, b: 30)))
    _ = try rasterizer.png(page)
    #expect(rasterizer.paintedBands == 10)
    page.fill(Rect(x: 10, y: 70, width: 20, height: 10), .color(.white))
    _ = try rasterizer.png(page)
    #expect(rasterizer.paintedBands == 11)
  }

  @Test func bandsGoOnFromWhatTheyHaveInCommonAndGiveTheBytesOfPagesPaintedWhole() throws {
    let shared = try makeRasterizer()
    // The same design below, marks of its own on top of each page and again on top of those.
    let pages = (0..<6).map { number in
      var page = busyPage(seed: 3)
      for turn in 0...number {
        page.fill(
          Rect(x: Double(turn * 31), y: 40, width: 60, height: 500),
          .color(Color(red: Double(number) / 8, green: 0.4, blue: 0.9, alpha: 0.5)))
      }
      return page
    }
    for page in pages + pages.reversed() {
      let alone = try makeRasterizer()
      #expect(try shared.png(page) == alone.png(page))
      #expect(try shared.pixels(page) == alone.pixels(page))
    }
    #expect(shared.continuedBands > pages.count)
  }

  @Test func cachesTooSmallForAnythingChangeNoByte() throws {
    let page = busyPage(seed: 7)
    let roomy = try makeRasterizer()
    let tight = try makeRasterizer(cacheLimit: 16)
    #expect(try roomy.png(page) == tight.png(page))
    #expect(try roomy.png(page) == tight.png(page))
  }

  @Test func aBandIsTheSameWhateverElseThePageHolds() throws {
    let page = busyPage(seed: 5)
    let first = try makeRasterizer().pixels(page)
    var longer = page
    longer.fill(Rect(x: 0, y: 400, width: 300, height: 20), .color(.black))
    let second = try makeRasterizer().pixels(longer)
    let rows = 300 * 256
    #expect(Array(first[..<rows]) == Array(second[..<rows]))
    #expect(first != second)
  }

  @Test func pngHoldsThePaintedPixels() throws {
    let page = busyPage(seed: 11, width: 257, height: 131)
    let rasterizer = try makeRasterizer()
    let file = try rasterizer.png(page)
    let decoded = try ImageDecoder.decode(file)
    #expect(decoded.width == 257 && decoded.height == 131 && decoded.isOpaque)
    #expect(try decoded.pixels == rasterizer.pixels(page))
  }

  @Test func jpegOfBandsDecodesToThePageWithoutSeams() throws {
    var page = DisplayList(width: 200, height: 300)
    page.fill(
      Rect(x: 0, y: 0, width: 200, height: 300),
      .gradient(
        ramp(.linear(from: .zero, to: Point(x: 0, y: 300)), [.white, Color(r: 0, g: 60, b: 120)])))
    for quality in [75, 95] {
      let rasterizer = try makeRasterizer()
      let decoded = try ImageDecoder.decode(rasterizer.jpeg(page, quality: quality))
      let expected = try rasterizer.pixels(page)
      #expect(decoded.width == 200 && decoded.height == 300)
      var worst = 0
      for (a, b) in zip(decoded.pixels, expected) {
        for shift in [0, 8, 16] as [UInt32] {
          worst = max(worst, abs(Int(a >> shift & 255) - Int(b >> shift & 255)))
        }
      }
      #expect(worst <= 6)
    }
  }

  @Test("Backdrops over backdrops cost each of them once")
  func stackedBackdrops() throws {
    var page = DisplayList(width: 40, height: 40)
    page.fill(Rect(x: 0, y: 0, width: 20, height: 40), .color(.black))
    for _ in 1...60 {
      page.add(
        .backdrop(
          Backdrop(
            shape: .rect(Rect(x: 0, y: 0, width: 40, height: 40)),
            filters: [.blur(sigmaX: 2, sigmaY: 2)], opacity: 1)))
    }
    let pixels = try makeRasterizer().pixels(page)
    #expect(Set(pixels).count > 10)
  }
}
