import Markup

/// The `size` of a page. `[CSS Paged Media 3, §7.1]`
struct PageSize: Sendable {
  /// Nil for the sheet that the output asks for.
  private var extent: Specified<(Double, Double)>?
  /// Nil where the orientation is left as it is.
  private var isLandscape: Bool?

  /// - Returns: nil for what is no size.
  init?(_ values: ComponentValues) {
    var cursor = values.cursor
    if cursor.consumeIdent("auto") {
      guard cursor.isDone else { return nil }
      return
    }
    if let first = cursor.length(.nonNegative) {
      let second = cursor.isDone ? first : cursor.length(.nonNegative)
      guard let second, cursor.isDone else { return nil }
      extent = first.with(second)
      return
    }
    while let keyword = cursor.keyword() {
      switch keyword {
      case "landscape" where isLandscape == nil: isLandscape = true
      case "portrait" where isLandscape == nil: isLandscape = false
      default:
        guard extent == nil, let named = Self.named[keyword] else { return nil }
        extent = .constant((named.width * Self.millimeter, named.height * Self.millimeter))
      }
    }
    guard cursor.isDone, extent != nil || isLandscape != nil else { return nil }
  }

  /// CSS pixels.
  func resolve(
    sheet: (width: Double, height: Double), _ context: ComputeContext
  ) -> (width: Double, height: Double) {
    let size = extent.map { $0.resolve(context) } ?? (sheet.width, sheet.height)
    guard let isLandscape else { return size }
    let short = min(size.0, size.1)
    let long = max(size.0, size.1)
    return isLandscape ? (long, short) : (short, long)
  }

  private static let millimeter = 96 / 25.4

  /// Upright, in millimeters.
  private static let named: [String: (width: Double, height: Double)] = [
    "a3": (297, 420), "a4": (210, 297), "a5": (148, 210), "b4": (250, 353), "b5": (176, 250),
    "jis-b4": (257, 364), "jis-b5": (182, 257), "letter": (215.9, 279.4),
    "legal": (215.9, 355.6), "ledger": (279.4, 431.8),
  ]
}
