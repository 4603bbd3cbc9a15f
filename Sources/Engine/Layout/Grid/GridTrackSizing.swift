import Scene

/// One track while its size is worked out.
struct GridTrack {
  var minimum: TrackBreadth
  var maximum: TrackBreadth
  var fitContent: LengthPercentage?
  var base: LayoutUnit = .zero
  /// `.max` for infinity.
  var limit: LayoutUnit = .max
  var isCollapsed = false
  var infinitelyGrowable = false
  var planned: LayoutUnit = .zero
  /// Whether an item of the group at hand asks something of it.
  var isAffected = false

  init(_ size: TrackSize) {
    switch size {
    case .breadth(.flex(let factor)):
      minimum = .auto
      maximum = .flex(factor)
    case .breadth(let breadth):
      minimum = breadth
      maximum = breadth
    case .minmax(let low, let high):
      if case .flex = low { minimum = .auto } else { minimum = low }
      maximum = high
    case .fitContent(let length):
      minimum = .auto
      maximum = .maxContent
      fitContent = length
    }
  }

  var flex: Double? {
    // A collapsed track is as one of the fixed size 0. [CSS Grid 1, §7.2.3.2]
    if case .flex(let factor) = maximum, !isCollapsed { max(0, factor) } else { nil }
  }
}

/// What an item asks of the tracks that it spans.
struct GridContribution {
  var tracks: Range<Int>
  var minimum: LayoutUnit
  var minContent: LayoutUnit
  var maxContent: LayoutUnit
}

/// The track sizing algorithm for one axis. `[CSS Grid 1, §12]`
struct GridTrackSizing {
  enum Constraint { case none, minContent, maxContent }

  var tracks: [GridTrack]
  let gap: LayoutUnit
  /// The content box's size; nil where it is indefinite.
  let available: LayoutUnit?
  let constraint: Constraint
  let stretches: Bool
  let items: [GridContribution]

  init(
    tracks: [GridTrack], gap: LayoutUnit, available: LayoutUnit?, constraint: Constraint,
    stretches: Bool, items: [GridContribution]
  ) {
    self.tracks = tracks
    self.gap = gap
    self.available = available
    self.constraint = constraint
    self.stretches = stretches
    self.items = items
  }

  /// Space between `count` tracks in a row; collapsed ones have none.
  private func gaps(_ range: Range<Int>) -> LayoutUnit {
    let open = range.reduce(0) { $0 + (tracks[$1].isCollapsed ? 0 : 1) }
    return gap * max(0, open - 1)
  }

  mutating func run() {
    initialize()
    resolveIntrinsic()
    maximize()
    expandFlexible()
    stretchAutomatic()
  }

  var sum: LayoutUnit {
    tracks.reduce(gaps(tracks.indices)) { $0 + $1.base }
  }

  // MARK: §12.4

  private func fixed(_ breadth: TrackBreadth) -> LayoutUnit? {
    guard case .lengthPercentage(let length) = breadth else { return nil }
    if let available { return length.resolve(available).clampedToPositive }
    return length.fixed?.clampedToPositive
  }

  private func isIntrinsic(_ breadth: TrackBreadth) -> Bool {
    switch breadth {
    case .minContent, .maxContent, .auto: true
    case .lengthPercentage: fixed(breadth) == nil
    case .flex: false
    }
  }

  private mutating func initialize() {
    for index in tracks.indices {
      if tracks[index].isCollapsed {
        tracks[index].limit = .zero
        continue
      }
      tracks[index].base = fixed(tracks[index].minimum) ?? .zero
      tracks[index].limit = fixed(tracks[index].maximum) ?? .max
      tracks[index].limit = max(tracks[index].limit, tracks[index].base)
    }
  }

  // MARK: §12.5

  private enum Phase: CaseIterable {
    case intrinsicMinimums, contentMinimums, maxContentMinimums, intrinsicMaximums
    case maxContentMaximums
    var growsLimits: Bool { self == .intrinsicMaximums || self == .maxContentMaximums }
  }

  private mutating func resolveIntrinsic() {
    let spans = Set(items.map(\.tracks.count)).sorted()
    for span in spans {
      let group = items.filter { item in
        item.tracks.count == span && !item.tracks.contains { tracks[$0].flex != nil }
      }
      accommodate(group, flexible: false)
    }
    let crossing = items.filter { item in item.tracks.contains { tracks[$0].flex != nil } }
    accommodate(crossing, flexible: true)
    for index in tracks.indices where tracks[index].limit == .max {
      if tracks[index].flex == nil { tracks[index].limit = tracks[index].base }
    }
  }

