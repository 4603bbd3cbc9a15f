import Cairo
import Scene

/// The pictures that the backdrops of a list of items show, asked for from the first to the last.
///
/// Backdrops whose surroundings overlap share a canvas, from the first to the last of them.
final class BackdropPictures {
  private let items: [DisplayItem]
  private let list: DisplayList
  private let caches: RasterCaches
  private let islands: IslandBudget
  /// What lies below the first item: the white page, or nothing.
  private let background: UInt32
  private var clusters: [Cluster] = []

  private struct Cluster {
    /// All that the filters read, in device pixels of the list.
    var area: DeviceRect
    /// How many device pixels its backdrops paint.
    var painted: Int
    var lastIndex: Int
    var canvas: BackdropCanvas?
  }

  init(
    of items: [DisplayItem], list: DisplayList, caches: RasterCaches, islands: IslandBudget,
    background: UInt32
  ) {
    self.items = items
    self.list = list
    self.caches = caches
    self.islands = islands
    self.background = background
    for (index, item) in items.enumerated() {
      if case .backdrop(let backdrop) = item.command { add(backdrop, item, at: index) }
    }
  }

  private func add(_ backdrop: Backdrop, _ item: DisplayItem, at index: Int) {
    // Filters round their reach anew at print resolution.
    let region = backdrop.region(transform: item.transform, page: list.pageBounds)
      .outset(x: 2, y: 2).intersection(list.pageBounds)
    guard !region.isEmpty else { return }
    var cluster = Cluster(area: region, painted: region.width * region.height, lastIndex: index)
    while let other = clusters.firstIndex(where: { $0.area.intersects(cluster.area) }) {
      let joined = clusters.remove(at: other)
      cluster.area = cluster.area.union(joined.area)
      cluster.painted += joined.painted
    }
    clusters.append(cluster)
  }

  /// What a backdrop shows, with its place in device pixels of the list; nil where that is nothing, or
  /// the document has too many pictures.
  func picture(below index: Int) throws(CairoError) -> (surface: PixelSurface, place: Rect)? {
    guard let number = clusters.firstIndex(where: { $0.area.intersects(items[index].bounds) })
    else { return nil }
    let cluster = clusters[number]
    let canvas: BackdropCanvas
    if let begun = cluster.canvas {
      canvas = begun
    } else {
      let area = cluster.area
      guard
        let factor = islands.factor(
          for: area, painted: cluster.painted + area.width * area.height, scale: list.scale)
      else { return nil }
      canvas = try BackdropCanvas(
        list: list, caches: caches, area: area, factor: factor, background: background)
    }
    clusters[number].canvas = index < cluster.lastIndex ? canvas : nil
    return try canvas.picture(below: index, of: items)
  }
}
