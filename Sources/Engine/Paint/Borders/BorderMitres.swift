import Scene

/// How an end of a straight border side is cut where it meets its neighbour.
enum BorderMitre {
  /// Along the diagonal; each pixel belongs to one side alone.
  case hard
  /// Along the diagonal, smoothly: over a neighbour that goes on below, or beside one that is not seen.
  case soft
  /// Not at all: the neighbour is painted over it.
  case none
}

extension PagePainter {
  /// The order in which sides are painted.
  static let sideOrder: [BoxSide] = [.top, .bottom, .left, .right]

  /// Fills a straight side between two rectangles. `[CSS Backgrounds 3, §4.4]`
  func fillStraightSide(
    _ side: BoxSide, _ edges: [BorderEdge], _ outer: Rect, _ inner: Rect, _ color: Color,
    _ node: PaintNode
  ) {
    let first = side.rawValue
    let second = (first + 1) % 4
    let before = mitre(side, at: (first + 3) % 4, edges)
    let after = mitre(side, at: second, edges)
    func outline(cutting mitres: [BorderMitre]) -> Path {
      var path = Path()
      path.append(
        polygon: [
          outer.corners[first], outer.corners[second],
          end(side, second, outer, inner, isCut: mitres.contains(after)),
          end(side, first, outer, inner, isCut: mitres.contains(before)),
        ])
      return path
    }
    let isUpright = node.transform.b == 0 && node.transform.c == 0
    let mitres = [before, after]
    if !isUpright || !mitres.contains(.hard) {
      emit(
        .fill(Fill(.path(outline(cutting: [.hard, .soft]), evenOdd: false), .color(color))),
        for: node)
      return
    }
    var clip = node.clip
    if mitres.contains(.soft) {
      clip = list.addClip(
        .path(outline(cutting: [.soft]), evenOdd: false), transform: node.transform,
        inside: node.clip)
    }
    emit(
      .fill(
        Fill(
          .path(outline(cutting: [.hard]), evenOdd: false), .color(color), isAntialiased: false)),
      transform: node.transform, clip: clip)
  }

  private func mitre(_ side: BoxSide, at neighbour: Int, _ edges: [BorderEdge]) -> BorderMitre {
    let edge = edges[side.rawValue]
    let other = edges[neighbour]
    if !other.isVisible { return other.width > 0 ? .soft : .hard }
    guard edge.hidesAll, other.hidesAll, edge.color != other.color else { return .hard }
    let places = [side.rawValue, neighbour].map { index in
      Self.sideOrder.firstIndex { $0.rawValue == index } ?? 0
    }
    return places[0] < places[1] ? .none : .soft
  }

  /// The inner end of a side at a corner: where the diagonal comes out, or straight across.
  private func end(
    _ side: BoxSide, _ corner: Int, _ outer: Rect, _ inner: Rect, isCut: Bool
  ) -> Point {
    let outside = outer.corners[corner]
    let inside = inner.corners[corner]
    if isCut { return inside }
    return side.isHorizontal
      ? Point(x: outside.x, y: inside.y) : Point(x: inside.x, y: outside.y)
  }
}

extension BorderEdge {
  /// Whether nothing shows through the side.
  fileprivate var hidesAll: Bool { style == .solid && color.isOpaque }
}
