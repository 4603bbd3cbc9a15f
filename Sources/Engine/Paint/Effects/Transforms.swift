import Scene

extension PagePainter {
  /// Puts an element's own transform, and its parent's perspective, into its node.
  /// `[CSS Transforms 2, §§3, 6, 8]`
  func applyTransform(
    _ id: FragmentID, _ fragment: Fragment, _ style: ComputedStyle, to node: inout PaintNode
  ) {
    let parent = node.parent
    let perspective = parent.flatMap { perspectiveMatrix(of: $0) }
    let space = parent.flatMap { spaces[$0.raw] }
    // Boxes without an element do not come between those of a space.
    let preserves = fragment.node == nil ? space != nil : style.preservesDepth
    guard style.hasTransform || perspective != nil || space != nil || preserves else { return }
    var matrix = Matrix4.identity
    if let perspective { matrix = matrix * perspective }
    let size = fragment.rect.size
    // Boxes turn about a point that is snapped with them, else a shift of less than a pixel would blur.
    let originX = snap(node.offset.x)
    let originY = snap(node.offset.y)
    if style.hasTransform {
      let origin = style.effects.transformOrigin
      let x = originX + origin.position.x.resolve(pixels: size.width.pixels)
      let y = originY + origin.position.y.resolve(pixels: size.height.pixels)
      matrix = matrix * .translation(x, y, origin.z)
      matrix = matrix * style.effects.matrix(size: size) * .translation(-x, -y, -origin.z)
    }
    let base = space?.base ?? node.transform
    let total = (space?.matrix ?? .identity) * matrix
    if preserves { spaces[id.raw] = Space(base: base, matrix: total) }
    if preserves || space != nil {
      // What lies in its parent's plane is as deep as that.
      let isInPlane = space != nil && !style.hasTransform && perspective == nil
      let center = Point(
        x: originX + size.width.pixels / 2, y: originY + size.height.pixels / 2)
      let depth = isInPlane ? parent.flatMap { depths[$0.raw] } : nil
      depths[id.raw] = depth ?? total.depth(of: center)
    }
    if total.isFlat {
      node.isBackface = true
      return
    }
    if !style.effects.backfaceVisible, total.showsBack { node.isBackface = true }
    if let affine = total.affine {
      node.transform = base.concatenating(affine)
    } else if let inverse = base.inverse {
      // Seen in perspective: painted flat in the parent's plane, then warped as a picture.
      node.transform = base
      node.projection =
        (Matrix3(base) * Matrix3(m: total.flattened) * Matrix3(inverse)).m
    }
  }

  /// The perspective that an element gives its children, about its perspective origin.
  private func perspectiveMatrix(of id: FragmentID) -> Matrix4? {
    let effects = tree.style(of: id).effects
    guard let distance = effects.perspective else { return nil }
    let node = nodes[id.index]
    let size = tree[id].rect.size
    let x = snap(node.offset.x) + effects.perspectiveOrigin.x.resolve(pixels: size.width.pixels)
    let y = snap(node.offset.y) + effects.perspectiveOrigin.y.resolve(pixels: size.height.pixels)
    return .translation(x, y, 0) * .perspective(distance) * .translation(-x, -y, 0)
  }
}

/// The space that an element with `transform-style: preserve-3d` shares with its children.
struct Space {
  /// From the plane that the space stands in to device pixels.
  var base: AffineTransform
  var matrix: Matrix4
}

/// A map of the plane in homogeneous coordinates: nine numbers row by row.
struct Matrix3 {
  var m: [Double]

  init(m: [Double]) { self.m = m }

  init(_ affine: AffineTransform) {
    m = [affine.a, affine.c, affine.tx, affine.b, affine.d, affine.ty, 0, 0, 1]
  }

  static func * (a: Matrix3, b: Matrix3) -> Matrix3 {
    Matrix3(
      m: (0..<9).map { index in
        let (row, column) = (index / 3, index % 3)
        return a.m[row * 3] * b.m[column] + a.m[row * 3 + 1] * b.m[3 + column] + a.m[row * 3 + 2]
          * b.m[6 + column]
      })
  }
}

extension EffectsStyle {
  /// `translate`, `rotate`, `scale` and `transform`, in this order from the outside in.
  func matrix(size: LayoutSize) -> Matrix4 {
    var result = Matrix4.identity
    for function in [translate, rotate, scale].compactMap({ $0 }) + transform {
      result = result * function.matrix(size: size)
    }
    return result
  }
}

extension TransformFunction {
  func matrix(size: LayoutSize) -> Matrix4 {
    switch self {
    case .matrix(let affine): Matrix4(affine)
    case .matrix3D(let columns) where columns.count == 16:
      Matrix4(m: (0..<16).map { columns[$0 % 4 * 4 + $0 / 4] })
    case .matrix3D: .identity
    case .translate(let x, let y, let z):
      .translation(
        x.resolve(pixels: size.width.pixels), y.resolve(pixels: size.height.pixels), z)
    case .scale(let x, let y, let z): .scale(x, y, z)
    case .rotate(let x, let y, let z, let angle):
      .rotation(x: x, y: y, z: z, degrees: angle)
    case .skew(let x, let y): .skew(x, y)
    case .perspective(let distance): distance.map { .perspective($0) } ?? .identity
    }
  }
}
