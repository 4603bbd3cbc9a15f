import Scene

/// How finely a PDF document's pictures of effects are drawn: at print resolution, coarser once they have
/// become very many, and not without end. What one page may have is bounded by its size; a document may
/// have a thousand pages.
final class IslandBudget {
  /// Pixels per CSS pixel at best: 288 dots per inch.
  private static let resolution = 3.0
  /// The longest side of a picture, in pixels.
  private static let longestSide = 8192.0
  /// Pixels in all at the best resolution, some sixty sheets of A4 full of effects.
  private static let finest = 1 << 29
  /// Pixels until which two thirds of it are kept.
  private static let coarser = 3 << 28
  /// Pixels in all.
  private static let all = 3 << 29

  private var spent = 0
  /// Whether a picture was drawn more coarsely than the first ones.
  private(set) var isCoarse = false
  /// Whether there were too many to be drawn at all.
  private(set) var isExceeded = false

  /// Whole pixels for each of the list's device pixels in an area; nil where nothing more is drawn.
  ///
  /// - Parameter painted: how many device pixels are painted for it, where those of the area are
  ///   painted more than once.
  func factor(for area: DeviceRect, painted: Int? = nil, scale: Double) -> Double? {
    guard spent < Self.all else {
      isExceeded = true
      return nil
    }
    let longest = Double(max(area.width, area.height))
    func factor(_ resolution: Double) -> Double {
      max(1, min(resolution / scale, Self.longestSide / longest).rounded(.down))
    }
    let best = factor(Self.resolution)
    let step = spent < Self.finest ? 0.0 : spent < Self.coarser ? 1.0 : 2.0
    let chosen = factor(Self.resolution - step)
    isCoarse = isCoarse || chosen < best
    spent += (painted ?? area.width * area.height) * Int(chosen * chosen)
    return chosen
  }
}
