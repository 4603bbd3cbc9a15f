import Scene

/// Fixes up color stops: positions, hints and color spaces. `[CSS Images 4, §3.5]`
struct ColorStops {
  /// With ascending offsets, as shares of the gradient line.
  private(set) var stops: [Gradient.Stop] = []

  private struct Entry {
    var color: Color?
    var offset: Double?
  }

  /// - Parameter length: of the line in pixels, or of the turn in degrees.
  init(_ gradient: StyleGradient, style: ComputedStyle, length: Double) {
    var entries = gradient.stops.map { stop in
      Entry(
        color: stop.color.map { style.resolve($0) },
        offset: stop.position.map { Self.offset($0, length) })
    }
    Self.fixPositions(&entries)
    let mixer = ColorMixer(gradient.interpolation)
    for (index, entry) in entries.enumerated() {
      let offset = entry.offset ?? 0
      guard let color = entry.color else {
        guard index > 0, index + 1 < entries.count, let before = entries[index - 1].color,
          let after = entries[index + 1].color
        else { continue }
        appendHint(
          from: (entries[index - 1].offset ?? 0, before),
          to: (entries[index + 1].offset ?? 0, after),
          at: offset, mixer)
        continue
      }
      if index > 0, let before = entries[index - 1].color, !mixer.isPlain {
        appendSteps(from: (entries[index - 1].offset ?? 0, before), to: (offset, color), mixer)
      }
      stops.append(Gradient.Stop(offset: offset, color: color))
    }
  }

  private static func offset(_ position: LengthPercentage, _ length: Double) -> Double {
    if case .percentage(let percent) = position { return percent / 100 }
    return length > 0 ? position.resolve(pixels: length) / length : 0
  }

  /// The four steps of color stop fix-up.
  private static func fixPositions(_ entries: inout [Entry]) {
    guard !entries.isEmpty else { return }
    if entries[0].offset == nil { entries[0].offset = 0 }
    let last = entries.count - 1
    if entries[last].offset == nil { entries[last].offset = 1 }
    var greatest = -Double.infinity
    for index in entries.indices {
      if let offset = entries[index].offset {
        greatest = max(greatest, offset)
        entries[index].offset = greatest
      }
    }
    var index = 1
    while index < last {
      guard entries[index].offset == nil else {
        index += 1
        continue
      }
      var end = index
      while entries[end].offset == nil { end += 1 }
      let low = entries[index - 1].offset ?? 0
      let high = entries[end].offset ?? 1
      let count = Double(end - index + 1)
      for position in index..<end {
        entries[position].offset = low + (high - low) * Double(position - index + 1) / count
      }
      index = end
    }
  }

  /// A transition hint bends the ramp by a power; it is told in short straight pieces.
  private mutating func appendHint(
    from: (offset: Double, color: Color), to: (offset: Double, color: Color), at hint: Double,
    _ mixer: ColorMixer
  ) {
    let span = to.offset - from.offset
    guard span > 0 else { return }
    let share = (hint - from.offset) / span
    if share <= 0 {
      stops.append(Gradient.Stop(offset: from.offset, color: to.color))
      return
    }
    if share >= 1 {
      stops.append(Gradient.Stop(offset: to.offset, color: from.color))
      return
    }
    let exponent = Logarithm.half / Logarithm.natural(share)
    for step in 1..<64 {
      let position = Double(step) / 64
      let weight = Logarithm.power(position, exponent)
      stops.append(
        Gradient.Stop(
          offset: from.offset + span * position,
          color: mixer.mix(from.color, to.color, weight)))
    }
  }

  /// Other color spaces are told in short straight pieces of sRGB.
  private mutating func appendSteps(
    from: (offset: Double, color: Color), to: (offset: Double, color: Color), _ mixer: ColorMixer
  ) {
    let span = to.offset - from.offset
    guard span > 0 else { return }
    for step in 0...32 {
      let share = Double(step) / 32
      stops.append(
        Gradient.Stop(
          offset: from.offset + span * share, color: mixer.mix(from.color, to.color, share)))
    }
  }

  /// What remains at and after offset zero, with the color that the ramp has there.
  static func clippedAtZero(_ stops: [Gradient.Stop]) -> [Gradient.Stop] {
    guard let firstInside = stops.firstIndex(where: { $0.offset >= 0 }), firstInside > 0 else {
      return stops
    }
    let before = stops[firstInside - 1]
    let after = stops[firstInside]
    let share = -before.offset / (after.offset - before.offset)
    let color = ColorMixer(ColorInterpolation()).mix(before.color, after.color, share)
    return [Gradient.Stop(offset: 0, color: color)] + stops[firstInside...]
  }

  /// A repeated ramp over 0…1 that begins at another place of its period.
  static func rotated(_ stops: [Gradient.Stop], by shift: Double) -> [Gradient.Stop] {
    var spelled: [Gradient.Stop] = []
    for turn in [-1.0, 0, 1] {
      for stop in stops {
        spelled.append(Gradient.Stop(offset: stop.offset + shift + turn, color: stop.color))
      }
    }
    let clipped = clippedAtZero(spelled)
    guard let end = clipped.firstIndex(where: { $0.offset > 1 }), end > 0 else { return clipped }
    let share = (1 - clipped[end - 1].offset) / (clipped[end].offset - clipped[end - 1].offset)
    let color = ColorMixer(ColorInterpolation()).mix(
      clipped[end - 1].color, clipped[end].color, share)
    return Array(clipped[..<end]) + [Gradient.Stop(offset: 1, color: color)]
  }
}
