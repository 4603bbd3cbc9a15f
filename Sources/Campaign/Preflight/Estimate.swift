/// What rendering a campaign will roughly take, for people and for free-space checks.
package struct Estimate: Sendable, Hashable, Codable {
  package var assets = 0
  package var bytes = 0
  /// Of wall clock, on as many workers as were asked about.
  package var seconds = 0.0

  package init() {}

  /// Sizes are those of photographic pages, on the safe side; times those of one core.
  init(recipients: Int, variants: [Variant], workers: Int) {
    var bytes = 0.0
    var seconds = 0.0
    for variant in variants {
      let pixels = Double(variant.format.deviceWidth) * Double(variant.format.deviceHeight)
      switch variant.output.type {
      case .png: bytes += 1_000 + pixels * 0.4
      case .jpg: bytes += 1_000 + pixels * 0.2
      case .pdf: bytes += 80_000
      }
      seconds += 0.004 + pixels * (variant.output.type == .pdf ? 2e-9 : 1.2e-8)
    }
    assets = recipients.multipliedReportingOverflow(by: variants.count).partialValue
    self.bytes = Self.clamped(bytes * Double(recipients))
    self.seconds = (seconds * Double(recipients) / Double(max(workers, 1)) * 10).rounded() / 10
  }

  private static func clamped(_ value: Double) -> Int {
    value.isFinite && value < 9e18 ? Int(value) : Int.max
  }
}
