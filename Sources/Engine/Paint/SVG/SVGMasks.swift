import Markup
import Scene

/// A `<mask>` of inline SVG, applied to a box. `[CSS Masking 1, §8]`
struct SVGMask {
  let references: SVGReferences
  let node: NodeID
  /// The reference box, whose corner is the origin of user space.
  let box: Rect

  /// Whether the mask's luminance counts, as it does unless `mask-type` says otherwise.
  var isLuminance: Bool {
    let style = references.attribute("style", of: node) ?? ""
    return references.attribute("mask-type", of: node) != "alpha"
      && !style.replacing(" ", with: "").contains("mask-type:alpha")
  }

  /// The area outside of which nothing shows, on the page.
  var region: Rect {
    references.region(
      of: node, unitsName: "maskUnits", box: Size(width: box.width, height: box.height)
    ).offsetBy(x: box.x, y: box.y)
  }

  func markup() -> String {
    let usesBoundingBox =
      references.attribute("maskContentUnits", of: node) == "objectBoundingBox"
    let transform = usesBoundingBox ? " transform=\"scale(\(box.width) \(box.height))\"" : ""
    return SVGMarkup(references.document).picture(
      resources: references.owner(of: node), region: region.offsetBy(x: -box.x, y: -box.y),
      body: { "<g\(transform)>" + $0.contents(of: node) + "</g>" })
  }
}

extension PagePainter {
  /// What a `<mask>` element shows over an element's box; nothing where the reference is broken.
  func svgMaskItems(_ reference: String, _ id: FragmentID, _ node: PaintNode)
    -> (items: [DisplayItem], isLuminance: Bool)
  {
    guard let element = references.element(reference, tag: "mask") else { return ([], false) }
    let mask = SVGMask(references: references, node: element, box: svgReferenceBox(id))
    guard !mask.region.isEmpty else { return ([], false) }
    return (picture(mask.markup(), in: mask.region, node), mask.isLuminance)
  }
}
