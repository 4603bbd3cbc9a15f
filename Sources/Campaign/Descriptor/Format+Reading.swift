import Findings

extension Format {
  /// A size of a descriptor; nil where a length is missing or wrong.
  init?(named name: String, from node: SourceNode) {
    guard let width = node.int("width"), let height = node.int("height") else { return nil }
    let scale = node.text("scale").flatMap(plainNumber) ?? 1
    guard SizeRange.length.contains(width), SizeRange.length.contains(height),
      SizeRange.scale.contains(scale)
    else { return nil }
    self.init(name: name, width: width, height: height, scale: scale)
  }

  /// An error where the raster would be larger than a surface can be.
  func sizeFinding(_ kind: DescriptorKind, at place: Place) -> Finding? {
    guard max(deviceWidth, deviceHeight) > SizeRange.deviceLength else { return nil }
    return Finding(
      kind.code(.badValue),
      "the format ‘\(name)’ has \(deviceWidth) x \(deviceHeight) device pixels: "
        + "expected at most \(SizeRange.deviceLength) in each direction",
      at: place)
  }
}

extension Colorway {
  init(named name: String, from properties: SourceNode?) {
    let properties = (properties?.entries ?? []).compactMap { entry in
      entry.node.text.map { Property(name: entry.name, value: $0) }
    }
    self.init(name: name, properties: properties)
  }
}
