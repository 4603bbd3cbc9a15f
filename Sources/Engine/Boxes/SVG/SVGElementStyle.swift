import Markup
import Scene

/// What the cascade says of elements of inline SVG, as attributes that an SVG renderer reads.
struct SVGElementStyle {
  let styled: StyledTree
  let shape: SVGShape
  let shaper: (any TextShaper)?

  init(_ styled: StyledTree, shaper: (any TextShaper)?) {
    self.styled = styled
    self.shaper = shaper
    shape = SVGShape(references: SVGReferences(styled.document))
  }

  private static let inherited: Set<String> = [
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-dasharray", "stroke-dashoffset",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width",
    "clip-rule", "color-interpolation", "color-interpolation-filters", "marker", "marker-end",
    "marker-mid", "marker-start", "shape-rendering", "text-anchor", "dominant-baseline",
  ]

  /// Attributes that take the place of the element's own.
  ///
  /// - Parameter isRoot: whether this is the outermost `<svg>`, whose box has transforms and the like.
  func attributes(of node: NodeID, isRoot: Bool) -> [(name: String, value: String)] {
    guard let style = styled.style(of: node) else {
      // Without a style the element is not shown, but what it defines is.
      return []
    }
    var declarations = values(of: node, style, isRoot: isRoot) + scaledDashes(of: node)
    let parent = styled.document[node].parentID.flatMap { styled.style(of: $0) }
    if isRoot || parent?.text.color != style.text.color {
      declarations.append(("color", style.text.color.svgText))
    }
    declarations += text(style, parent: isRoot ? nil : parent)
    if !isRoot {
      if style.box.display == .none { declarations.append(("display", "none")) }
      declarations += effects(style.effects)
      if style.text.visibility != parent?.text.visibility {
        declarations.append(
          ("visibility", style.text.visibility == .visible ? "visible" : "hidden"))
      }
    }
    // What treats the root as a whole is its box's matter, not the picture's.
    let own = isRoot ? "" : styled.document.attribute("style", of: node) ?? ""
    let added = declarations.map { "\($0.name):\($0.value)" }.joined(separator: ";")
    var result = [("style", own.isEmpty ? added : own + ";" + added)]
    if !isRoot, let transform = transform(of: node, style.effects) {
      result.append(("transform", transform))
    }
    return result
  }

