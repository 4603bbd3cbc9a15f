import Engine
import Scene
import Testing

@Suite struct BoxPaintTests {
  @Test func edgesSnapToTheNearestDevicePixel() {
    let page = TreeBuilder(
      box(
        0, 0, 200, 200,
        [
          box(
            0, 0, 0, 0, color: red,
            fragment: {
              $0.rect = LayoutRect(
                x: LayoutUnit(10.4), y: LayoutUnit(10.5), width: LayoutUnit(20.2),
                height: LayoutUnit(20.2))
            })
        ]))
    #expect(page.dump == ["  fill rect(10,11 21x20) #ff0000ff @ 10,11 21x20"])
  }

  @Test func theRootsBackgroundCoversTheCanvas() {
    let page = TreeBuilder(width: 300, height: 120, box(8, 8, 50, 20, color: green))
    #expect(page.dump == ["  fill rect(0,0 300x120) #008000ff @ 0,0 300x120"])
  }

  @Test func overflowClipsContentsButNotBoxesContainedElsewhere() {
    let page = TreeBuilder(
      box(
        0, 0, 200, 200,
        [
          box(
            10, 10, 20, 20,
            style: {
              $0.box.overflowX = .hidden; $0.box.overflowY = .hidden
            },
            [
              box(0, 0, 50, 50, color: red),
              box(
                0, 0, 50, 50, color: blue, style: { $0.box.position = .absolute },
                fragment: {
                  $0.isOutOfFlow = true
                }),
            ])
        ]))
    #expect(
      page.dump == [
        "  fill rect(10,10 50x50) #ff0000ff @ 10,10 20x20 clip rect(10,10 20x20)",
        "  fill rect(10,10 50x50) #0000ffff @ 10,10 50x50",
      ])
  }

  @Test func aUniformBorderIsOneRing() {
    let page = TreeBuilder(
      box(
        0, 0, 200, 200,
        [
          box(
            10, 10, 40, 40,
            style: { style in
              var side = BorderSide()
              side.width = 4
              side.style = .solid
              side.color = .color(blue)
              style.border.sides = Sides(side)
            })
        ]))
    #expect(
      page.dump == ["  fill ring(10,10 40x40; 14,14 32x32) #0000ffff @ 10,10 40x40"])
  }

  @Test func aGradientOfOneColorIsThatColor() {
    let page = TreeBuilder(
      box(
        0, 0, 200, 200,
        [
          box(
            0, 0, 50, 50,
            style: { style in
              var layer = BackgroundLayer()
              layer.image = .gradient(
                StyleGradient(
                  shape: .linear(angle: 45),
                  stops: [
                    StyleGradientStop(color: .color(green)),
                    StyleGradientStop(color: .color(green)),
                  ]))
              style.background.layers = [layer]
            })
        ]))
    #expect(page.colors == ["008000ff"])
  }

  @Test func transformsTurnAboutTheBoxesCenter() {
    let page = TreeBuilder(
      box(
        0, 0, 200, 200,
        [
          box(
            50, 50, 40, 20, color: red,
            style: { style in
              style.effects.transform = [.rotate(x: 0, y: 0, z: 1, angle: 90)]
            })
        ]))
    #expect(page.dump == ["  fill rect(50,50 40x20) #ff0000ff @ 60,40 20x40"])
  }

  @Test func theBackgroundOfABrokenInlineBoxGoesOnFromLineToLine() {
    let page = LayoutFixture(
      "<p style='margin:0;width:50px'><b style='font-weight:400;"
        + "background:linear-gradient(90deg,red,blue)'>aaaa bb</b></p>")
    let list = paintPage(page.result.fragments, of: page.document, images: MissingImages())
    let ends = list.items.compactMap { item -> [Double]? in
      guard case .fill(let fill) = item.command, case .gradient(let gradient) = fill.brush,
        case .linear(let from, let to) = gradient.geometry
      else { return nil }
      return [from.x, to.x]
    }
    #expect(ends == [[0, 60], [-40, 20]])
  }
}
