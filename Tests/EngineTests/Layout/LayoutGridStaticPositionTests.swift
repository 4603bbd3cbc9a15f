import Testing

@testable import Engine

/// Out-of-flow children of grids without insets.
@Suite struct LayoutGridStaticPositionTests {
  private func place(_ child: String, _ grid: String = "position:relative") -> String {
    LayoutFixture(
      "<div style='display:grid;width:100px;height:100px;grid:20px 60px 20px/20px 60px 20px;\(grid)'>"
        + "<div id=a style='position:absolute;width:10px;height:10px;\(child)'></div></div>")["a"]
  }

  @Test func aChildAlignsInItsArea() {
    #expect(place("grid-area:2/2/3/3") == "20 20 10 10")
    #expect(place("grid-area:2/2/3/3;align-self:end;justify-self:center") == "45 70 10 10")
  }

  @Test func withoutBeingItsContainingBlockTheGridAlignsItInItsContentBox() {
    #expect(place("grid-area:2/2/3/3;justify-self:end;align-self:center", "") == "90 45 10 10")
  }

  @Test func directionTurnsStartAround() {
    #expect(place("grid-area:2/2/3/3", "position:relative;direction:rtl") == "70 20 10 10")
    #expect(
      place(
        "grid-area:2/2/3/3;justify-self:self-start;direction:ltr",
        "position:relative;direction:rtl") == "20 20 10 10")
  }
}
