/// Why a text cannot become a code.
package struct BarcodeError: Error, Sendable {
  package var message: String
  init(_ message: String) { self.message = message }
}
