import Engine
import Scene
import Testing

/// What `<filter>` elements are read into. `[Filter Effects 1, §9]`
@Suite struct SVGFilterTests {
  /// The graph over a box of 100 × 50 px at 10, 20.
  private func graph(_ primitives: String, _ attributes: String = "", style: String = "") throws
    -> FilterGraph
  {
    try #require(shown(primitives, attributes, style: style))
  }

  private func shown(_ primitives: String, _ attributes: String = "", style: String = "")
    -> FilterGraph?
  {
    let page = LayoutFixture(
      "<div style='margin:20px 10px;width:100px;height:50px;background:green;\(style);"
        + "filter:url(#f)'></div><svg width=0 height=0><filter id=f \(attributes)>\(primitives)"
        + "</filter></svg>")
    let list = paintPage(page.result.fragments, of: page.document, images: SomeImage())
    for item in list.items {
      if case .group(let group) = item.command, case .graph(let graph)? = group.filters.first {
        return graph
      }
    }
    return nil
  }

  private final class SomeImage: ImageSource {
    func image(_ reference: String, isOriented: Bool) -> ImageResult {
      .image(
        ImageInfo(
          id: ImageID(high: 1, low: 1), width: 20, height: 10, ratio: 2,
          pixelSize: Size(width: 20, height: 10), isOpaque: true))
    }
    func coverage(of id: ImageID, width: Int, height: Int) -> ImageCoverage? { nil }
  }

  private let whole = "x=0 y=0 width=1 height=1"

  @Test func subregionsDefaultToWhatThePrimitiveReads() throws {
    let graph = try graph(
      "<feFlood x=10 y=5 width=20 height=10 /><feGaussianBlur stdDeviation=2 />"
        + "<feTile /><feOffset in=SourceAlpha dx=1 />", whole)
    let all = DeviceRect(left: 10, top: 20, right: 110, bottom: 70)
    let part = DeviceRect(left: 20, top: 25, right: 40, bottom: 35)
    #expect(graph.primitives.map(\.region) == [part, part, all, all])
    #expect(graph.primitives[2].operation == .tile(part))
  }

  @Test func noiseIsMeasuredFromTheBoxInUserSpace() throws {
    let graph = try graph(
      "<feTurbulence type=fractalNoise baseFrequency='0.1 0.2' numOctaves=3 seed=-4.9 "
        + "stitchTiles=stitch x=5 y=5 width=40 height=20 />", whole)
    guard case .turbulence(let noise) = graph.primitives[0].operation else {
      Issue.record("no noise")
      return
    }
    #expect(noise.isFractal && noise.frequencyX == 0.1 && noise.frequencyY == 0.2)
    #expect(noise.octaves == 3 && noise.seed == -4)
    #expect(noise.tile == Rect(x: 5, y: 5, width: 40, height: 20))
    #expect(noise.toUser.apply(Point(x: 10, y: 20)) == .zero)
  }

  @Test func primitivesInErrorAreTransparent() throws {
    for primitive in [
      "<feTurbulence baseFrequency=-1 />", "<feConvolveMatrix order=3 kernelMatrix='1 2' />",
      "<feConvolveMatrix order=1 kernelMatrix=1 targetX=1 />",
      "<feConvolveMatrix order=0 kernelMatrix=1 />", "<feDiffuseLighting />", "<feImage />",
    ] {
      #expect(try graph(primitive).primitives[0].operation == .flood(.transparent))
    }
  }

  @Test func kernelsHaveTheirDefaults() throws {
    let graph = try graph("<feConvolveMatrix order='3 1' kernelMatrix='1 2 1' divisor=0 />")
    let kernel = Convolution(
      columns: 3, rows: 1, kernel: [1, 2, 1], divisor: 4, bias: 0, targetX: 1, targetY: 0,
      edgeMode: .duplicate, preservesAlpha: false, step: Size(width: 1, height: 1))
    #expect(try graph.primitives[0].operation == .convolution(#require(kernel)))
  }

