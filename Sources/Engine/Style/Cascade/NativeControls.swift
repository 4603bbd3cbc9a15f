import Findings
import Markup

/// Form controls as Chromium's theme draws them while no author has touched their borders and
/// backgrounds. `[CSS UI 4, §7]`, `[HTML, §15.5]`
enum NativeControls {
  /// What the theme adds to an element's user agent rules; nil for elements that it leaves alone.
  ///
  /// - Parameter matched: the element's own declarations.
  static func look(
    of node: NodeID, in document: Document, _ matched: MatchedDeclarations
  ) -> DeclarationBlock? {
    guard document[node].namespace == .html, let kind = ControlKind(node, document),
      !matched.blocks.contains(where: { $0.key.origin >= .author && $0.block.setsAppearance })
    else { return nil }
    switch kind {
    case .progress, .meter: return compile(gauge(kind, node, document))
    case .range: return compile(slider(node, document))
    case .color: return compile(swatch(node, document))
    case .file: return nil
    case .button, .field, .area, .checkbox, .radio, .select, .list: break
    }
    let isDisabled = document.attribute("disabled", of: node) != nil
    let isChecked = document.attribute("checked", of: node) != nil
    return looks[Look(kind: kind, isDisabled: isDisabled, isChecked: isChecked)] ?? nil
  }

  private struct Look: Hashable {
    var kind: ControlKind
    var isDisabled: Bool
    var isChecked: Bool
  }

  private static let looks: [Look: DeclarationBlock] = {
    var looks: [Look: DeclarationBlock] = [:]
    for kind in [ControlKind.button, .field, .area, .checkbox, .radio, .select, .list] {
      for isDisabled in [false, true] {
        for isChecked in [false, true] {
          looks[Look(kind: kind, isDisabled: isDisabled, isChecked: isChecked)] = compile(
            css(kind, isDisabled: isDisabled, isChecked: isChecked))
        }
      }
    }
    return looks
  }()

  private static func compile(_ css: String) -> DeclarationBlock {
    var parser = SyntaxParser()
    var ignored: [Finding] = []
    return DeclarationBlock.compile(parser.parseDeclarations(TokenBuffer(css).all), &ignored)
  }