  private func isAffected(_ track: GridTrack, _ phase: Phase) -> Bool {
    switch phase {
    case .intrinsicMinimums: return isIntrinsic(track.minimum)
    case .contentMinimums:
      switch track.minimum {
      case .minContent, .maxContent: return true
      case .auto: return constraint != .none
      case .lengthPercentage: return constraint != .none && fixed(track.minimum) == nil
      case .flex: return false
      }
    case .maxContentMinimums:
      if case .maxContent = track.minimum { return true }
      return constraint == .maxContent && isIntrinsic(track.minimum) && track.minimum != .minContent
    case .intrinsicMaximums: return isIntrinsic(track.maximum)
    case .maxContentMaximums: return isIntrinsic(track.maximum) && track.maximum != .minContent
    }
  }

  private func contribution(_ item: GridContribution, _ phase: Phase) -> LayoutUnit {
    switch phase {
    case .intrinsicMinimums:
      constraint == .none ? item.minimum : max(item.minimum, min(item.minContent, limitSum(item)))
    case .contentMinimums, .intrinsicMaximums: item.minContent
    case .maxContentMinimums, .maxContentMaximums: item.maxContent
    }
  }

  /// The limit of fixed maximums on a min-content contribution. `[§12.5 step 2]`
  private func limitSum(_ item: GridContribution) -> LayoutUnit {
    var sum = LayoutUnit.zero
    for index in item.tracks {
      guard let maximum = fixed(tracks[index].maximum) else { return .max }
      sum += maximum
    }
    return sum
  }

  private mutating func accommodate(_ group: [GridContribution], flexible: Bool) {
    guard !group.isEmpty else { return }
    for phase in Phase.allCases {
      if flexible, phase.growsLimits { continue }
      for index in tracks.indices {
        tracks[index].planned = .zero
        tracks[index].isAffected = false
      }
      for item in group {
        let affected = item.tracks.filter { index in
          isAffected(tracks[index], phase) && !tracks[index].isCollapsed
            && (!flexible || tracks[index].flex != nil)
        }
        guard !affected.isEmpty else { continue }
        for index in affected { tracks[index].isAffected = true }
        distribute(contribution(item, phase), item.tracks, affected, phase, flexible: flexible)
      }
      apply(phase)
    }
  }

  private mutating func apply(_ phase: Phase) {
    for index in tracks.indices {
      if phase.growsLimits {
        if tracks[index].limit == .max {
          guard tracks[index].isAffected else { continue }
          tracks[index].limit = tracks[index].base + tracks[index].planned
          if phase == .intrinsicMaximums { tracks[index].infinitelyGrowable = true }
        } else {
          tracks[index].limit += tracks[index].planned
        }
      } else {
        tracks[index].base += tracks[index].planned
        if tracks[index].limit < tracks[index].base { tracks[index].limit = tracks[index].base }
      }
      if phase == .maxContentMaximums { tracks[index].infinitelyGrowable = false }
    }
  }

  /// `[§12.5.1]`
  private mutating func distribute(
    _ contribution: LayoutUnit, _ span: Range<Int>, _ affected: [Int], _ phase: Phase,
    flexible: Bool
  ) {
    func size(_ track: GridTrack) -> LayoutUnit {
      phase.growsLimits ? (track.limit == .max ? track.base : track.limit) : track.base
    }
    var space = contribution - gaps(span)
    for index in span { space -= size(tracks[index]) }
    guard space > .zero else { return }
    var increases = [LayoutUnit](repeating: .zero, count: affected.count)
    if flexible {
      let factors = affected.map { tracks[$0].flex ?? 0 }
      let total = factors.reduce(0, +)
      var given = LayoutUnit.zero
      var weight = 0.0
      for position in affected.indices {
        weight += total > 0 ? factors[position] / total : 1 / Double(affected.count)
        let share = position == affected.count - 1 ? space : space.multiplied(by: weight)
        increases[position] = share - given
        given = share
      }
    } else {
      // Up to the limits, equally.
      func room(_ index: Int) -> LayoutUnit {
        let track = tracks[index]
        if phase.growsLimits {
          return track.infinitelyGrowable || track.limit == .max ? .max : .zero
        }
        let limit = fitLimit(track)
        return limit == .max ? .max : (limit - track.base).clampedToPositive
      }
      space = share(space, &increases, room: affected.map(room))
      if space > .zero {
        // Beyond the limits.
        var takers = affected.indices.filter { position in
          let track = tracks[affected[position]]
          switch phase {
          case .intrinsicMinimums, .contentMinimums: return isIntrinsic(track.maximum)
          case .maxContentMinimums:
            return isIntrinsic(track.maximum) && track.maximum != .minContent
          case .intrinsicMaximums, .maxContentMaximums: return true
          }
        }
        if takers.isEmpty { takers = Array(affected.indices) }
        var rooms = [LayoutUnit](repeating: .zero, count: affected.count)
        for taker in takers { rooms[taker] = .max }
        if phase.growsLimits {
          // A fit-content() track stops at its argument.
          for position in affected.indices {
            guard let cap = fitCap(tracks[affected[position]]) else { continue }
            let now = size(tracks[affected[position]])
            rooms[position] = (cap - now).clampedToPositive
          }
        }
        space = share(space, &increases, room: rooms)
      }
    }
    for (position, index) in affected.enumerated() {
      var increase = increases[position]
      if phase.growsLimits, let cap = fitCap(tracks[index]) {
        increase = min(increase, max((cap - size(tracks[index])).clampedToPositive, .zero))
      }
      tracks[index].planned = max(tracks[index].planned, increase)
    }
  }

