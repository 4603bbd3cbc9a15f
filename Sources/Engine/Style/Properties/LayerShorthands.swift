import Markup

/// `background` and `mask`: one value per layer. `[CSS Backgrounds 3, §2.10; CSS Masking 1, §4.8]`
extension PropertyTable {
  mutating func addLayerShorthands() {
    let parts = [
      "image", "position-x", "position-y", "size", "repeat", "origin", "clip", "attachment",
    ]
    let background = parts.map { "background-" + $0 }
    add(shorthand: "background", background + ["background-color"]) { reader in
      Self.readLayers(&reader, isMask: false)
    }
    let mask = [
      "image", "position-x", "position-y", "size", "repeat", "origin", "clip", "mode", "composite",
    ]
    .map { "mask-" + $0 }
    let border = ["source", "slice", "width", "outset", "repeat"].map { "mask-border-" + $0 }
    add(shorthand: "mask", mask + border) { reader in
      guard Self.readLayers(&reader, isMask: true) else { return false }
      reader.reset(border)
      return true
    }
  }

  private static func readLayers(_ reader: inout ShorthandReader, isMask: Bool) -> Bool {
    let parts = reader.cursor.rest.splitAtCommas
    var layers: [LayerValues] = []
    for (index, part) in parts.enumerated() {
      var cursor = part.cursor
      guard
        let layer = LayerValues.parse(&cursor, isMask: isMask, isFinal: index == parts.count - 1)
      else { return false }
      layers.append(layer)
    }
    reader.cursor.position = reader.cursor.end
    assign(layers, &reader, isMask: isMask)
    return true
  }

  private static func assign(
    _ layers: [LayerValues], _ reader: inout ShorthandReader, isMask: Bool
  ) {
    let prefix = isMask ? "mask" : "background"
    func list<Value: Sendable>(
      _ name: String, _ path: StylePath<LayerLists, [Value]>,
      _ value: (LayerValues) -> Specified<Value>
    ) {
      let values = layers.map(value).gathered()
      reader.set("\(prefix)-\(name)") { builder, context in
        let values = values.resolve(context)
        if isMask {
          builder.pending.mask[keyPath: path] = values
          builder.pending.mask.isTouched = true
        } else {
          builder.pending.background[keyPath: path] = values
          builder.pending.background.isTouched = true
        }
      }
    }
    list("image", \.images) { $0.image }
    list("size", \.sizes) { $0.size }
    list("repeat", \.repeats) { $0.repeatStyle }
    list("origin", \.origins) { .constant($0.origin) }
    list("clip", \.clips) { .constant($0.clip) }
    setPositions(layers.map(\.position), &reader, prefix)
    if isMask {
      list("mode", \.modes) { .constant($0.mode) }
      list("composite", \.composites) { .constant($0.composite) }
    } else {
      list("attachment", \.attachments) { .constant($0.attachment) }
      let color = layers.last?.color ?? .constant(.transparent)
      reader.set("background-color") { $0.style.background.color = color.resolve($1) }
    }
  }
}

/// One layer of the shorthand.
private struct LayerValues {
  var image: Specified<StyleImage?> = .constant(nil)
  var position: Specified<Position> = .constant(Position(.percentage(0), .percentage(0)))
  var size: Specified<BackgroundSize> = .constant(.auto)
  var repeatStyle: Specified<Pair<BackgroundRepeat>> = .constant(Pair(.repeat, .repeat))
  var origin: BackgroundBox = .paddingBox
  var clip: BackgroundBox = .borderBox
  var attachment: BackgroundAttachment = .scroll
  var mode: MaskMode = .matchSource
  var composite: MaskComposite = .add
  var color: Specified<StyleColor>?

  static func parse(_ cursor: inout ValueCursor, isMask: Bool, isFinal: Bool) -> LayerValues? {
    var layer = LayerValues()
    if isMask { layer.origin = .borderBox }
    var seen: Set<String> = []
    var boxes: [BackgroundBox] = []
    let boxNames: Set<String> =
      isMask
      ? [
        "border-box", "padding-box", "content-box", "fill-box", "stroke-box", "view-box", "no-clip",
      ]
      : ["border-box", "padding-box", "content-box", "text"]
    while !cursor.isDone {
      if !seen.contains("image"), let image = cursor.imageOrNone() {
        layer.image = image
        seen.insert("image")
      } else if !seen.contains("position"), let position = cursor.position(allowsThree: !isMask) {
        layer.position = position
        seen.insert("position")
        if cursor.consumeSlash() {
          guard let size = cursor.backgroundSize() else { return nil }
          layer.size = size
        }
      } else if !seen.contains("repeat"), let style = cursor.repeatStyle() {
        layer.repeatStyle = style
        seen.insert("repeat")
      } else if boxes.count < 2, case .constant(let box)? = cursor.backgroundBox(boxNames) {
        boxes.append(box)
      } else if cursor.attempt({ layer.takeKeyword(&$0, isMask: isMask, &seen) }) != nil {
        continue
      } else {
        guard !isMask, isFinal, layer.color == nil, let color = cursor.color() else { return nil }
        layer.color = color
      }
    }
    if let first = boxes.first {
      if first == .noClip || first == .text {
        layer.clip = first
        if boxes.count > 1 { layer.origin = boxes[1] }
      } else {
        layer.origin = first
        layer.clip = boxes.count > 1 ? boxes[1] : first
      }
    }
    return layer
  }

  /// Attachment of a background; mode and compositing of a mask.
  private mutating func takeKeyword(
    _ cursor: inout ValueCursor, isMask: Bool, _ seen: inout Set<String>
  ) -> Bool? {
    guard let keyword = cursor.keyword() else { return nil }
    if !isMask, let value = BackgroundAttachment(rawValue: keyword),
      seen.insert("attachment").inserted
    {
      attachment = value
      return true
    }
    if isMask, let value = MaskMode(rawValue: keyword), seen.insert("mode").inserted {
      mode = value
      return true
    }
    if isMask, let value = MaskComposite(rawValue: keyword), seen.insert("composite").inserted {
      composite = value
      return true
    }
    return nil
  }
}
