import Markup
import Scene

/// `[CSS Color 4, §3; Compositing 1; Filter Effects 1 and 2; CSS Will Change 1]`
extension PropertyTable {
  mutating func addEffectProperties() {
    add("opacity", .effects(\.opacity)) { $0.numberOrPercentage()?.map { min(max($0, 0), 1) } }
    add("mix-blend-mode", .effects(\.blendMode)) { $0.blendMode() }
    add(choices: "isolation", .effects(\.isolates), ["auto": false, "isolate": true])
    add("filter", .effects(\.filter)) { $0.filters() }
    add("backdrop-filter", .effects(\.backdropFilter)) { $0.filters() }
    add("will-change", .effects(\.willChange)) { cursor in
      if cursor.consumeIdent("auto") { return .constant([]) }
      var names: [String] = []
      repeat {
        guard let name = cursor.customIdent(excluding: ["auto", "none", "all", "will-change"])
        else { return nil }
        names.append(name.lowercasedASCII)
      } while cursor.consumeComma()
      return .constant(names)
    }
  }
}

extension ValueCursor {
  fileprivate mutating func filters() -> Specified<[FilterFunction]>? {
    if consumeIdent("none") { return .constant([]) }
    var filters: [Specified<FilterFunction>] = []
    while !isDone {
      if let url = url() {
        filters.append(.constant(.url(url)))
      } else {
        guard let token = next(), token.kind == .function else { return nil }
        position -= Int(token.span)
        guard var inner = block(), let filter = inner.filter(token.text.lowercasedASCII),
          inner.isDone
        else { return nil }
        filters.append(filter)
      }
    }
    return filters.isEmpty ? nil : filters.gathered()
  }

  private mutating func filter(_ name: String) -> Specified<FilterFunction>? {
    switch name {
    case "blur":
      return isDone ? .constant(.blur(0)) : length(.nonNegative)?.map { .blur($0) }
    case "hue-rotate": return isDone ? .constant(.hueRotate(0)) : angle()?.map { .hueRotate($0) }
    case "drop-shadow": return shadow()?.map { .dropShadow($0) }
    default: break
    }
    guard
      let amount = isDone ? .constant(1) : numberOrPercentage(.nonNegative)
    else { return nil }
    switch name {
    case "brightness": return amount.map { .brightness($0) }
    case "contrast": return amount.map { .contrast($0) }
    case "saturate": return amount.map { .saturate($0) }
    case "grayscale": return amount.map { .grayscale(min($0, 1)) }
    case "invert": return amount.map { .invert(min($0, 1)) }
    case "opacity": return amount.map { .opacity(min($0, 1)) }
    case "sepia": return amount.map { .sepia(min($0, 1)) }
    default: return nil
    }
  }
}
