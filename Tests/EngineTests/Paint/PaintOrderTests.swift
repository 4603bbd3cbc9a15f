import Engine
import Scene
import Testing

@Suite struct PaintOrderTests {
  @Test func levelsArePaintedFromNegativeToPositive() {
    let page = TreeBuilder(
      box(
        0, 0, 200, 200,
        [
          box(0, 0, 10, 10, color: red, z: 2),
          box(0, 0, 10, 10, color: green),
          box(0, 0, 10, 10, color: blue, z: -1),
          box(0, 0, 10, 10, color: .black, positioned: true),
        ]))
    #expect(page.colors == ["0000ffff", "008000ff", "000000ff", "ff0000ff"])
  }

  @Test func floatsArePaintedOverBlockBackgrounds() {
    let page = TreeBuilder(
      box(
        0, 0, 200, 200,
        [
          box(0, 0, 10, 10, color: red, fragment: { $0.isFloating = true }),
          box(0, 0, 10, 10, color: green),
        ]))
    #expect(page.colors == ["008000ff", "ff0000ff"])
  }

  @Test func aStackingContextKeepsItsLevelsInside() {
    let page = TreeBuilder(
      box(
        0, 0, 200, 200,
        [
          box(0, 0, 10, 10, z: 0, [box(0, 0, 5, 5, color: red, z: 99)]),
          box(0, 0, 10, 10, color: green, z: 1),
        ]))
    #expect(page.colors == ["ff0000ff", "008000ff"])
  }

  @Test func aPositionedBoxWithoutLevelLetsItsLevelsOut() {
    let page = TreeBuilder(
      box(
        0, 0, 200, 200,
        [
          box(0, 0, 10, 10, color: blue, positioned: true, [box(0, 0, 5, 5, color: red, z: 2)]),
          box(0, 0, 10, 10, color: green, z: 1),
        ]))
    #expect(page.colors == ["0000ffff", "008000ff", "ff0000ff"])
  }

  @Test func orderOfFlexItemsDecidesTheirPainting() {
    let item: @Sendable (Int32) -> (inout Fragment) -> Void = { order in
      {
        $0.isFlexOrGridItem = true
        $0.paintOrder = order
      }
    }
    let page = TreeBuilder(
      box(
        0, 0, 200, 200,
        [
          box(0, 0, 10, 10, color: red, fragment: item(2)),
          box(0, 0, 10, 10, color: green, fragment: item(1)),
        ]))
    #expect(page.colors == ["008000ff", "ff0000ff"])
  }

  @Test func opacityOfOneFillNeedsNoGroup() {
    let page = TreeBuilder(
      box(0, 0, 200, 200, [box(0, 0, 10, 10, color: red, style: { $0.effects.opacity = 0.5 })]))
    #expect(page.colors == ["ff000080"])
  }

  @Test func opacityOfMoreIsOneGroup() {
    let page = TreeBuilder(
      box(
        0, 0, 200, 200,
        [
          box(
            0, 0, 20, 20, color: red, style: { $0.effects.opacity = 0.5 },
            [
              box(5, 5, 20, 20, color: green)
            ])
        ]))
    #expect(
      page.dump == [
        "  group opacity 0.5 normal @ 0,0 25x25", "    fill rect(0,0 20x20) #ff0000ff @ 0,0 20x20",
        "    fill rect(5,5 20x20) #008000ff @ 5,5 20x20",
      ])
  }
}
