package import Dataset
package import Liquid

/// Everything that renders of one job have in common; one worker serves one configuration.
package struct RenderingConfiguration: Sendable {
  package var page: Page
  /// The template's folder, absolute: references resolve in it.
  package var folder: String
  /// Absolute; references that the page makes resolve here first. Nil where there is no drop.
  package var drop: String?
  /// Font folders, absolute, the template's own first.
  package var fonts: [String]
  package var variants: [RenderingVariant]
  package var limits = RenderingLimits()

  /// The page that is bound and rendered.
  package struct Page: Sendable {
    package var template: LiquidTemplate
    /// Absolute.
    package var path: String
    /// What findings call it.
    package var label: String

    package init(template: LiquidTemplate, path: String, label: String) {
      self.template = template
      self.path = path
      self.label = label
    }
  }

  package init(
    page: Page, folder: String, drop: String?, fonts: [String], variants: [RenderingVariant]
  ) {
    self.page = page
    self.folder = folder
    self.drop = drop
    self.fonts = fonts
    self.variants = variants
  }
}

/// One asset of every recipient.
package struct RenderingVariant: Sendable, Hashable {
  package var format: String
  /// CSS pixels.
  package var width: Int
  package var height: Int
  /// Device pixels per CSS pixel.
  package var scale: Double
  /// What the page sees as `format` and `colorway`.
  package var names: Record
  /// Nil where there are no colorways.
  package var colorway: String?
  /// Custom properties of the colorway, in order.
  package var properties: [CustomProperty]
  package var type: ArtifactType

  /// Whether the page looks the same in both, so that they differ at most in the kind of file.
  func showsTheSame(as other: RenderingVariant) -> Bool {
    var other = other
    other.type = type
    return self == other
  }

  package struct CustomProperty: Sendable, Hashable {
    /// With its two dashes.
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(
    format: String, width: Int, height: Int, scale: Double, names: Record,
    colorway: String?, properties: [CustomProperty], type: ArtifactType
  ) {
    self.format = format
    self.width = width
    self.height = height
    self.scale = scale
    self.names = names
    self.colorway = colorway
    self.properties = properties
    self.type = type
  }
}

package enum ArtifactType: Sendable, Hashable {
  case png
  /// Quality 1…100.
  case jpg(Int)
  case pdf
}

/// Bounds of one worker's work; see `AssetLimits` for what clients may set.
package struct RenderingLimits: Sendable {
  package var loopTurns = 100_000
  package var documentBytes = 16 << 20
  package var documentNodes = 200_000
  package var documentDepth = 512
  package var imagePixels = 100_000_000
  /// Bytes of all caches.
  package var cacheBytes = 256 << 20

  package init() {}
}

/// A finished file.
package struct Artifact: Sendable {
  /// The file in order, in runs that are written without being joined first.
  package var content: [[UInt8]]
  /// Device pixels; for PDF the size in CSS pixels.
  package var width: Int
  package var height: Int

  package init(content: [[UInt8]], width: Int, height: Int) {
    self.content = content
    self.width = width
    self.height = height
  }

  package var size: Int { content.reduce(0) { $0 + $1.count } }
}
