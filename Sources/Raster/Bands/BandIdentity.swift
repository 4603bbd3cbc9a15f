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

  init(of area: DeviceRect, in list: DisplayList) {
    var hasher = Hasher128()
    hasher.combine(area)
    hasher.combine(list.width)
    hasher.combine(list.height)
    whole = hasher.finalize()
    for index in list.items.indices where list.items[index].bounds.intersects(area) {
      Self.combine(list.items, index, touching: area, of: list, into: &hasher)
      whole = hasher.finalize()
      prefixes.append(whole)
      ends.append(index)
    }
  }

  private static func combine(
    _ items: [DisplayItem], _ index: Int, touching area: DeviceRect, of list: DisplayList,
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
      combine(all: group.items, touching: area, of: list, into: &hasher)
      if let mask = group.mask {
        hasher.combine(mask.isLuminance ? 2 : 3)
        combine(all: mask.items, touching: area, of: list, into: &hasher)
      }
      hasher.combine(4)
    case .backdrop(let backdrop):
      hasher.combine(5)
      hasher.combine(item.hash)
      let region = backdrop.region(transform: item.transform, page: list.pageBounds)
      combine(all: Array(items[..<index]), touching: region, of: list, into: &hasher)
      hasher.combine(6)
    default:
      hasher.combine(7)
      hasher.combine(item.hash)
    }
  }

  private static func combine(
    all items: [DisplayItem], touching area: DeviceRect, of list: DisplayList,
    into hasher: inout Hasher128
  ) {
    for index in items.indices where items[index].bounds.intersects(area) {
      combine(items, index, touching: area, of: list, into: &hasher)
    }
  }
}
