/// What an image's header says, as far as preflight asks.
package struct ImageFacts: Sendable, Hashable {
  /// Pixels as shown.
  package var width: Int
  package var height: Int
  /// Scales without loss, so it is never too small.
  package var isVector: Bool

  package init(width: Int, height: Int, isVector: Bool = false) {
    self.width = width
    self.height = height
    self.isVector = isVector
  }
}

/// Why an image cannot be used, for the person who supplied it.
package struct ImageFault: Error, Hashable {
  package var message: String
  /// The file is there, but the machine could not read it.
  package var isOfMachine: Bool

  package init(_ message: String, isOfMachine: Bool = false) {
    self.message = message
    self.isOfMachine = isOfMachine
  }
}

/// Looks at the image file of an absolute path.
package typealias ImageProbing = (_ path: String) throws(ImageFault) -> ImageFacts