  private func fitCap(_ track: GridTrack) -> LayoutUnit? {
    guard let length = track.fitContent else { return nil }
    if let available { return length.resolve(available) }
    return length.fixed
  }

  private func fitLimit(_ track: GridTrack) -> LayoutUnit {
    if let cap = fitCap(track) { return max(cap, track.base) }
    return track.limit
  }

  /// Shares space equally until rooms are full; returns what is left.
  private func share(
    _ space: LayoutUnit, _ increases: inout [LayoutUnit], room: [LayoutUnit]
  ) -> LayoutUnit {
    var space = space
    var open = room.indices.filter { room[$0] > .zero }
    var used = [LayoutUnit](repeating: .zero, count: room.count)
    while space > .zero, !open.isEmpty {
      let each = space / open.count
      let full = open.filter { room[$0] != .max && room[$0] - used[$0] <= each }
      if full.isEmpty {
        var left = space
        for (number, position) in open.enumerated() {
          let part = number == open.count - 1 ? left : each
          used[position] += part
          increases[position] += part
          left -= part
        }
        return .zero
      }
      for position in full {
        let part = room[position] - used[position]
        used[position] += part
        increases[position] += part
        space -= part
      }
      open.removeAll { full.contains($0) }
    }
    return space
  }

  // MARK: §12.6–12.8

  private mutating func maximize() {
    switch constraint {
    case .minContent: return
    case .maxContent:
      for index in tracks.indices where tracks[index].flex == nil && tracks[index].limit != .max {
        tracks[index].base = max(tracks[index].base, tracks[index].limit)
      }
    case .none:
      guard let available else {
        for index in tracks.indices where tracks[index].flex == nil && tracks[index].limit != .max {
          tracks[index].base = max(tracks[index].base, tracks[index].limit)
        }
        return
      }
      let free = available - sum
      guard free > .zero else { return }
      var increases = [LayoutUnit](repeating: .zero, count: tracks.count)
      let rooms = tracks.map { track -> LayoutUnit in
        track.flex != nil ? .zero : (track.limit - track.base).clampedToPositive
      }
      _ = share(free, &increases, room: rooms)
      for index in tracks.indices { tracks[index].base += increases[index] }
    }
  }

  private mutating func expandFlexible() {
    guard tracks.contains(where: { $0.flex != nil }) else { return }
    let fraction: Double
    if constraint == .minContent {
      fraction = 0
    } else if let available, constraint == .none {
      fraction = findFraction(Array(tracks.indices), space: available)
    } else {
      var largest = 0.0
      for track in tracks {
        if let flex = track.flex { largest = max(largest, track.base.pixels / max(1, flex)) }
      }
      for item in items where item.tracks.contains(where: { tracks[$0].flex != nil }) {
        largest = max(largest, findFraction(Array(item.tracks), space: item.maxContent))
      }
      fraction = largest
    }
    // What rounding takes from one track goes to the next, so that all of the space is used.
    var left = 0.0
    for index in tracks.indices {
      guard let flex = tracks[index].flex else { continue }
      let share = fraction * flex + left
      let size = LayoutUnit(share + Double.ulpOfOne)
      guard size >= tracks[index].base, size < .max else { continue }
      tracks[index].base = size
      left = max(0, share - size.pixels)
    }
  }

  /// The size of an fr. `[§12.7.1]`
  private func findFraction(_ indices: [Int], space: LayoutUnit) -> Double {
    var inflexible: Set<Int> = []
    while true {
      var left = space
      if let first = indices.first, let last = indices.last { left -= gaps(first..<last + 1) }
      var factors = 0.0
      for index in indices {
        if let flex = tracks[index].flex, !inflexible.contains(index) {
          factors += flex
        } else {
          left -= tracks[index].base
        }
      }
      let fraction = max(0, left.pixels) / max(1, factors)
      let small = indices.filter {
        !inflexible.contains($0)
          && tracks[$0].flex.map { $0 * fraction } ?? .infinity < tracks[$0].base.pixels
      }
      if small.isEmpty || factors == 0 { return fraction }
      inflexible.formUnion(small)
    }
  }

  private mutating func stretchAutomatic() {
    guard stretches, let available, constraint == .none else { return }
    let free = available - sum
    let takers = tracks.indices.filter {
      tracks[$0].maximum == .auto && tracks[$0].fitContent == nil && !tracks[$0].isCollapsed
    }
    guard free > .zero, !takers.isEmpty else { return }
    var given = LayoutUnit.zero
    for (number, index) in takers.enumerated() {
      let total = free * (number + 1) / takers.count
      tracks[index].base += total - given
      given = total
    }
  }
}