  @Test func lightsStandInUserSpaceOrInSharesOfTheBox() throws {
    func light(_ attributes: String, _ element: String) throws -> Lighting.Light? {
      let graph = try graph("<feDiffuseLighting>\(element)</feDiffuseLighting>", attributes)
      guard case .lighting(let lighting) = graph.primitives[0].operation else { return nil }
      return lighting.light
    }
    #expect(
      try light("", "<fePointLight x=30 y=-5 z=7 />")
        == .point(Lighting.Vector(x: 40, y: 15, z: 7)))
    let shared = try light(
      "primitiveUnits=objectBoundingBox",
      "<feSpotLight x=0.5 y=1 z=0 pointsAtX=1 specularExponent=500 limitingConeAngle=0 />")
    #expect(
      shared
        == .spot(
          Lighting.Vector(x: 60, y: 70, z: 0), target: Lighting.Vector(x: 110, y: 20, z: 0),
          exponent: 128, cone: nil))
    #expect(
      try light("", "<feDistantLight elevation=90 />").map { light in
        if case .distant(let direction) = light { direction.z == 1 } else { false }
      } == true)
  }

  @Test func displacementsAndOffsetsTurnWithTheElement() throws {
    let graph = try graph(
      "<feOffset dx=10 /><feDisplacementMap in=SourceGraphic scale=4 xChannelSelector=R />",
      style: "transform:rotate(90deg)")
    guard case .offset(let x, let y) = graph.primitives[0].operation,
      case .displacement(let displacement) = graph.primitives[1].operation
    else {
      Issue.record("other primitives")
      return
    }
    #expect(abs(x) < 1e-9 && abs(y - 10) < 1e-9)
    #expect(displacement.x == .red && displacement.y == .alpha)
    #expect(abs(displacement.scale.b - 4) < 1e-9 && abs(displacement.scale.a) < 1e-9)
  }

  @Test(arguments: [
    ("", Rect(x: 10, y: 20, width: 100, height: 50)),
    ("width=40 height=40", Rect(x: 10, y: 30, width: 40, height: 20)),
    ("width=40 height=40 preserveAspectRatio=xMinYMax", Rect(x: 10, y: 40, width: 40, height: 20)),
    ("width=40 height=40 preserveAspectRatio=none", Rect(x: 10, y: 20, width: 40, height: 40)),
    (
      "width=40 height=40 preserveAspectRatio='xMidYMid slice'",
      Rect(x: -10, y: 20, width: 80, height: 40)
    ),
  ])
  func picturesAreFittedIntoTheirSubregion(_ attributes: String, _ place: Rect) throws {
    let graph = try graph("<feImage href=a \(attributes) />", whole)
    guard case .picture(let picture) = graph.primitives[0].operation else {
      Issue.record("no picture")
      return
    }
    #expect(picture.tiles.tile == place)
  }

  @Test func picturesMayBeElementsOfInlineSVG() throws {
    let primitive = "<feImage href='#g' x=20 /><g id=g><rect width=9 height=9 /></g>"
    guard case .picture(let picture) = try graph(primitive, whole).primitives[0].operation else {
      Issue.record("no picture")
      return
    }
    #expect(picture.area == Rect(x: 30, y: 20, width: 100, height: 50))
    #expect(try graph("<feImage href='#none' />").primitives[0].operation == .flood(.transparent))
  }

  @Test func filtersThatPaintOnTheirOwnShowOnEmptyElements() {
    #expect(shown("<feFlood />", style: "background:none")?.primitives.count == 1)
    #expect(shown("<feOffset dx=1 />", style: "background:none") == nil)
  }

  @Test func theRegionOfATurnedFilterClipsAsAnOutline() {
    let page = LayoutFixture(
      "<div style='width:100px;height:50px;background:green;transform:rotate(45deg);"
        + "filter:url(#f)'></div><svg width=0 height=0><filter id=f \(whole)><feFlood /></filter>"
        + "</svg>")
    let list = paintPage(page.result.fragments, of: page.document, images: SomeImage())
    #expect(list.items.contains { $0.clip != nil })
  }
}
