import Scene

extension ComputedStyle {
  /// Whether z-index applies.
  func isPositioned() -> Bool { box.position != .static }

  /// Whether the element is the root of a stacking context whatever its position. `[CSS Position 3,
  /// §7; Filter Effects 1, §5; Compositing 1, §2; Transforms 1, §3]`
  func formsStackingContext(isFlexOrGridItem: Bool) -> Bool {
    if box.zIndex != nil, isPositioned() || isFlexOrGridItem { return true }
    if box.position == .fixed || box.position == .sticky { return true }
    return formsGroupingContext
  }

  private var formsGroupingContext: Bool {
    let effects = effects
    return effects.opacity < 1 || effects.blendMode != .normal || !effects.filter.isEmpty
      || !effects.backdropFilter.isEmpty || hasTransform || effects.perspective != nil
      || effects.preserves3D || effects.clipPath != nil || !effects.maskLayers.isEmpty
      || effects.maskBorder != nil || effects.isolates || box.contain.paint
      || box.contain.layout
      || effects.willChange.contains(where: Self.contextProperties.contains)
  }

  var hasTransform: Bool {
    let effects = effects
    return !effects.transform.isEmpty || effects.translate != nil || effects.rotate != nil
      || effects.scale != nil
  }

  /// `preserve-3d`, unless something treats the element's picture as a whole.
  /// `[CSS Transforms 2, §4.1.1]`
  var preservesDepth: Bool {
    effects.preserves3D && effects.opacity >= 1 && effects.blendMode == .normal
      && effects.filter.isEmpty && effects.backdropFilter.isEmpty && effects.clipPath == nil
      && effects.clip == nil
      && effects.maskLayers.isEmpty && effects.maskBorder == nil && !effects.isolates
      && box.overflowX == .visible && box.overflowY == .visible && !box.contain.paint
  }

  private static let contextProperties: Set<String> = [
    "opacity", "transform", "filter", "backdrop-filter", "mix-blend-mode", "isolation",
    "perspective", "clip-path", "mask", "mask-image", "mask-border", "translate", "rotate",
    "scale", "position", "z-index",
  ]
}

extension Fragment {
  /// Whether boxes of this kind can be transformed: all but non-replaced inline boxes.
  var isTransformable: Bool {
    switch kind {
    case .box, .replaced: true
    case .inlineBox, .line, .text: false
    }
  }
}
