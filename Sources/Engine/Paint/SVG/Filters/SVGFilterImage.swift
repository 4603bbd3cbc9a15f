import Markup
import Scene

extension SVGFilter {
  /// `feImage`; nil where there is nothing to show. `[Filter Effects 1, §9.15]`
  func picture(_ step: Step) -> FilterPicture? {
    let reference =
      document.attribute("href", of: step.node) ?? document.attribute("xlink:href", of: step.node)
    guard let reference = reference?.trimmingSpaces, !reference.isEmpty else { return nil }
    if reference.hasPrefix("#") { return drawing(of: String(reference.dropFirst()), step) }
    guard
      case .image(let info) = painter.images.image(
        reference, isOriented: style.text.orientImages)
    else { return nil }
    let natural = NaturalSize(width: info.width, height: info.height, ratio: info.ratio)
    let fit = AspectRatioFit(references.attribute("preserveAspectRatio", of: step.node))
    return picture(info.id, tile: fit.place(natural, in: step.subregion), within: step.subregion)
  }

  private func picture(_ image: ImageID, tile: Rect, within subregion: Rect) -> FilterPicture? {
    let area = tile.intersection(subregion)
    guard !area.isEmpty,
      case .tiles(let tiles) = painter.imageBrush(
        image, tile: tile, step: .zero, covering: area,
        quality: style.text.imageRendering.quality)
    else { return nil }
    return FilterPicture(tiles: tiles, area: area, transform: transform)
  }

  /// An element of inline SVG, whose user space begins at the subregion's corner.
  private func drawing(of name: String, _ step: Step) -> FilterPicture? {
    guard let inverse = transform.inverse, let element = references.element(named: name) else {
      return nil
    }
    let area = step.subregion.intersection(inverse.apply(painter.list.pageBounds.rect))
    let owner = references.owner(of: element)
    guard !area.isEmpty, owner != element else { return nil }
    let markup = SVGMarkup(document).picture(
      resources: owner, region: area.offsetBy(x: -step.subregion.x, y: -step.subregion.y),
      body: { $0.use(name) })
    return picture(painter.addInlineImage(markup), tile: area, within: area)
  }
}

/// `preserveAspectRatio`: how a picture is fitted into an area. `[SVG 2, §8.7]`
struct AspectRatioFit {
  /// Shares of the free space left of and above the picture; nil to stretch it.
  private var alignment: (x: Double, y: Double)? = (0.5, 0.5)
  private var covers = false

  init(_ text: String?) {
    for word in (text ?? "").split(whereSeparator: \.isWhitespace) {
      switch word {
      case "none": alignment = nil
      case "slice": covers = true
      case _ where word.count == 8 && word.hasPrefix("x"):
        alignment = (Self.share(word.prefix(4).suffix(3)), Self.share(word.suffix(3)))
      default: break
      }
    }
  }

  private static func share(_ word: Substring) -> Double {
    switch word {
    case "Min": 0
    case "Max": 1
    default: 0.5
    }
  }

  func place(_ natural: NaturalSize, in area: Rect) -> Rect {
    guard let alignment else { return area }
    let size = natural.fitted(Size(width: area.width, height: area.height), covers: covers)
    return Rect(
      x: area.x + (area.width - size.width) * alignment.x,
      y: area.y + (area.height - size.height) * alignment.y, width: size.width,
      height: size.height)
  }
}
