extension Filter {
  /// The pixels that the result inside an area has to do with: what lies farther away need not be
  /// painted.
  package func reach(of area: DeviceRect) -> DeviceRect {
    switch self {
    case .blur, .colorMatrix, .dropShadow: outset(area)
    case .graph(let graph): graph.reach(of: area)
    }
  }
}

extension FilterGraph {
  /// All pixels that any step reads or makes for the result inside an area.
  func reach(of area: DeviceRect) -> DeviceRect {
    var needs = Array(repeating: DeviceRect.empty, count: primitives.count)
    var reach = area.intersection(region)
    if let last = needs.indices.last { needs[last] = reach }
    for (index, primitive) in primitives.enumerated().reversed() {
      let needed = needs[index].intersection(primitive.region)
      guard !needed.isEmpty else { continue }
      for (position, input) in primitive.inputs.enumerated() {
        let read = primitive.operation.reads(of: position, for: needed).intersection(region)
        reach = reach.union(read)
        if case .result(let source) = input, source >= 0, source < index {
          needs[source] = needs[source].union(read)
        }
      }
    }
    return reach.union(area)
  }
}

extension FilterGraph.Operation {
  /// What of an input the result inside an area is made from.
  fileprivate func reads(of input: Int, for area: DeviceRect) -> DeviceRect {
    switch self {
    case .blur(let x, let y): return Filter.blur(sigmaX: x, sigmaY: y).outset(area)
    case .offset(let x, let y): return area.offsetBy(x: -x, y: -y)
    case .dropShadow(let x, let y, let sigma, _):
      let shadow = Filter.blur(sigmaX: sigma, sigmaY: sigma).outset(area)
      return area.union(shadow.offsetBy(x: -x, y: -y))
    case .morphology(_, let x, let y): return area.outset(x: x, y: y)
    case .tile(let tile): return tile
    case .displacement(let displacement) where input == 0:
      let scale = displacement.scale
      return area.outset(
        x: Self.pixels((abs(scale.a) + abs(scale.c)) / 2),
        y: Self.pixels((abs(scale.b) + abs(scale.d)) / 2))
    case .convolution(let convolution):
      return area.outset(
        x: Self.pixels(Double(convolution.columns) * convolution.step.width),
        y: Self.pixels(Double(convolution.rows) * convolution.step.height))
    case .lighting: return area.outset(x: 1, y: 1)
    case .blend, .colorMatrix, .composite, .displacement, .flood, .merge, .picture, .transfer,
      .turbulence:
      return area
    }
  }

  private static func pixels(_ length: Double) -> Int {
    guard length.isFinite else { return DeviceRect.limit }
    return Int(min(max(length.rounded(.up), 0), Double(DeviceRect.limit - 1))) + 1
  }
}

extension DeviceRect {
  /// Moved by a length that is rounded and cut to the limit.
  fileprivate func offsetBy(x: Double, y: Double) -> DeviceRect {
    func whole(_ length: Double) -> Int {
      let limit = Double(Self.limit)
      return length.isNaN ? 0 : Int(min(max(length, -limit), limit).rounded())
    }
    if isEmpty { return self }
    let (dx, dy) = (whole(x), whole(y))
    return DeviceRect(left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy)
  }
}
