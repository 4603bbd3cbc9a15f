/// Codes of the area `render` that layout reports.
extension FindingCode {
  package static let nestingTooDeep = FindingCode(
    "render.nesting-too-deep", .warning, "Elements are nested deeper than layout goes.",
    remedy: "Nest fewer elements.")
  package static let textOverflow = FindingCode(
    "render.text-overflow", .warning, "Text is cut by its box or by the page.",
    remedy: "Shorten the text, enlarge the box, or let it shrink with `text-fit`.")
  package static let textEllipsis = FindingCode(
    "render.text-ellipsis", .info, "Text ends in an ellipsis because it does not fit.",
    remedy: "Shorten the text or enlarge the box where all of it must show.")
  package static let boxOverflow = FindingCode(
    "render.box-overflow", .info, "A box reaches beyond the page.",
    remedy: "Make the box smaller or clip it with `overflow: hidden`.")
  package static let textShrunk = FindingCode(
    "render.text-shrunk", .info, "Text was made smaller to fit its box.",
    remedy: "Nothing need be done; shorten the text where it must keep its size.")
  package static let lowContrast = FindingCode(
    "render.low-contrast", .info, "Text stands out too little from the color behind it.",
    remedy: "Choose a darker or lighter color, or larger text.")
  package static let filterLeftOut = FindingCode(
    "render.filter-left-out", .warning, "An element is shown without the SVG filter that it names.",
    remedy: "Correct the reference, or make do with fewer primitives and smaller kernels.")

  package static let tooManyPages = FindingCode(
    "render.too-many-pages", .error, "A document has more pages than are rendered.",
    remedy: "Give the recipient fewer rows, or divide the document.")
  package static let furtherPages = FindingCode(
    "render.further-pages", .info, "A picture shows the first of several pages.",
    remedy: "Render the document as PDF to have all pages.")

  package static let coarseEffects = FindingCode(
    "render.coarse-effects", .warning,
    "Effects of a PDF are drawn at less than 288 dots per inch, since there are so many.",
    remedy: "Use fewer or smaller shadows, filters and blends, or split the document.")

  static let layoutCodes: [FindingCode] = [
    nestingTooDeep, textOverflow, textEllipsis, boxOverflow, textShrunk, lowContrast,
    filterLeftOut, tooManyPages, furtherPages, coarseEffects,
  ]
}
