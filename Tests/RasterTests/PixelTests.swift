import Imaging
import Raster
import Scene
import Testing

@Suite struct PixelTests {
  private func pixels(_ list: DisplayList) throws -> [UInt32] {
    try makeRasterizer().pixels(list)
  }

  @Test func aRampOfHardStopsEqualsRectangles() throws {
    var striped = DisplayList(width: 90, height: 40)
    let red = Color(r: 200, g: 10, b: 10)
    let blue = Color(r: 10, g: 10, b: 200)
    let stops = [
      Gradient.Stop(offset: 0, color: red), Gradient.Stop(offset: 1.0 / 3, color: red),
      Gradient.Stop(offset: 1.0 / 3, color: blue), Gradient.Stop(offset: 1, color: blue),
    ]
    striped.fill(
      Rect(x: 0, y: 0, width: 90, height: 40),
      .gradient(
        Gradient(
          geometry: .linear(from: .zero, to: Point(x: 90, y: 0)), stops: stops, isRepeating: false))
    )
    var flat = DisplayList(width: 90, height: 40)
    flat.fill(Rect(x: 0, y: 0, width: 30, height: 40), .color(red))
    flat.fill(Rect(x: 30, y: 0, width: 60, height: 40), .color(blue))
    #expect(try pixels(striped) == pixels(flat))
  }

  @Test func translucentFillsAreTheSameThroughAnyPath() throws {
    let color = Color(r: 30, g: 190, b: 77, a: 140)
    var direct = DisplayList(width: 64, height: 64)
    direct.fill(Rect(x: 8, y: 8, width: 40, height: 40), .color(color))
    var byPath = DisplayList(width: 64, height: 64)
    var path = Path()
    path.append(Rect(x: 8, y: 8, width: 40, height: 40))
    byPath.add(.fill(Fill(.path(path, evenOdd: false), .color(color))))
    var byClip = DisplayList(width: 64, height: 64)
    let clip = byClip.addClip(
      .rect(Rect(x: 8, y: 8, width: 40, height: 40)), transform: .identity, inside: nil)
    byClip.fill(Rect(x: 0, y: 0, width: 64, height: 64), .color(color), clip: clip)
    #expect(try pixels(direct) == pixels(byPath))
    #expect(try pixels(direct) == pixels(byClip))
  }

  @Test func aSharpShadowIsTheShapeWithoutTheBox() throws {
    var shadow = DisplayList(width: 80, height: 80)
    shadow.add(
      .boxShadow(
        BoxShadowCommand(
          shape: RoundedRect(Rect(x: 20, y: 20, width: 40, height: 40)),
          box: RoundedRect(Rect(x: 10, y: 10, width: 40, height: 40)), isInset: false, sigma: 0,
          color: .black)))
    var boxes = DisplayList(width: 80, height: 80)
    boxes.fill(Rect(x: 50, y: 20, width: 10, height: 40), .color(.black))
    boxes.fill(Rect(x: 20, y: 50, width: 30, height: 10), .color(.black))
    #expect(try pixels(shadow) == pixels(boxes))
  }

  @Test func boxesWithoutAreaCastNoShadow() throws {
    var list = DisplayList(width: 200, height: 40)
    for rect in [Rect(x: 0, y: 9, width: 150, height: 0), Rect(x: 9, y: 0, width: 0, height: 30)] {
      let shape = RoundedRect(rect)
      for isInset in [false, true] {
        list.add(
          .boxShadow(
            BoxShadowCommand(
              shape: shape, box: shape, isInset: isInset, sigma: 3, color: .black)))
      }
    }
    #expect(try pixels(list) == pixels(DisplayList(width: 200, height: 40)))
  }

  @Test func blurKeepsTheSumOfCoverage() throws {
    var list = DisplayList(width: 200, height: 200)
    list.add(
      .boxShadow(
        BoxShadowCommand(
          shape: RoundedRect(Rect(x: 80, y: 80, width: 40, height: 40)),
          box: RoundedRect(Rect(x: -500, y: -500, width: 1, height: 1)), isInset: false, sigma: 10,
          color: .black)))
    let dark = try pixels(list).reduce(0.0) { $0 + Double(255 - $1 & 255) }
    #expect(abs(dark / 255 - 1600) < 24)
  }

