import Hashing
import Scene

/// The bands of a page: fixed slices of device rows, the unit of painting, reuse and encoding.
enum Band {
  /// Rows of every band but a page's last; a multiple of the 16 rows of a JPEG unit.
  package static let height = 64

  static func areas(of list: DisplayList) -> [DeviceRect] {
    stride(from: 0, to: list.height, by: height).map { top in
      DeviceRect(
        left: 0, top: top, right: list.width, bottom: min(top + height, list.height))
    }
  }

  /// The identity of an area's pixels: all that they depend on, and nothing else.
  static func identity(of area: DeviceRect, in list: DisplayList) -> ContentHash {
    var hasher = Hasher128()
    hasher.combine(area)
    hasher.combine(list.width)
    hasher.combine(list.height)
    combine(list.items, touching: area, of: list, into: &hasher)
    return hasher.finalize()
  }

  private static func combine(
    _ items: [DisplayItem], touching area: DeviceRect, of list: DisplayList,
    into hasher: inout Hasher128
  ) {
    for (index, item) in items.enumerated() where item.bounds.intersects(area) {
      switch item.command {
      case .group(let group) where group.filters.isEmpty && group.projection == nil:
        // Only what shows in this area counts, so that a change elsewhere in the group costs nothing.
        hasher.combine(1)
        hasher.combine(group.opacity)
        hasher.combine(group.blendMode.rawValue)
        if let clip = item.clip { hasher.combine(list[clip: clip].hash) }
        combine(group.items, touching: area, of: list, into: &hasher)
        if let mask = group.mask {
          hasher.combine(mask.isLuminance ? 2 : 3)
          combine(mask.items, touching: area, of: list, into: &hasher)
        }
        hasher.combine(4)
      case .backdrop(let backdrop):
        hasher.combine(5)
        hasher.combine(item.hash)
        let region = backdrop.region(transform: item.transform, page: list.pageBounds)
        combine(Array(items[..<index]), touching: region, of: list, into: &hasher)
        hasher.combine(6)
      default:
        hasher.combine(7)
        hasher.combine(item.hash)
      }
    }
  }
}
