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
}
