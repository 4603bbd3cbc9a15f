import Dataset

/// Arithmetic.
enum NumberFilters {
  static let all: [FilterDefinition] = [
    FilterDefinition("plus", .number, 1...1, takesNumbers: true, gives: .number) {
      input throws(FilterFault) in try input.number.adding(input.number(0)).cell
    },
    FilterDefinition("minus", .number, 1...1, takesNumbers: true, gives: .number) {
      input throws(FilterFault) in try input.number.subtracting(input.number(0)).cell
    },
    FilterDefinition("times", .number, 1...1, takesNumbers: true, gives: .number) {
      input throws(FilterFault) in try input.number.multiplied(by: input.number(0)).cell
    },
    FilterDefinition("divided_by", .number, 1...1, takesNumbers: true, gives: .number) {
      input throws(FilterFault) in try input.number.divided(by: input.number(0)).cell
    },
    FilterDefinition("modulo", .number, 1...1, takesNumbers: true, gives: .number) {
      input throws(FilterFault) in try input.number.remainder(dividingBy: input.number(0)).cell
    },
    FilterDefinition("abs", .number, gives: .input) { $0.number.magnitude.cell },
    FilterDefinition("ceil", .number, gives: .integer) { $0.number.rounded(.up).cell },
    FilterDefinition("floor", .number, gives: .integer) { $0.number.rounded(.down).cell },
    FilterDefinition("round", .number, 0...1, takesNumbers: true, gives: .number) { input in
      let places = input.number(0).rounded(.down).decimal.int64 ?? 0
      return input.number.rounded(to: Int(clamping: min(max(places, -100), 100))).cell
    },
    FilterDefinition("at_least", .number, 1...1, takesNumbers: true, gives: .number) { input in
      (input.number < input.number(0) ? input.number(0) : input.number).cell
    },
    FilterDefinition("at_most", .number, 1...1, takesNumbers: true, gives: .number) { input in
      (input.number(0) < input.number ? input.number(0) : input.number).cell
    },
  ]
}
