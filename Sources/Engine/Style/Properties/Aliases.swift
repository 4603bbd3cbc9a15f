/// Other names of properties, as browsers keep them. `[Compatibility; CSSOM]`
extension PropertyTable {
  mutating func addAliases() {
    for (alias, name) in [
      ("word-wrap", "overflow-wrap"), ("grid-gap", "gap"), ("grid-row-gap", "row-gap"),
      ("grid-column-gap", "column-gap"), ("page-break-inside", "break-inside"),
      ("line-clamp", "-webkit-line-clamp"), ("-webkit-hyphenate-character", "hyphenate-character"),
      ("-epub-caption-side", "caption-side"), ("-epub-text-combine", "text-combine-upright"),
      ("-epub-writing-mode", "writing-mode"),
      ("-webkit-font-feature-settings", "font-feature-settings"),
      ("-webkit-text-combine", "text-combine-upright"),
      ("-webkit-margin-start", "margin-inline-start"),
      ("-webkit-margin-end", "margin-inline-end"), ("-webkit-margin-before", "margin-block-start"),
      ("-webkit-margin-after", "margin-block-end"),
      ("-webkit-padding-start", "padding-inline-start"),
      ("-webkit-padding-end", "padding-inline-end"),
      ("-webkit-padding-before", "padding-block-start"),
      ("-webkit-padding-after", "padding-block-end"),
      ("-webkit-border-start", "border-inline-start"), ("-webkit-border-end", "border-inline-end"),
      ("-webkit-border-before", "border-block-start"), ("-webkit-border-after", "border-block-end"),
      ("-webkit-logical-width", "inline-size"), ("-webkit-logical-height", "block-size"),
      ("-webkit-min-logical-width", "min-inline-size"),
      ("-webkit-min-logical-height", "min-block-size"),
      ("-webkit-max-logical-width", "max-inline-size"),
      ("-webkit-max-logical-height", "max-block-size"),
      ("-webkit-column-break-after", "break-after"),
      ("-webkit-column-break-before", "break-before"),
      ("-webkit-column-break-inside", "break-inside"), ("-webkit-mask-box-image", "mask-border"),
      ("-webkit-mask-box-image-source", "mask-border-source"),
      ("-webkit-mask-box-image-slice", "mask-border-slice"),
      ("-webkit-mask-box-image-width", "mask-border-width"),
      ("-webkit-mask-box-image-outset", "mask-border-outset"),
      ("-webkit-mask-box-image-repeat", "mask-border-repeat"),
      ("font-width", "font-stretch"),
    ] { add(alias: alias, for: name) }
    for name in Self.prefixed { add(alias: "-webkit-" + name, for: name) }
  }

  /// Properties that are also known with `-webkit-` before them.
  private static let prefixed = [
    "align-content", "align-items", "align-self", "appearance", "backface-visibility",
    "background-clip", "background-origin", "background-size", "border-bottom-left-radius",
    "border-bottom-right-radius", "border-image", "border-radius", "border-top-left-radius",
    "border-top-right-radius", "box-decoration-break", "box-shadow", "box-sizing", "clip-path",
    "column-count", "column-fill", "column-gap", "column-rule", "column-rule-color",
    "column-rule-style", "column-rule-width", "column-span", "column-width", "columns", "filter",
    "flex", "flex-basis", "flex-direction", "flex-flow", "flex-grow",
    "flex-shrink", "flex-wrap", "hyphens", "justify-content", "line-break", "mask", "mask-clip",
    "mask-composite", "mask-image", "mask-origin", "mask-position", "mask-position-x",
    "mask-position-y", "mask-repeat", "mask-size", "opacity", "order", "perspective",
    "perspective-origin", "print-color-adjust", "shape-image-threshold", "shape-margin",
    "shape-outside", "text-decoration-color", "text-decoration-line", "text-decoration-style",
    "text-emphasis", "text-emphasis-color", "text-emphasis-position", "text-emphasis-style",
    "text-orientation", "transform", "transform-origin", "transform-style", "user-select",
    "writing-mode",
  ]
}
