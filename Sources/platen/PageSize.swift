import ArgumentParser

/// A page's size in CSS pixels, written `1080x1350`.
struct PageSize: ExpressibleByArgument {
  let width: Int
  let height: Int

  /// The largest side; larger pages than this fit no surface.
  private static let limit = 32_767

  init?(argument: String) {
    let parts = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]),
      (1...Self.limit).contains(width), (1...Self.limit).contains(height)
    else { return nil }
    self.width = width
    self.height = height
  }
}
