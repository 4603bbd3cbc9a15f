import Markup

/// `@page`: the sheet's size and margins. `[CSS Paged Media 3]`
package struct PageRule: Sendable, Hashable {
  /// As written: empty, a page's name, `:first` ….
  package var selector: String
  /// CSS pixels; nil for `auto`.
  package var width: Double?
  package var height: Double?
  /// Whether `landscape` or `portrait` stands alone.
  package var isLandscape: Bool?
  /// CSS pixels; nil where nothing is stated.
  package var margin = Sides<Double?>(nil)

  init(_ prelude: ComponentValues, _ declarations: [Declaration]) {
    selector = prelude.trimmed.text
    for declaration in declarations { read(declaration) }
  }

  private mutating func read(_ declaration: Declaration) {
    var cursor = declaration.value.cursor
    func length() -> Double? {
      guard case .constant(let value)? = cursor.length() else { return nil }
      return value
    }
    switch declaration.name {
    case "size": readSize(&cursor)
    case "margin-top": margin.top = length()
    case "margin-right": margin.right = length()
    case "margin-bottom": margin.bottom = length()
    case "margin-left": margin.left = length()
    case "margin":
      var values: [Double?] = []
      while values.count < 4, let value = length() { values.append(value) }
      if !values.isEmpty { margin = Sides(oneToFour: values) }
    default: break
    }
  }

  private static let sizes: [String: (Double, Double)] = [
    "a3": (297, 420), "a4": (210, 297), "a5": (148, 210), "b4": (250, 353), "b5": (176, 250),
    "jis-b4": (257, 364), "jis-b5": (182, 257), "letter": (215.9, 279.4),
    "legal": (215.9, 355.6), "ledger": (279.4, 431.8),
  ]

  private mutating func readSize(_ cursor: inout ValueCursor) {
    if case .constant(let first)? = cursor.length(.nonNegative) {
      width = first
      height = first
      if case .constant(let second)? = cursor.length(.nonNegative) { height = second }
      return
    }
    while let keyword = cursor.keyword() {
      switch keyword {
      case "landscape": isLandscape = true
      case "portrait": isLandscape = false
      default:
        guard let size = Self.sizes[keyword] else { return }
        width = size.0 * 96 / 25.4
        height = size.1 * 96 / 25.4
      }
    }
    if isLandscape == true, let (short, long) = width.flatMap({ w in height.map { (w, $0) } }) {
      width = long
      height = short
    }
  }
}
