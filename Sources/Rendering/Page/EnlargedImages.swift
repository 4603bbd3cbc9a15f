import Engine
import Findings
import Scene

/// Finds pictures that are shown larger than their pixels allow.
struct EnlargedImages {
  /// How much larger than its pixels a picture may be shown without a word.
  private static let tolerance = 1.05

  private let images: ImageLibrary
  /// The largest enlargement of each picture, in the order of their first showing.
  private var factors: [(id: ImageID, factor: Double, tile: Rect)] = []

  /// - Parameter scale: device pixels per CSS pixel.
  static func find(in list: DisplayList, images: ImageLibrary, scale: Double) -> [Finding] {
    var search = EnlargedImages(images: images)
    search.visit(list.items)
    return search.factors.compactMap { shown in
      // Degenerate transforms have no figures that anybody could use.
      guard shown.factor > tolerance, shown.factor < 1e6 else { return nil }
      let percent = "\(Int((shown.factor * 100).rounded())) %"
      let name =
        images.reference(of: shown.id).map { images.locator.shown($0).prefix(120) } ?? "inline"
      return Finding(
        .imageEnlarged, "the image ‘\(name)’ is shown at \(percent) of its pixels",
        samples: [percent],
        area: PageArea(
          finite: shown.tile.x / scale, shown.tile.y / scale, shown.tile.width / scale,
          shown.tile.height / scale))
    }
  }

  private init(images: ImageLibrary) { self.images = images }

  private mutating func visit(_ items: [DisplayItem]) {
    for item in items {
      switch item.command {
      case .group(let group):
        visit(group.items)
      case .fill(let fill):
        if case .tiles(let tiles) = fill.brush { note(tiles, item.transform) }
      default: break
      }
    }
  }

  private mutating func note(_ tiles: Tiles, _ transform: AffineTransform) {
    // Whoever asks for hard pixels wants to see them.
    guard tiles.quality == .smooth, case .image(let id, let part) = tiles.source,
      let pixels = images.info(of: id)?.pixelSize
    else { return }
    let width =
      tiles.tile.width * (transform.a * transform.a + transform.b * transform.b).squareRoot()
    let height =
      tiles.tile.height * (transform.c * transform.c + transform.d * transform.d).squareRoot()
    let factor = max(
      width / max(1, pixels.width * part.width), height / max(1, pixels.height * part.height))
    if let index = factors.firstIndex(where: { $0.id == id }) {
      guard factor > factors[index].factor else { return }
      factors[index] = (id, factor, transform.apply(tiles.tile))
    } else {
      factors.append((id, factor, transform.apply(tiles.tile)))
    }
  }
}

extension PageArea {
  /// Nil where a figure is none: transforms can make it so.
  fileprivate init?(finite x: Double, _ y: Double, _ width: Double, _ height: Double) {
    guard [x, y, width, height].allSatisfy({ $0.isFinite && abs($0) < 1e9 }) else { return nil }
    self.init(x: x, y: y, width: width, height: height)
  }
}
