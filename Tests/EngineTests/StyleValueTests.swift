import Findings
import Markup
import Scene
import Testing

@testable import Engine

@Suite struct StyleValueTests {
  private func style(_ css: String) -> ComputedStyle {
    StyledPage("<p id=a style=\"\(css)\">x")["a"]
  }

  private func color(_ value: String) -> Color { style("color: \(value)").text.color }

  private func near(_ a: Color, _ b: Color) -> Bool {
    abs(a.red - b.red) < 0.003 && abs(a.green - b.green) < 0.003 && abs(a.blue - b.blue) < 0.003
      && abs(a.alpha - b.alpha) < 0.003
  }

  @Test func absoluteUnitsComeToPixels() {
    #expect(style("width: 1in").box.width == .lengthPercentage(.length(96)))
    #expect(style("width: 3pt").box.width == .lengthPercentage(.length(4)))
    #expect(style("width: 2.54cm").box.width == .lengthPercentage(.length(96)))
  }

  @Test func relativeUnitsFollowFontsAndPage() {
    #expect(style("font-size: 10px; width: 2em").box.width == .lengthPercentage(.length(20)))
    #expect(style("font-size: 10px; width: 2rem").box.width == .lengthPercentage(.length(32)))
    #expect(style("width: 10vw").box.width == .lengthPercentage(.length(80)))
    #expect(style("width: 10vmin").box.width == .lengthPercentage(.length(60)))
    #expect(style("line-height: 30px; width: 2lh").box.width == .lengthPercentage(.length(60)))
  }

  @Test func calculationsFoldWhatTheyCan() {
    #expect(style("width: calc(1px + 2 * (3px - 1px))").box.width == .lengthPercentage(.length(5)))
    #expect(style("width: calc(50%)").box.width == .lengthPercentage(.percentage(50)))
    #expect(style("width: min(10px, 2em)").box.width == .lengthPercentage(.length(10)))
    #expect(style("width: clamp(1px, 5px, 3px)").box.width == .lengthPercentage(.length(3)))
    #expect(style("width: round(up, 11px, 5px)").box.width == .lengthPercentage(.length(15)))
    #expect(style("rotate: calc(asin(1))").effects.rotate == .rotate(x: 0, y: 0, z: 1, angle: 90))
    #expect(style("width: calc(10px * sign(-1))").box.width == .lengthPercentage(.length(0)))
    #expect(style("z-index: calc(2.5)").box.zIndex == 3)
  }

  @Test func mixedCalculationsResolveAgainstTheirBase() {
    guard case .lengthPercentage(let value) = style("width: calc(100% - 2 * 10px)").box.width else {
      Issue.record("no length")
      return
    }
    #expect(value.resolve(pixels: 200) == 180)
  }

  @Test func calculationsOfWrongTypesAreInvalid() {
    #expect(style("width: calc(1px + 2)").box.width == .auto)
    #expect(style("width: calc(1px * 2px)").box.width == .auto)
    #expect(style("width: calc(1px+2px)").box.width == .auto)
    #expect(style("width: calc(1px / 1px)").box.width == .auto)
    #expect(style("width: calc(10px * (4px / 2px))").box.width == .lengthPercentage(.length(20)))
  }

  @Test func endlessNumbersNeitherTrapNorStay() {
    _ = style("width: calc(1px / 0); z-index: calc(1 / 0); order: calc(0 / 0); font-size: 1e99px")
    _ = style("column-count: 99999999999999999999; line-height: calc(infinity * 1px)")
    _ = style("grid-row: 999999999999 / span 99999999999; transform: rotate(calc(nan * 1deg))")
  }

  @Test func everyColorSyntaxGivesItsColor() {
    let green = Color(r: 0, g: 128, b: 0)
    for value in [
      "green", "#008000", "#008000ff", "rgb(0 128 0)", "rgba(0, 128, 0, 1)",
      "hsl(120 100% 25.1%)", "hwb(120 0% 49.8%)", "lab(46.2775% -47.5621 48.5837)",
      "lch(46.2775% 67.9892 134.3912)", "oklab(51.975% -0.1403 0.10768)",
      "oklch(51.975% 0.17686 142.495)", "color(srgb 0 0.50196 0)",
      "color(xyz 0.07719 0.15438 0.02573)", "color-mix(in srgb, green, green)",
      "rgb(from green r g b)", "hsl(from green h s l)",
    ] { #expect(near(color(value), green), "\(value)") }
  }

  @Test func colorMixWeighsItsColors() {
    #expect(
      near(color("color-mix(in srgb, red 25%, blue)"), Color(red: 0.25, green: 0, blue: 0.75)))
    #expect(
      near(
        color("color-mix(in srgb, red 25%, blue 25%)"),
        Color(red: 0.5, green: 0, blue: 0.5, alpha: 0.5)))
  }

  @Test func relativeColorsCalculateWithChannels() {
    #expect(near(color("rgb(from red calc(r / 5) g b / 50%)"), Color(r: 51, g: 0, b: 0, a: 128)))
  }

  @Test func gradientsKeepHintsAndDoubledStops() {
    let style = style("background: linear-gradient(to right, red, 30%, blue 50% 60%)")
    guard case .gradient(let gradient)? = style.background.layers.first?.image else {
      Issue.record("no gradient")
      return
    }
    #expect(gradient.shape == .linearTo(x: 1, y: 0))
    #expect(gradient.stops.count == 4)
    #expect(gradient.stops[1].color == nil)
  }

  @Test func invalidGradientsAreRefused() {
    #expect(style("background: linear-gradient(30%, red, blue)").background.layers.isEmpty)
    #expect(style("background: radial-gradient(circle 10%, red, blue)").background.layers.isEmpty)
  }

  @Test func gradientsOfModernColorsMixInOklab() {
    func space(_ css: String) -> ColorInterpolation.Space? {
      guard case .gradient(let gradient)? = style(css).background.layers.first?.image else {
        return nil
      }
      return gradient.interpolation.space
    }
    #expect(space("background: linear-gradient(oklch(60% .2 30), red)") == .oklab)
    #expect(space("background: conic-gradient(color-mix(in srgb, red, blue), red)") == .oklab)
    #expect(space("background: linear-gradient(hsl(20 50% 50%), red)") == .srgb)
    #expect(space("background: linear-gradient(in hsl, lab(60% 20 30), red)") == .hsl)
  }

  @Test func aPropertyOfAnotherBrowserChangesNothing() {
    #expect(style("-webkit-backdrop-filter: blur(2px)").effects.backdropFilter.isEmpty)
  }

  @Test func theDarkSchemeHasItsOwnColors() {
    let page = StyledPage(
      "<p id=a style='background-color:light-dark(red, blue)'>x</p>"
        + "<p id=b style='color-scheme:light dark;background-color:light-dark(red, blue)'>x</p>"
        + "<style>:root { color-scheme: dark }</style>")
    #expect(page["a"].text.color == .white)
    #expect(page["a"].background.color == .color(Color(rgb: 0x0000FF)))
    #expect(page["b"].background.color == .color(Color(rgb: 0xFF0000)))
  }
}