  /// The border takes two pixels, of which the theme paints the outer one: an outline inside of it.
  private static func css(_ kind: ControlKind, isDisabled: Bool, isChecked: Bool) -> String {
    let line = isDisabled ? "rgb(118 118 118 / 0.3)" : "#767676"
    let frame = "border-color: transparent; outline: 1px solid \(line); outline-offset: -1px;"
    switch kind {
    case .button:
      return frame + "border-radius: 3px; background-color: "
        + (isDisabled ? "rgb(239 239 239 / 0.3); color: rgb(16 16 16 / 0.3)" : "#efefef")
    case .field, .area:
      return frame + "border-radius: 2px;"
        + (isDisabled ? "background-color: rgb(239 239 239 / 0.3); color: #545454" : "")
    case .select, .list:
      return "border-radius: 2px; background-color: field; border-color: \(line);"
        + (isDisabled ? "color: rgb(16 16 16 / 0.3)" : "")
    case .checkbox:
      let fill = isDisabled ? "#cacaca" : "#0075ff"
      guard isChecked else { return "border-color: \(line); border-radius: 2px" }
      return "border-radius: 2px; border-color: \(fill); background: "
        + picture(
          "<path d='M2.2 6.6 5.2 9.4 10.6 3.4' fill='none' stroke='white' stroke-width='2'/>")
        + " center / 13px border-box \(fill)"
    default:
      let fill = isDisabled ? "#cacaca" : "#0075ff"
      guard isChecked else { return "border-color: \(line)" }
      return "border-color: \(fill); background: "
        + picture("<circle cx='6.5' cy='6.5' r='4' fill='\(fill.replacing("#", with: "%23"))'/>")
        + " center / 13px border-box white"
    }
  }

  private static func picture(_ content: String) -> String {
    "url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='13' height='13'>"
      + "\(content)</svg>\")"
  }

  // MARK: Gauges

  private static func number(_ name: String, of node: NodeID, _ document: Document) -> Double? {
    document.attribute(name, of: node).flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
  }

  /// A thumb on a track that is filled up to it.
  private static func slider(_ node: NodeID, _ document: Document) -> String {
    let low = number("min", of: node, document) ?? 0
    let high = max(number("max", of: node, document) ?? 100, low)
    let value = min(max(number("value", of: node, document) ?? (low + high) / 2, low), high)
    let share = high > low ? (value - low) / (high - low) : 0
    return """
      background:
      radial-gradient(circle at calc(8px + (100% - 16px) * \(share)), #0075ff 7.5px, #0075ff00 8px),
      linear-gradient(90deg, #0075ff \(share * 100)%, #efefef 0) center / 100% 50% no-repeat
      """
  }

  private static func swatch(_ node: NodeID, _ document: Document) -> String {
    let value = document.attribute("value", of: node) ?? ""
    let isColor =
      value.count == 7 && value.first == "#" && value.dropFirst().allSatisfy(\.isHexDigit)
    return """
      border-radius: 3px; background: linear-gradient(\(isColor ? value : "#000000") 0 0)
      center / calc(100% - 8px) calc(100% - 10px) no-repeat #efefef
      """
  }

  /// A round bar, half as high as its box.
  private static func gauge(_ kind: ControlKind, _ node: NodeID, _ document: Document) -> String {
    func number(_ name: String) -> Double? { Self.number(name, of: node, document) }
    let low = kind == .meter ? number("min") ?? 0 : 0
    let high = max(number("max") ?? 1, low)
    let stated = number("value")
    let value = min(max(stated ?? (kind == .meter ? low : high), low), high)
    let share = high > low ? (value - low) / (high - low) * 100 : 0
    let color =
      kind == .progress
      ? "#0075ff"
      : meterColor(
        value, range: low...high, low: number("low"), high: number("high"),
        optimum: number("optimum"))
    // Nothing is told of how far what has no value is.
    let filled = kind == .progress && stated == nil ? 0 : share
    return """
      clip-path: inset(25% 0 round 99px); background:
      linear-gradient(rgb(0 0 0 / 0.15) 0 0) 0 25% / 100% 1px no-repeat,
      linear-gradient(rgb(0 0 0 / 0.15) 0 0) 0 75% / 100% 1px no-repeat,
      linear-gradient(90deg, \(color) \(filled)%, #efefef 0)
      """
  }

  /// Green where the optimum is, yellow beside it, red beyond. `[HTML, §4.10.14]`
  private static func meterColor(
    _ value: Double, range: ClosedRange<Double>, low: Double?, high: Double?, optimum: Double?
  ) -> String {
    func inside(_ value: Double) -> Double { min(max(value, range.lowerBound), range.upperBound) }
    let low = inside(low ?? range.lowerBound)
    let high = max(inside(high ?? range.upperBound), low)
    let best = inside(optimum ?? (range.lowerBound + range.upperBound) / 2)
    func region(_ value: Double) -> Int { value < low ? 0 : value > high ? 2 : 1 }
    switch abs(region(value) - region(best)) {
    case 0: return "#107c10"
    case 1: return "#ffb900"
    default: return "#d83b01"
    }
  }
}

extension DeclarationBlock {
  /// Whether it says anything about borders or backgrounds, after which the theme steps back.
  fileprivate var setsAppearance: Bool {
    [normal, important].contains { list in
      list.phases.contains { items in
        items.contains { item in
          let longhands = PropertyTable.shared.longhands
          switch item {
          case .assign(let assignment): return longhands[assignment.property.index].isDecoration
          case .pending(let pending):
            return pending.longhands.contains { longhands[$0.index].isDecoration }
          }
        }
      }
    }
  }
}

extension Longhand {
  fileprivate var isDecoration: Bool {
    name.hasPrefix("background-") || name == "appearance"
      || name.hasPrefix("border-") && name != "border-collapse" && name != "border-spacing"
  }
}
