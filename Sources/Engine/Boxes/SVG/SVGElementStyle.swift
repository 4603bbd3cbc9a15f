import Markup
import Scene

/// What the cascade says of elements of inline SVG, as attributes that an SVG renderer reads.
struct SVGElementStyle {
  let styled: StyledTree

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
    var declarations = values(of: node, style, isRoot: isRoot)
    let parent = styled.document[node].parentID.flatMap { styled.style(of: $0) }
    if isRoot || parent?.text.color != style.text.color {
      declarations.append(("color", style.text.color.svgText))
    }
    if isRoot || parent?.font != style.font { declarations += font(style.font) }
    if !isRoot {
      if style.box.display == .none { declarations.append(("display", "none")) }
      if style.effects.opacity < 1 {
        declarations.append(("opacity", style.effects.opacity.svgText))
      }
      if style.text.visibility != parent?.text.visibility {
        declarations.append(
          ("visibility", style.text.visibility == .visible ? "visible" : "hidden"))
      }
    }
    // What treats the root as a whole is its box's matter, not the picture's.
    let own = isRoot ? "" : styled.document.attribute("style", of: node) ?? ""
    let added = declarations.map { "\($0.name):\($0.value)" }.joined(separator: ";")
    var result = [("style", own.isEmpty ? added : own + ";" + added)]
    if !isRoot, let transform = transform(style.effects) { result.append(("transform", transform)) }
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

  private func font(_ font: FontStyle) -> [(name: String, value: String)] {
    let families = font.families.map { family in
      switch family {
      case .generic(let name): name
      case .named(let name): "'" + name.filter { $0 != "'" && $0 != "\\" } + "'"
      }
    }
    return [
      ("font-family", families.joined(separator: ",")), ("font-size", font.size.svgText + "px"),
      ("font-weight", Double(font.weight).svgText),
    ]
  }

  /// A transform that style gives, about the origin that it names in pixels.
  private func transform(_ effects: EffectsStyle) -> String? {
    guard
      !effects.transform.isEmpty || effects.translate != nil || effects.rotate != nil
        || effects.scale != nil, let affine = effects.matrix(size: .zero).affine
    else { return nil }
    var (x, y) = (0.0, 0.0)
    if case .length(let length) = effects.transformOrigin.position.x { x = length }
    if case .length(let length) = effects.transformOrigin.position.y { y = length }
    let placed = AffineTransform.translation(x: x, y: y).concatenating(affine).concatenating(
      .translation(x: -x, y: -y))
    let numbers = [placed.a, placed.b, placed.c, placed.d, placed.tx, placed.ty]
    return "matrix(\(numbers.map(\.svgText).joined(separator: " ")))"
  }
}
