import Testing

@testable import Engine

@Suite struct ContainerQueryTests {
  @Test func aQueryAsksTheNearestContainerAndNotThePage() {
    let page = LayoutFixture(
      "<div class=c style='width:300px'><i id=a></i></div>"
        + "<div class=c style='width:500px'><i id=b></i></div>",
      css: """
        .c { container-type: inline-size } i { display: block; height: 10px }
        @container (min-width: 400px) { i { height: 20px } }
        @container (width < 400px) { i { width: 7px } }
        """)
    #expect(page["a"] == "0 0 7 10")
    #expect(page["b"] == "0 10 500 20")
  }

  @Test func aQueryWithoutAContainerNeverHolds() {
    let page = LayoutFixture(
      "<i id=a></i>",
      css: "i { display: block; height: 10px } @container (width > 1px) { i { height: 20px } }")
    #expect(page["a"] == "0 0 800 10")
  }

  @Test func aNameChoosesAmongContainers() {
    let page = LayoutFixture(
      "<div style='container: outer / inline-size; width: 600px'>"
        + "<div style='container: inner / inline-size; width: 200px'><i id=a></i></div></div>",
      css: """
        i { display: block; height: 10px }
        @container outer (inline-size > 20em) { i { height: 30px } }
        @container inner (width > 400px) { i { width: 1px } }
        """)
    #expect(page["a"] == "0 0 200 30")
  }

  @Test func containersThatDependOnContainersSettle() {
    let page = LayoutFixture(
      "<div class=c style='width:600px'><div class='c m'><i id=a></i></div></div>",
      css: """
        .c { container-type: inline-size } i { display: block; height: 10px }
        @container (width > 500px) { .m { width: 100px } }
        @container (width = 100px) { i { height: 40px } }
        """)
    #expect(page["a"] == "0 0 100 40")
  }

  @Test func unitsOfContainersReferToTheirOwnContainer() {
    let page = LayoutFixture(
      "<div class=c style='width:300px'><i id=a></i></div>"
        + "<div class=c style='width:500px'><i id=b></i></div>",
      css: """
        .c { container-type: size; height: 50px }
        i { display: block; width: 10cqw; height: 50cqh }
        """)
    #expect(page["a"] == "0 0 30 25")
    #expect(page["b"] == "0 50 50 25")
  }

  @Test func theContentBoxOfAPseudoElementsElementIsAsked() {
    let page = LayoutFixture(
      "<div id=a class=c style='width:300px;padding:0 50px'></div>",
      css: """
        .c { container-type: inline-size }
        .c::before { content: ""; display: block; height: 10px }
        @container (width: 300px) { .c::before { height: 20px } }
        """)
    #expect(page["a"] == "0 0 400 20")
  }

  @Test func aStyleQueryAsksForACustomProperty() {
    let page = LayoutFixture(
      "<div style='--size: big'><i id=a></i></div><div><i id=b></i></div>",
      css: """
        i { display: block; height: 10px }
        @container style(--size: big) { i { height: 20px } }
        """)
    #expect(page["a"] == "0 0 800 20")
    #expect(page["b"] == "0 20 800 10")
  }

  @Test func unitsOfTheLineFollowTheElementsOwnWritingMode() {
    let page = LayoutFixture(
      "<div class=c style='width:400px'><p id=a>x</p><p id=b>x</p></div>",
      css: """
        .c { container-type: inline-size }
        p { margin: 0; font-size: 5cqi }
        #b { writing-mode: vertical-rl }
        """)
    #expect(page["a"] == "0 0 400 20")
    // Nothing tells the container's height: the page's stands in.
    #expect(page["b"] == "0 20 30 30")
  }
}
