import Glibc
import Markup

extension SVGFilter {
  /// A table of 256 results for each component. `[Filter Effects 1, §9.7]`
  func transferTables(_ child: NodeID) -> [[UInt8]] {
    ["feFuncR", "feFuncG", "feFuncB", "feFuncA"].map { tag in
      let function = document.children(of: child).filter { document.tag(of: $0) == tag }.last
      return (0..<256).map { value in
        let input = Double(value) / 255
        let output = function.map { transferred(input, $0) } ?? input
        return UInt8((min(max(output.isNaN ? 0 : output, 0), 1) * 255).rounded())
      }
    }
  }

  private func transferred(_ value: Double, _ function: NodeID) -> Double {
    func number(_ name: String, _ preset: Double) -> Double {
      references.number(name, of: function) ?? preset
    }
    let table = references.numbers("tableValues", of: function)
    switch document.attribute("type", of: function) {
    case "table":
      guard let last = table.last else { return value }
      let position = value * Double(table.count - 1)
      let index = Int(position)
      guard index + 1 < table.count else { return last }
      return table[index] + (position - Double(index)) * (table[index + 1] - table[index])
    case "discrete":
      guard !table.isEmpty else { return value }
      return table[min(Int(value * Double(table.count)), table.count - 1)]
    case "linear": return number("slope", 1) * value + number("intercept", 0)
    case "gamma":
      return number("amplitude", 1) * pow(value, number("exponent", 1)) + number("offset", 0)
    default: return value
    }
  }
}
