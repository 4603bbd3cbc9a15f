/// Properties that browsers know and that change nothing in a picture that neither moves, scrolls nor
/// listens: valid, without effect and without a finding.
extension PropertyTable {
  mutating func addInertProperties() {
    ignore(
      """
      accent-color animation animation-composition animation-delay animation-direction
      animation-duration animation-fill-mode animation-iteration-count animation-name
      animation-play-state animation-range animation-range-end animation-range-start
      animation-timeline animation-timing-function app-region appearance caret caret-color
      caret-shape content-visibility
      contain-intrinsic-size contain-intrinsic-width contain-intrinsic-height
      contain-intrinsic-block-size contain-intrinsic-inline-size cursor dynamic-range-limit
      field-sizing font-display font-smooth forced-color-adjust interactivity interpolate-size
      -moz-osx-font-smoothing object-view-box overflow-anchor overscroll-behavior
      overscroll-behavior-block overscroll-behavior-inline overscroll-behavior-x
      overscroll-behavior-y pointer-events print-color-adjust resize scroll-behavior
      scroll-margin scroll-margin-block scroll-margin-block-end scroll-margin-block-start
      scroll-margin-bottom scroll-margin-inline scroll-margin-inline-end
      scroll-margin-inline-start scroll-margin-left scroll-margin-right scroll-margin-top
      scroll-padding scroll-padding-block scroll-padding-block-end scroll-padding-block-start
      scroll-padding-bottom scroll-padding-inline scroll-padding-inline-end
      scroll-padding-inline-start scroll-padding-left scroll-padding-right scroll-padding-top
      scroll-snap-align scroll-snap-stop scroll-snap-type scroll-timeline scroll-timeline-axis
      scroll-timeline-name scrollbar-color scrollbar-gutter scrollbar-width speak
      text-rendering text-size-adjust -webkit-text-size-adjust timeline-scope touch-action
      transition transition-behavior transition-delay transition-duration transition-property
      transition-timing-function user-select view-timeline view-timeline-axis
      view-timeline-inset view-timeline-name view-transition-class view-transition-name
      -webkit-animation -webkit-animation-delay -webkit-backdrop-filter -webkit-animation-direction
      -webkit-animation-duration -webkit-animation-fill-mode -webkit-animation-iteration-count
      -webkit-animation-name -webkit-animation-play-state -webkit-animation-timing-function
      -webkit-font-smoothing -webkit-locale -webkit-rtl-ordering
      -webkit-tap-highlight-color -webkit-text-security -webkit-touch-callout
      -webkit-transition -webkit-transition-delay -webkit-transition-duration
      -webkit-transition-property -webkit-transition-timing-function -webkit-user-drag
      -webkit-user-modify -webkit-overflow-scrolling
      text-autospace text-spacing text-spacing-trim text-box text-box-edge text-box-trim
      font-language-override font-palette font-variant-alternates font-variant-emoji math-depth
      math-shift math-style ruby-align baseline-source buffered-rendering color-rendering d
      reading-flow reading-order animation-trigger
      """)
  }
}