  @Test func imagesAtTheirOwnSizeKeepEveryPixel() throws {
    var source = DisplayList(width: 32, height: 32)
    source.fill(
      Rect(x: 0, y: 0, width: 32, height: 32),
      .gradient(ramp(.linear(from: .zero, to: Point(x: 32, y: 32)), [.black, .white])))
    let images = TestImages()
    let id = ImageID(high: 1, low: 2)
    images.files[id] = try makeRasterizer().png(source)
    var list = DisplayList(width: 64, height: 32)
    list.fill(
      Rect(x: 0, y: 0, width: 64, height: 32),
      .tiles(
        Tiles(
          source: .image(id, part: Rect(x: 0, y: 0, width: 1, height: 1)),
          tile: Rect(x: 0, y: 0, width: 32, height: 32), step: Size(width: 32, height: 32))))
    let painted = try makeRasterizer(images: images).pixels(list)
    let expected = try pixels(source)
    for y in 0..<32 {
      #expect(Array(painted[(y * 64)..<(y * 64 + 32)]) == Array(expected[(y * 32)..<(y * 32 + 32)]))
      #expect(
        Array(painted[(y * 64 + 32)..<(y * 64 + 64)]) == Array(expected[(y * 32)..<(y * 32 + 32)]))
    }
  }

  @Test func vectorPicturesAreFittedBeforeATransformStretchesThem() throws {
    let images = TestImages()
    let id = ImageID(high: 1, low: 3)
    images.files[id] = Array(
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path fill='lime' d='M0 0h9v9H0z'/></svg>"
        .utf8)
    let unit = Rect(x: 0, y: 0, width: 1, height: 1)
    let frame = Rect(x: 0, y: 0, width: 20, height: 20)
    let transform = AffineTransform(a: 0.5, b: 0, c: 0, d: 2, tx: 0, ty: 0)
    var list = DisplayList(width: 20, height: 40)
    list.fill(
      frame,
      .tiles(Tiles(source: .image(id, part: unit), tile: frame, step: Size(width: 0, height: 0))),
      transform: transform)
    var plain = DisplayList(width: 20, height: 40)
    plain.fill(frame, .color(Color(r: 0, g: 255, b: 0)), transform: transform)
    #expect(try makeRasterizer(images: images).pixels(list) == pixels(plain))
  }

  @Test func vectorPicturesWithoutAViewBoxGrowWithATransform() throws {
    let images = TestImages()
    let id = ImageID(high: 1, low: 4)
    images.files[id] = Array(
      "<svg xmlns='http://www.w3.org/2000/svg'><path fill='lime' d='M0 0h10v10H0z'/></svg>".utf8)
    let unit = Rect(x: 0, y: 0, width: 1, height: 1)
    let frame = Rect(x: 0, y: 0, width: 20, height: 20)
    let transform = AffineTransform(a: 2, b: 0, c: 0, d: 2, tx: 0, ty: 0)
    var list = DisplayList(width: 40, height: 40)
    list.fill(
      frame,
      .tiles(Tiles(source: .image(id, part: unit), tile: frame, step: Size(width: 0, height: 0))),
      transform: transform)
    var plain = DisplayList(width: 40, height: 40)
    plain.fill(Rect(x: 0, y: 0, width: 20, height: 20), .color(Color(r: 0, g: 255, b: 0)))
    #expect(try makeRasterizer(images: images).pixels(list) == pixels(plain))
  }

  @Test func aGroupOfFullOpacityEqualsItsItems() throws {
    var plain = DisplayList(width: 60, height: 60)
    plain.fill(Rect(x: 5, y: 5, width: 40, height: 40), .color(Color(r: 1, g: 200, b: 3)))
    var grouped = DisplayList(width: 60, height: 60)
    grouped.add(.group(Group(items: plain.items)))
    #expect(try pixels(plain) == pixels(grouped))
  }
}
