internal import Hashing
internal import Pango

/// An SFNT file in memory with its content identity, shared by all faces in it.
final class FontFile {
  let path: String
  let data: FontData
  /// Computed when a face of the file is first opened: a fallback font may be 20 MB.
  private(set) lazy var identity = data.withUnsafeBytes { ContentHash(of: $0) }

  init(path: String, data: FontData) {
    self.path = path
    self.data = data
  }
}

/// One face that matching may choose, with the ranges of styles that it stands for.
final class FontEntry {
  let file: FontFile
  let description: FaceDescription
  /// The rule that declared the face; nil for faces that came as files.
  let rule: FontFaceRule?
  let weight: ClosedRange<Double>
  let stretch: ClosedRange<Double>
  let style: FontFaceRule.Style

  init(file: FontFile, description: FaceDescription, rule: FontFaceRule? = nil) {
    self.file = file
    self.description = description
    self.rule = rule
    func axis(_ tag: OpenTypeTag) -> ClosedRange<Double>? {
      description.axes.first { $0.tag == tag }.map { $0.minimum...$0.maximum }
    }
    weight = rule?.weight ?? axis("wght") ?? description.weight...description.weight
    stretch = rule?.stretch ?? axis("wdth") ?? description.stretch...description.stretch
    if let declared = rule?.style {
      style = declared
    } else if description.isItalic {
      style = .italic
    } else if let slant = axis("slnt"), slant.lowerBound < 0 {
      // The axis counts counter-clockwise, CSS clockwise.
      style = .oblique(min(0, -slant.upperBound)...(-slant.lowerBound))
    } else {
      style = .normal
    }
  }

  /// The declared range of characters; nil for all.
  func admits(_ scalar: UInt32) -> Bool {
    guard let ranges = rule?.unicodeRange, !ranges.isEmpty else { return true }
    return ranges.contains { $0.contains(scalar) }
  }
}
