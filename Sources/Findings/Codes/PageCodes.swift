/// Codes of the area `render` that concern fonts and images of a page.
extension FindingCode {
  package static let missingGlyphOnPage = FindingCode(
    "render.missing-glyph", .error, "A page shows a character that no font of the job has.",
    remedy: "Add a font that covers it to the template's or the configured fonts.")
  package static let fontFallback = FindingCode(
    "render.font-fallback", .warning, "A font that a page names is not among the given ones.",
    remedy: "Add the font to the template, or name one that is there.")
  package static let svgFont = FindingCode(
    "render.svg-font", .warning, "Text in inline SVG asks for a font of a @font-face rule.",
    remedy: "Set the text in HTML over the SVG, turn it into paths, or name a font of the machine.")
  package static let syntheticFont = FindingCode(
    "render.synthetic-font", .warning, "A bold or italic face was made up because there is none.",
    remedy: "Add the face, or use another weight or style.")
  package static let noHyphenation = FindingCode(
    "render.no-hyphenation", .warning,
    "A page asks for hyphenation in a language that the machine has no patterns for.",
    remedy: "Install the patterns (Debian: hyphen-de and its like), or correct the page's lang.")
  package static let fontFailed = FindingCode(
    "render.font-failed", .error, "A font file or @font-face rule gives no usable font.",
    remedy: "Correct the file or its reference.")
  package static let imageFailed = FindingCode(
    "render.image-failed", .error, "A page refers to an image that cannot be shown.",
    remedy: "Supply the image, or correct its reference.")
  package static let imageEnlarged = FindingCode(
    "render.image-enlarged", .warning, "An image is shown larger than its pixels allow.",
    remedy: "Supply a larger image.")
  package static let rasterFailed = FindingCode(
    "render.raster-failed", .error, "A page could not be painted.",
    remedy: "Report this with the page: it should not happen.")

  static let pageCodes = [
    missingGlyphOnPage, fontFallback, svgFont, syntheticFont, noHyphenation, fontFailed,
    imageFailed,
    imageEnlarged,
    rasterFailed,
  ]
}
