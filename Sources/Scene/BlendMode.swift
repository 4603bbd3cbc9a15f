/// How a source is mixed with what lies under it. `[Compositing and Blending 1, §10]`
package enum BlendMode: String, Sendable, Hashable {
  case normal, multiply, screen, overlay, darken, lighten, difference, exclusion, hue, saturation
  case color, luminosity
  case colorDodge = "color-dodge"
  case colorBurn = "color-burn"
  case hardLight = "hard-light"
  case softLight = "soft-light"
  case plusLighter = "plus-lighter"
  case plusDarker = "plus-darker"
}
