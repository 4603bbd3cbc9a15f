import Markup

/// `(width >= 30em)`, `(min-inline-size: 400px)`, `(orientation: portrait)` of a container.
/// `[CSS Conditional 5, §6.1]`
struct ContainerFeature: Sendable {
  private enum Name: String, Sendable {
    case width, height, orientation
    case inlineSize = "inline-size"
    case blockSize = "block-size"
    case aspectRatio = "aspect-ratio"
  }

  private var name: Name
  /// Bounds that all must hold, in pixels or as a ratio; none asks whether the size is not zero.
  private var bounds: [(MediaFeature.Comparison, Specified<Double>)] = []
  private var isPortrait: Bool?

  /// The axes that the question is about.
  var axes: ContainerAxes {
    switch name {
    case .width: .horizontal
    case .height: .vertical
    case .inlineSize: .inline
    case .blockSize: .block
    case .orientation, .aspectRatio: [.inline, .block]
    }
  }

  // MARK: Reading

  static func parse(_ cursor: inout ValueCursor) -> ContainerFeature? {
    guard cursor.peek?.kind == .openParen, let inner = cursor.block() else { return nil }
    return plain(inner) ?? range(inner)
  }

  private static func plain(_ start: ValueCursor) -> ContainerFeature? {
    var cursor = start
    guard var text = cursor.keyword() else { return nil }
    if cursor.isDone { return Name(rawValue: text).map { ContainerFeature(name: $0) } }
    guard cursor.consume(.colon) else { return nil }
    var comparison = MediaFeature.Comparison.equal
    if text.hasPrefix("min-") || text.hasPrefix("max-") {
      comparison = text.hasPrefix("min-") ? .greaterOrEqual : .lessOrEqual
      text = String(text.dropFirst(4))
    }
    guard let name = Name(rawValue: text) else { return nil }
    if name == .orientation {
      guard comparison == .equal, let word = cursor.keyword(), cursor.isDone,
        word == "portrait" || word == "landscape"
      else { return nil }
      return ContainerFeature(name: name, isPortrait: word == "portrait")
    }
    guard let value = value(name, &cursor), cursor.isDone else { return nil }
    return ContainerFeature(name: name, bounds: [(comparison, value)])
  }

  private static func range(_ start: ValueCursor) -> ContainerFeature? {
    var cursor = start
    if let token = cursor.peek, token.kind == .ident {
      guard let name = Name(rawValue: token.text.lowercasedASCII), name != .orientation else {
        return nil
      }
      _ = cursor.next()
      guard let comparison = MediaFeature.comparison(&cursor), let value = value(name, &cursor),
        cursor.isDone
      else { return nil }
      return ContainerFeature(name: name, bounds: [(comparison, value)])
    }
    // The name stands after the first value, and says what kind of value that is.
    var probe = start
    var found: Name?
    while found == nil, let token = probe.next() {
      if token.kind == .ident { found = Name(rawValue: token.text.lowercasedASCII) }
    }
    guard let name = found, name != .orientation, let low = value(name, &cursor),
      let first = MediaFeature.comparison(&cursor), cursor.keyword() != nil
    else { return nil }
    var feature = ContainerFeature(name: name, bounds: [(first.flipped, low)])
    if cursor.isDone { return feature }
    guard let second = MediaFeature.comparison(&cursor), let high = value(name, &cursor),
      cursor.isDone, first.isAscending == second.isAscending, first != .equal, second != .equal
    else { return nil }
    feature.bounds.append((second, high))
    return feature
  }

  private static func value(_ name: Name, _ cursor: inout ValueCursor) -> Specified<Double>? {
    guard name == .aspectRatio else { return cursor.length() }
    guard let width = cursor.number(.nonNegative) else { return nil }
    guard cursor.consumeSlash() else { return width }
    guard let height = cursor.number(.nonNegative) else { return nil }
    return width.with(height).map { $0 / $1 }
  }

  // MARK: Testing

  func matches(
    _ size: ContainerSizes.Size, isVertical: Bool, _ context: ComputeContext
  ) -> Bool {
    if name == .orientation {
      guard let isPortrait else { return true }
      return isPortrait == (size.height >= size.width)
    }
    let number =
      switch name {
      case .width: size.width
      case .height: size.height
      case .inlineSize: isVertical ? size.height : size.width
      case .blockSize: isVertical ? size.width : size.height
      case .orientation, .aspectRatio: size.height > 0 ? size.width / size.height : .infinity
      }
    if bounds.isEmpty { return number != 0 }
    return bounds.allSatisfy { $0.holds(number, $1.resolve(context)) }
  }
}
