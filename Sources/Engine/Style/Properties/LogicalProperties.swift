import Markup

/// Properties of flow-relative sides, mapped to physical ones when writing mode and direction are
/// known. `[CSS Logical Properties 1]`
extension PropertyTable {
  mutating func addLogicalProperties() {
    for side in LogicalSide.allCases {
      addLogical("margin-\(side.rawValue)") { "margin-\($0.physical(side))" }
      addLogical("padding-\(side.rawValue)") { "padding-\($0.physical(side))" }
      addLogical("inset-\(side.rawValue)") { $0.physical(side) }
      for part in ["width", "style", "color"] {
        addLogical("border-\(side.rawValue)-\(part)") { "border-\($0.physical(side))-\(part)" }
      }
    }
    for prefix in ["", "min-", "max-"] {
      addLogical("\(prefix)inline-size") { prefix + ($0.isVertical ? "height" : "width") }
      addLogical("\(prefix)block-size") { prefix + ($0.isVertical ? "width" : "height") }
    }
    for (block, inline) in [("start", "start"), ("start", "end"), ("end", "start"), ("end", "end")]
    {
      addLogical("border-\(block)-\(inline)-radius") { flow in
        let sides = [
          flow.physical(block == "start" ? .blockStart : .blockEnd),
          flow.physical(inline == "start" ? .inlineStart : .inlineEnd),
        ]
        let vertical = sides.contains("top") ? "top" : "bottom"
        let horizontal = sides.contains("left") ? "left" : "right"
        return "border-\(vertical)-\(horizontal)-radius"
      }
    }
    addLogical("overflow-inline") { "overflow-" + ($0.isVertical ? "y" : "x") }
    addLogical("overflow-block") { "overflow-" + ($0.isVertical ? "x" : "y") }
  }

  /// - Parameter physical: the name of the property that it stands for in a flow; one of a few, and
  ///   all of the same syntax.
  private mutating func addLogical(
    _ name: String, _ physical: @escaping @Sendable (Flow) -> String
  ) {
    // Every flow's property is looked up now, so that applying costs an index.
    var targets: [Longhand] = []
    for flow in Flow.all {
      guard let (_, longhand) = longhand(physical(flow)) else { continue }
      targets.append(longhand)
    }
    guard targets.count == Flow.all.count else { return }
    let rows = targets
    add(
      Longhand(
        name: name, isInherited: rows[0].isInherited, phase: .rest,
        parse: { cursor in
          // All rows read the same syntax, each into its own place.
          let start = cursor
          var setters: [Setter] = []
          for row in rows {
            cursor = start
            guard let setter = row.parse(&cursor) else { return nil }
            setters.append(setter)
          }
          return { [setters] builder, context in
            setters[Flow(builder.style.text).index](&builder, context)
          }
        },
        copy: { source, target in rows[Flow(target.style.text).index].copy(source, &target) }))
  }
}

enum LogicalSide: String, CaseIterable {
  case blockStart = "block-start"
  case blockEnd = "block-end"
  case inlineStart = "inline-start"
  case inlineEnd = "inline-end"
}

/// A writing mode with a direction.
struct Flow: Sendable {
  let writingMode: WritingMode
  let isRightToLeft: Bool

  static let all: [Flow] = modes.flatMap {
    [Flow(writingMode: $0, isRightToLeft: false), Flow(writingMode: $0, isRightToLeft: true)]
  }

  private static let modes: [WritingMode] = [
    .horizontalTB, .verticalRL, .verticalLR, .sidewaysRL, .sidewaysLR,
  ]

  private init(writingMode: WritingMode, isRightToLeft: Bool) {
    self.writingMode = writingMode
    self.isRightToLeft = isRightToLeft
  }

  init(_ style: TextStyle) {
    writingMode = style.writingMode
    isRightToLeft = style.direction == .rtl
  }

  /// The position in `all`.
  var index: Int {
    let mode =
      switch writingMode {
      case .horizontalTB: 0
      case .verticalRL: 1
      case .verticalLR: 2
      case .sidewaysRL: 3
      case .sidewaysLR: 4
      }
    return mode * 2 + (isRightToLeft ? 1 : 0)
  }

  var isVertical: Bool { writingMode.isVertical }

  /// `[CSS Writing Modes 4, §6.4]`
  func physical(_ side: LogicalSide) -> String {
    let block: (String, String) =
      switch writingMode {
      case .horizontalTB: ("top", "bottom")
      case .verticalRL, .sidewaysRL: ("right", "left")
      case .verticalLR, .sidewaysLR: ("left", "right")
      }
    var inline: (String, String) =
      switch writingMode {
      case .horizontalTB: ("left", "right")
      case .sidewaysLR: ("bottom", "top")
      default: ("top", "bottom")
      }
    if isRightToLeft { inline = (inline.1, inline.0) }
    return switch side {
    case .blockStart: block.0
    case .blockEnd: block.1
    case .inlineStart: inline.0
    case .inlineEnd: inline.1
    }
  }
}
