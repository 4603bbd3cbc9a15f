import Glibc
import Scene

/// Parses SVG path data; what follows an error is dropped. `[SVG 2, §9.3]`
struct PathData {
  private(set) var path = Path()

  private let units: [UInt8]
  private var position = 0
  private var current = Point.zero
  private var start = Point.zero
  /// The last control point of a curve of the same kind, for the smooth forms.
  private var lastCubic: Point?
  private var lastQuadratic: Point?

  init(_ text: String) {
    units = Array(text.utf8)
    parse()
  }

  private mutating func parse() {
    var command: UInt8 = 0
    while true {
      skipSeparators()
      guard position < units.count else { return }
      let unit = units[position]
      if unit.isLetter {
        command = unit
        position += 1
      } else if command == 0 {
        return
      }
      if path.isEmpty, command | 0x20 != UInt8(ascii: "m") { return }
      guard step(command) else { return }
      // Further pairs after a move are lines.
      if command == UInt8(ascii: "M") { command = UInt8(ascii: "L") }
      if command == UInt8(ascii: "m") { command = UInt8(ascii: "l") }
      if command | 0x20 == UInt8(ascii: "z") { command = 0 }
    }
  }

  private mutating func step(_ command: UInt8) -> Bool {
    let isRelative = command >= UInt8(ascii: "a")
    let base = isRelative ? current : .zero
    var cubic: Point?
    var quadratic: Point?
    defer {
      lastCubic = cubic
      lastQuadratic = quadratic
    }
    switch command | 0x20 {
    case UInt8(ascii: "z"):
      path.close()
      current = start
    case UInt8(ascii: "m"):
      guard let point = point(base) else { return false }
      path.move(to: point)
      current = point
      start = point
    case UInt8(ascii: "l"):
      guard let point = point(base) else { return false }
      line(to: point)
    case UInt8(ascii: "h"):
      guard let x = number() else { return false }
      line(to: Point(x: base.x + x, y: current.y))
    case UInt8(ascii: "v"):
      guard let y = number() else { return false }
      line(to: Point(x: current.x, y: base.y + y))
    case UInt8(ascii: "c"):
      guard let first = point(base), let second = point(base), let end = point(base) else {
        return false
      }
      path.cubic(first, second, to: end)
      current = end
      cubic = second
    case UInt8(ascii: "s"):
      guard let second = point(base), let end = point(base) else { return false }
      path.cubic(mirrored(lastCubic), second, to: end)
      current = end
      cubic = second
    case UInt8(ascii: "q"):
      guard let control = point(base), let end = point(base) else { return false }
      quadraticCurve(control, end)
      quadratic = control
    case UInt8(ascii: "t"):
      let control = mirrored(lastQuadratic)
      guard let end = point(base) else { return false }
      quadraticCurve(control, end)
      quadratic = control
    case UInt8(ascii: "a"):
      guard let rx = number(), let ry = number(), let angle = number(), let large = flag(),
        let sweep = flag(), let end = point(base)
      else { return false }
      arc(rx: abs(rx), ry: abs(ry), angle: angle, large: large, sweep: sweep, to: end)
    default: return false
    }
    return true
  }

  private mutating func line(to point: Point) {
    path.line(to: point)
    current = point
  }

  private func mirrored(_ control: Point?) -> Point {
    guard let control else { return current }
    return Point(x: 2 * current.x - control.x, y: 2 * current.y - control.y)
  }

  private mutating func quadraticCurve(_ control: Point, _ end: Point) {
    func toward(_ from: Point) -> Point {
      Point(x: from.x + (control.x - from.x) * 2 / 3, y: from.y + (control.y - from.y) * 2 / 3)
    }
    path.cubic(toward(current), toward(end), to: end)
    current = end
  }

