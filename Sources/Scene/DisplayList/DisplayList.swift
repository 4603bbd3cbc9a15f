import Hashing

/// A page as plain values: what to paint in which order, ready for any output.
///
/// The page below all items is opaque white.
package struct DisplayList: Sendable {
  /// Device pixels.
  package let width: Int
  package let height: Int
  /// Device pixels per CSS pixel.
  package let scale: Double
  package var items: [DisplayItem] = []
  package private(set) var clips: [ClipNode] = []
  package var links: [LinkArea] = []
  package var destinations: [Destination] = []
  /// The exact size in CSS pixels where it is not the one in whole device pixels: PDF has it.
  package var sheet: Size?
  package var title = ""
  /// Vector pictures that stand in the page itself, as markup.
  package var inlineImages: [ImageID: [UInt8]] = [:]

  package init(width: Int, height: Int, scale: Double = 1) {
    self.width = max(1, width)
    self.height = max(1, height)
    self.scale = scale
  }

  package var pageBounds: DeviceRect { DeviceRect(left: 0, top: 0, right: width, bottom: height) }

  package subscript(clip id: ClipID) -> ClipNode { clips[id.index] }

  /// Adds a clip inside of `parent` and returns its handle.
  package mutating func addClip(
    _ shape: Shape, transform: AffineTransform, inside parent: ClipID?
  ) -> ClipID {
    let deviceBounds = transform.apply(shape.bounds)
    let outer = parent.map { clips[$0.index].bounds } ?? .everything
    var whole: DeviceRect?
    if case .rect(let rect) = shape, transform.b == 0, transform.c == 0 {
      whole = transform.apply(rect).wholePixels
    }
    var hasher = Hasher128()
    hasher.combine(shape)
    hasher.combine(transform)
    if let parent { hasher.combine(clips[parent.index].hash) }
    let node = ClipNode(
      parent: parent, shape: shape, transform: transform,
      bounds: outer.intersection(DeviceRect(enclosing: deviceBounds)), wholePixels: whole,
      hash: hasher.finalize())
    clips.append(node)
    return ClipID(Int32(clamping: clips.count - 1))
  }

  /// Makes an item with its bounds and identity; nil where nothing of it can be seen.
  package func item(
    _ command: DisplayCommand, transform: AffineTransform, clip: ClipID?
  ) -> DisplayItem? {
    var bounds = command.bounds(transform: transform)
    if let clip { bounds = bounds.intersection(clips[clip.index].bounds) }
    guard !bounds.isEmpty else { return nil }
    var hasher = Hasher128()
    hasher.combine(command)
    hasher.combine(transform)
    if let clip { hasher.combine(clips[clip.index].hash) }
    return DisplayItem(
      command: command, transform: transform, clip: clip, bounds: bounds, hash: hasher.finalize())
  }
}
