import Scene

/// A style while declarations are applied to it: the computed groups, and values whose computed form
/// depends on several properties and is made at the end.
struct StyleBuilder: Sendable {
  var style = ComputedStyle.initial
  var pending = PendingValues()

  static let initial = StyleBuilder()

  init() {}

  /// For a finished style, as the source of `inherit`.
  init(_ style: ComputedStyle) {
    self.style = style
    pending.borderWidths = Sides(
      top: style.border.sides.top.width, right: style.border.sides.right.width,
      bottom: style.border.sides.bottom.width, left: style.border.sides.left.width)
    pending.outlineWidth = style.border.outline.width
    pending.columnRuleWidth = style.container.columnRule.width
    if !style.background.layers.isEmpty { pending.background = LayerLists(style.background.layers) }
    if !style.effects.maskLayers.isEmpty { pending.mask = LayerLists(style.effects.maskLayers) }
    pending.borderImage = style.border.image.map(BorderImageParts.init) ?? BorderImageParts()
    pending.maskBorder = style.effects.maskBorder.map(BorderImageParts.init) ?? BorderImageParts()
  }

  /// For a child of a finished style: inherited values kept, all others initial.
  init(inheriting parent: ComputedStyle) { style = parent.inherited() }
}

/// Values that become part of the style when all declarations have been applied.
struct PendingValues: Sendable {
  /// `medium`, whatever the line style.
  static let mediumWidth = 3.0

  var borderWidths = Sides<Double>(mediumWidth)
  var outlineWidth = mediumWidth
  var columnRuleWidth = mediumWidth
  var background = LayerLists()
  var mask = LayerLists.initialMask
  var borderImage = BorderImageParts()
  var maskBorder = BorderImageParts()
}

/// The longhands of `background` and `mask`, each a list of its own length.
struct LayerLists: Sendable {
  var images: [StyleImage?] = [nil]
  var positionsX: [LengthPercentage] = [.percentage(0)]
  var positionsY: [LengthPercentage] = [.percentage(0)]
  var sizes: [BackgroundSize] = [.auto]
  var repeats: [Pair<BackgroundRepeat>] = [Pair(.repeat, .repeat)]
  var origins: [BackgroundBox] = [.paddingBox]
  var clips: [BackgroundBox] = [.borderBox]
  var attachments: [BackgroundAttachment] = [.scroll]
  var blendModes: [BlendMode] = [.normal]
  var modes: [MaskMode] = [.matchSource]
  var composites: [MaskComposite] = [.add]
  var isTouched = false

  init() {}

  /// Masks start at the border's edge, unlike backgrounds.
  static let initialMask: LayerLists = {
    var lists = LayerLists()
    lists.origins = [.borderBox]
    return lists
  }()

  init(_ layers: [BackgroundLayer]) {
    images = layers.map(\.image)
    positionsX = layers.map(\.position.x)
    positionsY = layers.map(\.position.y)
    sizes = layers.map(\.size)
    repeats = layers.map(\.repeatStyle)
    origins = layers.map(\.origin)
    clips = layers.map(\.clip)
    attachments = layers.map(\.attachment)
    blendModes = layers.map(\.blendMode)
    modes = layers.map(\.maskMode)
    composites = layers.map(\.composite)
  }

  /// One layer per image; shorter lists repeat. `[CSS Backgrounds 3, §2.1]`
  var layers: [BackgroundLayer] {
    images.indices.map { index in
      var layer = BackgroundLayer()
      layer.image = images[index]
      layer.position = Position(positionsX.cycled(index), positionsY.cycled(index))
      layer.size = sizes.cycled(index)
      layer.repeatStyle = repeats.cycled(index)
      layer.origin = origins.cycled(index)
      layer.clip = clips.cycled(index)
      layer.attachment = attachments.cycled(index)
      layer.blendMode = blendModes.cycled(index)
      layer.maskMode = modes.cycled(index)
      layer.composite = composites.cycled(index)
      return layer
    }
  }
}

extension Array {
  /// The element at an index that starts over at the end; the list must not be empty.
  fileprivate func cycled(_ index: Int) -> Element { self[index % count] }
}

/// The longhands of `border-image`, which count even where there is no image yet.
struct BorderImageParts: Sendable {
  var source: StyleImage?
  var slice = Sides<BorderImage.Slice>(.percentage(100))
  var fill = false
  var width = Sides<BorderImage.Width>(.number(1))
  var outset = Sides<BorderImage.Outset>(.number(0))
  var repeatStyle = Pair<BorderImage.Repeat>(.stretch, .stretch)

  init() {}

  init(_ image: BorderImage) {
    source = image.source
    slice = image.slice
    fill = image.fill
    width = image.width
    outset = image.outset
    repeatStyle = image.repeatStyle
  }

  var image: BorderImage? {
    guard let source else { return nil }
    var image = BorderImage(source: source)
    image.slice = slice
    image.fill = fill
    image.width = width
    image.outset = outset
    image.repeatStyle = repeatStyle
    return image
  }
}