  private func values(of node: NodeID, _ style: ComputedStyle, isRoot: Bool)
    -> [(name: String, value: String)]
  {
    var values = style.generated.svg
    if isRoot {
      var next = styled.document[node].parentID
      while let ancestor = next {
        let outer = styled.style(of: ancestor)?.generated.svg ?? [:]
        values.merge(outer.filter { Self.inherited.contains($0.key) }) { inner, _ in inner }
        next = styled.document[ancestor].parentID
      }
    }
    return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The value of an inherited property, as text; nil where nothing declares it.
  func inherited(_ name: String, by node: NodeID) -> String? {
    var next: NodeID? = node
    while let element = next {
      if let value = styled.style(of: element)?.generated.svg[name] { return value }
      next = styled.document[element].parentID
    }
    return nil
  }

  /// Dashes of a shape with a length of its own choice, in user units. `[SVG 2, §9.6.1]`
  private func scaledDashes(of node: NodeID) -> [(name: String, value: String)] {
    guard let stated = shape.references.number("pathLength", of: node), stated > 0,
      let dashes = inherited("stroke-dasharray", by: node), dashes != "none",
      let outline = shape.outline(of: node)
    else { return [] }
    let scale = MeasuredPath(outline).length / stated
    func scaled(_ text: String) -> String? {
      let numbers = text.split { $0 == "," || $0.isWhitespace }.map { part in
        Double(part.hasSuffix("px") ? part.dropLast(2) : part)
      }
      guard numbers.allSatisfy({ $0?.isFinite == true }) else { return nil }
      return numbers.compactMap { $0.map { ($0 * scale).svgText } }.joined(separator: ",")
    }
    guard let pattern = scaled(dashes) else { return [] }
    let offset = inherited("stroke-dashoffset", by: node).flatMap(scaled)
    return [("stroke-dasharray", pattern)] + (offset.map { [("stroke-dashoffset", $0)] } ?? [])
  }

  // MARK: Text

  private func text(_ style: ComputedStyle, parent: ComputedStyle?)
    -> [(name: String, value: String)]
  {
    var values: [(name: String, value: String)] = []
    if parent?.font != style.font { values += font(style.font) }
    if parent.map({ $0.text.letterSpacing }) ?? 0 != style.text.letterSpacing {
      values.append(("letter-spacing", style.text.letterSpacing.svgText + "px"))
    }
    if !style.text.paintOrder.isEmpty, parent?.text.paintOrder != style.text.paintOrder {
      values.append(
        ("paint-order", style.text.paintOrder.map(\.rawValue).joined(separator: " ")))
    }
    return values
  }

  private func font(_ font: FontStyle) -> [(name: String, value: String)] {
    let families = font.families.map { family in
      switch family {
      case .generic(let name): name
      case .named(let name): "'" + name.filter { $0 != "'" && $0 != "\\" } + "'"
      }
    }
    let slant =
      switch font.slant {
      case .normal: "normal"
      case .italic: "italic"
      case .oblique: "oblique"
      }
    return [
      ("font-family", families.joined(separator: ",")), ("font-size", font.size.svgText + "px"),
      ("font-weight", font.weight.svgText), ("font-style", slant),
    ]
  }

  /// A text in the letter case that its style asks for.
  func transformed(_ text: String, by style: ComputedStyle) -> String {
    switch style.text.transform.textCase {
    case .uppercase: text.uppercased()
    case .lowercase: text.lowercased()
    case .none, .capitalize: text
    }
  }

  /// How far down the alphabetic baseline lies from where the element's baseline is put.
  /// `[CSS Inline 3, §4.1]`
  func baselineShift(of node: NodeID) -> Double {
    guard let name = inherited("dominant-baseline", by: node), let shaper,
      var font = styled.style(of: node)?.font, font.size > 0
    else { return 0 }
    // Metrics are rounded to pixels: those of a large font give the share.
    let share = font.size / 1000
    font.size = 1000
    let metrics = shaper.metrics(of: font)
    switch name {
    case "middle": return metrics.xHeight / 2 * share
    case "central": return (metrics.ascent - metrics.descent) / 2 * share
    case "hanging": return metrics.ascent * 0.8 * share
    case "mathematical": return metrics.ascent / 2 * share
    case "text-before-edge", "text-top", "before-edge": return metrics.ascent * share
    case "text-after-edge", "text-bottom", "ideographic", "after-edge":
      return -metrics.descent * share
    default: return 0
    }
  }

  // MARK: Effects

  private func effects(_ effects: EffectsStyle) -> [(name: String, value: String)] {
    var values: [(name: String, value: String)] = []
    if effects.opacity < 1 { values.append(("opacity", effects.opacity.svgText)) }
    if effects.blendMode != .normal {
      values.append(("mix-blend-mode", effects.blendMode.rawValue))
    }
    if effects.isolates { values.append(("isolation", "isolate")) }
    if case .url(let reference)? = effects.clipPath {
      values.append(("clip-path", "url(\(reference))"))
    }
    let filters = effects.filter.compactMap(\.svgText)
    if !filters.isEmpty, filters.count == effects.filter.count {
      values.append(("filter", filters.joined(separator: " ")))
    }
    return values
  }

  /// The transform that style gives, about its origin, and the shift of a text's baseline.
  private func transform(of node: NodeID, _ effects: EffectsStyle) -> String? {
    var parts: [String] = []
    let box = referenceBox(of: node, effects.transformBox)
    let isStyled =
      !effects.transform.isEmpty || effects.translate != nil || effects.rotate != nil
      || effects.scale != nil
    let attribute = styled.document.attribute("transform", of: node)
    let origin = effects.transformOrigin.position
    let (x, y) = (
      box.x + origin.x.resolve(pixels: box.width), box.y + origin.y.resolve(pixels: box.height)
    )
    let isMoved = (x != 0 || y != 0) && (isStyled || attribute != nil)
    if isMoved { parts.append("translate(\(x.svgText) \(y.svgText))") }
    if isStyled {
      let size = LayoutSize(width: LayoutUnit(box.width), height: LayoutUnit(box.height))
      guard let affine = effects.matrix(size: size).affine else { return nil }
      let numbers = [affine.a, affine.b, affine.c, affine.d, affine.tx, affine.ty]
      parts.append("matrix(\(numbers.map(\.svgText).joined(separator: " ")))")
    } else if let attribute {
      parts.append(attribute)
    }
    if isMoved { parts.append("translate(\((-x).svgText) \((-y).svgText))") }
    if styled.document.tag(of: node) == "text", !SVGTextPath.isLed(node, in: styled.document) {
      let shift = baselineShift(of: node)
      if shift != 0 { parts.append("translate(0 \(shift.svgText))") }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// `[CSS Transforms 1, §8]`
  private func referenceBox(of node: NodeID, _ box: TransformBox) -> Rect {
    switch box {
    case .fillBox, .strokeBox, .contentBox, .borderBox: return shape.bounds(of: node) ?? .zero
    case .viewBox:
      let size = shape.viewport(of: node) ?? .zero
      return Rect(x: 0, y: 0, width: size.width, height: size.height)
    }
  }
}

extension FilterFunction {
  /// The function as SVG renderers read it.
  fileprivate var svgText: String? {
    switch self {
    case .blur(let deviation): "blur(\(deviation.svgText)px)"
    case .brightness(let amount): "brightness(\(amount.svgText))"
    case .contrast(let amount): "contrast(\(amount.svgText))"
    case .grayscale(let amount): "grayscale(\(amount.svgText))"
    case .hueRotate(let degrees): "hue-rotate(\(degrees.svgText)deg)"
    case .invert(let amount): "invert(\(amount.svgText))"
    case .opacity(let amount): "opacity(\(amount.svgText))"
    case .saturate(let amount): "saturate(\(amount.svgText))"
    case .sepia(let amount): "sepia(\(amount.svgText))"
    case .dropShadow(let shadow): shadow.svgText
    case .url(let reference): "url(\(reference))"
    }
  }
}

extension TextShadow {
  fileprivate var svgText: String {
    let shade =
      switch color {
      case .current: "currentColor"
      case .color(let color): color.svgText
      }
    return "drop-shadow(\(x.svgText)px \(y.svgText)px \(blur.svgText)px \(shade))"
  }
}