  /// From end points to center parameters, then quarter by quarter as cubics. `[SVG 2, §B.2]`
  private mutating func arc(
    rx: Double, ry: Double, angle: Double, large: Bool, sweep: Bool, to end: Point
  ) {
    guard rx > 0, ry > 0, current != end else {
      line(to: end)
      return
    }
    let phi = angle * .pi / 180
    let (c, s) = (cos(phi), sin(phi))
    let dx = (current.x - end.x) / 2
    let dy = (current.y - end.y) / 2
    let x1 = c * dx + s * dy
    let y1 = -s * dx + c * dy
    let stretch = max(1, (x1 * x1 / (rx * rx) + y1 * y1 / (ry * ry)).squareRoot())
    let (rx, ry) = (rx * stretch, ry * stretch)
    let denominator = rx * rx * y1 * y1 + ry * ry * x1 * x1
    var factor = max(0, (rx * rx * ry * ry - denominator) / denominator).squareRoot()
    if large == sweep { factor = -factor }
    let cx1 = factor * rx * y1 / ry
    let cy1 = -factor * ry * x1 / rx
    let center = Point(
      x: c * cx1 - s * cy1 + (current.x + end.x) / 2, y: s * cx1 + c * cy1 + (current.y + end.y) / 2
    )
    let from = atan2((y1 - cy1) / ry, (x1 - cx1) / rx)
    var turn = atan2((-y1 - cy1) / ry, (-x1 - cx1) / rx) - from
    if sweep, turn < 0 { turn += 2 * .pi }
    if !sweep, turn > 0 { turn -= 2 * .pi }
    let count = max(1, (abs(turn) / (.pi / 2)).rounded(.up))
    let step = turn / count
    let k = 4.0 / 3 * tan(step / 4)
    func place(_ x: Double, _ y: Double) -> Point {
      Point(x: center.x + c * rx * x - s * ry * y, y: center.y + s * rx * x + c * ry * y)
    }
    for index in 0..<Int(count) {
      let a = from + Double(index) * step
      let b = a + step
      path.cubic(
        place(cos(a) - k * sin(a), sin(a) + k * cos(a)),
        place(cos(b) + k * sin(b), sin(b) - k * cos(b)),
        to: index + 1 == Int(count) ? end : place(cos(b), sin(b)))
    }
    current = end
  }

  // MARK: Tokens

  private mutating func skipSeparators() {
    while position < units.count, units[position].isSeparator { position += 1 }
  }

  private mutating func point(_ base: Point) -> Point? {
    guard let x = number(), let y = number() else { return nil }
    return Point(x: base.x + x, y: base.y + y)
  }

  private mutating func flag() -> Bool? {
    skipSeparators()
    guard position < units.count else { return nil }
    let unit = units[position]
    guard unit == UInt8(ascii: "0") || unit == UInt8(ascii: "1") else { return nil }
    position += 1
    return unit == UInt8(ascii: "1")
  }

  private mutating func number() -> Double? {
    skipSeparators()
    let begin = position
    var seenDot = false
    var seenDigit = false
    if position < units.count, units[position].isSign { position += 1 }
    while position < units.count {
      let unit = units[position]
      if unit.isDigit {
        seenDigit = true
      } else if unit == UInt8(ascii: "."), !seenDot {
        seenDot = true
      } else if unit | 0x20 == UInt8(ascii: "e"), seenDigit, hasExponent(at: position + 1) {
        position += 1
        if units[position].isSign { position += 1 }
        while position < units.count, units[position].isDigit { position += 1 }
        break
      } else {
        break
      }
      position += 1
    }
    guard seenDigit,
      let value = Double(String(decoding: units[begin..<position], as: UTF8.self)),
      value.isFinite
    else { return nil }
    return value
  }

  private func hasExponent(at index: Int) -> Bool {
    guard index < units.count else { return false }
    if units[index].isDigit { return true }
    return units[index].isSign && index + 1 < units.count && units[index + 1].isDigit
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
  fileprivate var isSign: Bool { self == 0x2B || self == 0x2D }
  fileprivate var isSeparator: Bool { [0x20, 0x09, 0x0A, 0x0C, 0x0D, 0x2C].contains(self) }
}
