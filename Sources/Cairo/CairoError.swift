import CCairo

/// A status of cairo other than success.
package struct CairoError: Error, Sendable, Hashable, CustomStringConvertible {
  package let status: UInt32
  package let description: String

  init(_ status: cairo_status_t) {
    self.status = status.rawValue
    description = String(cString: cairo_status_to_string(status))
  }

  static func check(_ status: cairo_status_t) throws(CairoError) {
    if status != CAIRO_STATUS_SUCCESS { throw CairoError(status) }
  }
}
