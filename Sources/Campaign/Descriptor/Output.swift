/// A file type that every format and colorway is made in.
package struct Output: Sendable, Hashable, Codable {
  package var type: OutputType
  /// JPEG quality, 1…100; nil for the other types.
  package var quality: Int?

  package static let defaultQuality = 90

  package init(type: OutputType, quality: Int? = nil) {
    self.type = type
    self.quality = type == .jpg ? quality ?? Self.defaultQuality : nil
  }
}

package enum OutputType: String, Sendable, Hashable, Codable, CaseIterable {
  case png, jpg, pdf
}
