package import Hashing

/// One thing to paint: a command with all that its pixels depend on.
package struct DisplayItem: Sendable {
  package let command: DisplayCommand
  /// From the command's coordinates to device pixels.
  package let transform: AffineTransform
  package let clip: ClipID?
  /// The device pixels that may change, clip and filter extents included.
  package let bounds: DeviceRect
  /// The identity of everything above.
  package let hash: ContentHash
}

/// The handle of a clip in its display list.
@frozen
package struct ClipID: Sendable, Hashable {
  package let raw: Int32
  @inlinable package init(_ raw: Int32) { self.raw = raw }
  @inlinable package var index: Int { Int(raw) }
}

/// A shape that limits painting, inside of an outer clip.
package struct ClipNode: Sendable {
  package let parent: ClipID?
  package let shape: Shape
  /// From the shape's coordinates to device pixels.
  package let transform: AffineTransform
  /// The chain's bounding box in device pixels.
  package let bounds: DeviceRect
  /// The shape as whole pixels, if that is what it is.
  package let wholePixels: DeviceRect?
  /// The identity of the whole chain.
  package let hash: ContentHash
}

/// A link on the page, in device pixels.
package struct LinkArea: Sendable, Hashable {
  package var area: Rect
  package var target: String

  package init(area: Rect, target: String) {
    self.area = area
    self.target = target
  }
}

/// A place of the document that links or an outline lead to.
package struct Destination: Sendable, Hashable {
  package struct Heading: Sendable, Hashable {
    /// 1…6
    package var level: Int
    package var text: String

    package init(level: Int, text: String) {
      self.level = level
      self.text = text
    }
  }

  /// Tells pieces of one element from those of another.
  package var element: Int32
  /// What follows `#` in links; empty where none can name it.
  package var name: String
  /// Device pixels.
  package var point: Point
  package var heading: Heading?

  package init(element: Int32, name: String, point: Point, heading: Heading?) {
    self.element = element
    self.name = name
    self.point = point
    self.heading = heading
  }
}
