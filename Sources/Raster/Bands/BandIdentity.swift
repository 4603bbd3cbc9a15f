import Hashing
import Scene

/// What an area's pixels depend on, item by item from the bottom.
struct BandIdentity {
  /// Identities of the pixels below each further item that touches the area: `prefixes[n]` is that of
  /// the first n + 1 such items.
  private(set) var prefixes: [ContentHash] = []
  /// Where in the list the item that ends a prefix stands.
  private(set) var ends: [Int] = []
  /// The identity of the finished pixels.
  private(set) var whole: ContentHash

  /// - Parameter backdrops: those of the list, shared among its areas.
  init(of area: DeviceRect, in list: DisplayList, backdrops: BackdropIdentities) {
    var hasher = Hasher128()
    hasher.combine(area)
    hasher.combine(list.width)
    hasher.combine(list.height)
    whole = hasher.finalize()
    let walk = ItemIdentity(list: list, backdrops: backdrops)
    for index in list.items.indices where list.items[index].bounds.intersects(area) {
      walk.combine(list.items, index, touching: area, path: [], into: &hasher)
      whole = hasher.finalize()
      prefixes.append(whole)
      ends.append(index)
    }
  }
}

/// What the backdrops of a display list show, each worked out once: a backdrop shows the backdrops below
/// it, and they those below them.
final class BackdropIdentities {
  /// By the item's place in the list: the indices of the groups that hold it, then its own.
  fileprivate var known: [[Int]: ContentHash] = [:]
}

/// Walks the items that touch an area.
private struct ItemIdentity {
  let list: DisplayList
  let backdrops: BackdropIdentities

  func combine(
    _ items: [DisplayItem], _ index: Int, touching area: DeviceRect, path: [Int],
    into hasher: inout Hasher128
  ) {
    let item = items[index]
    switch item.command {
    case .group(let group) where group.filters.isEmpty && group.projection == nil:
      // Only what shows in this area counts, so that a change elsewhere in the group costs nothing.
      hasher.combine(1)
      hasher.combine(group.opacity)
      hasher.combine(group.blendMode.rawValue)
      if let clip = item.clip { hasher.combine(list[clip: clip].hash) }
      combine(
        group.items, group.items.indices, touching: area, path: path + [index], into: &hasher)
      if let mask = group.mask {
        hasher.combine(mask.isLuminance ? 2 : 3)
        combine(
          mask.items, mask.items.indices, touching: area, path: path + [index, -1], into: &hasher)
      }
      hasher.combine(4)
    case .backdrop(let backdrop):
      hasher.combine(5)
      hasher.combine(item.hash)
      hasher.combine(identity(of: backdrop, items, index, path: path))
      hasher.combine(6)
    default:
      hasher.combine(7)
      hasher.combine(item.hash)
    }
  }

  private func combine(
    _ items: [DisplayItem], _ indices: Range<Int>, touching area: DeviceRect, path: [Int],
    into hasher: inout Hasher128
  ) {
    for index in indices where items[index].bounds.intersects(area) {
      combine(items, index, touching: area, path: path, into: &hasher)
    }
  }

  /// What lies below a backdrop, as far as its filters reach.
  private func identity(
    of backdrop: Backdrop, _ items: [DisplayItem], _ index: Int, path: [Int]
  ) -> ContentHash {
    if let known = backdrops.known[path + [index]] { return known }
    let region = backdrop.region(transform: items[index].transform, page: list.pageBounds)
    var hasher = Hasher128()
    combine(items, items.startIndex..<index, touching: region, path: path, into: &hasher)
    let identity = hasher.finalize()
    backdrops.known[path + [index]] = identity
    return identity
  }
}
