package import Hashing

// The canonical encoding of display values: every case begins with a tag of its own, every array with
// its length, so that different values feed different bytes.

extension Hasher128 {
  package mutating func combine(_ color: Color) {
    combine(color.red)
    combine(color.green)
    combine(color.blue)
    combine(color.alpha)
  }

  package mutating func combine(_ point: Point) {
    combine(point.x)
    combine(point.y)
  }

  package mutating func combine(_ size: Size) {
    combine(size.width)
    combine(size.height)
  }

  package mutating func combine(_ rect: Rect) {
    combine(rect.x)
    combine(rect.y)
    combine(rect.width)
    combine(rect.height)
  }

  package mutating func combine(_ shape: RoundedRect) {
    combine(shape.rect)
    combine(shape.topLeft)
    combine(shape.topRight)
    combine(shape.bottomRight)
    combine(shape.bottomLeft)
  }

  package mutating func combine(_ transform: AffineTransform) {
    combine(transform.a)
    combine(transform.b)
    combine(transform.c)
    combine(transform.d)
    combine(transform.tx)
    combine(transform.ty)
  }

  mutating func combine(_ stroke: Stroke) {
    combine(stroke.path)
    combine(stroke.width)
    combine(stroke.cap.rawValue)
    combine(stroke.dashes.count)
    for dash in stroke.dashes { combine(dash) }
    combine(stroke.dashOffset)
    combine(stroke.color)
    combine(stroke.isAntialiased)
  }

  package mutating func combine(_ path: Path) {
    combine(path.elements.count)
    for element in path.elements {
      switch element {
      case .move(let point):
        combine(1)
        combine(point)
      case .line(let point):
        combine(2)
        combine(point)
      case .cubic(let first, let second, let end):
        combine(3)
        combine(first)
        combine(second)
        combine(end)
      case .close: combine(4)
      }
    }
  }

  package mutating func combine(_ shape: Shape) {
    switch shape {
    case .rect(let rect):
      combine(1)
      combine(rect)
    case .roundedRect(let rounded):
      combine(2)
      combine(rounded)
    case .ring(let outer, let inner):
      combine(3)
      combine(outer)
      combine(inner)
    case .path(let path, let evenOdd):
      combine(evenOdd ? 4 : 5)
      combine(path)
    }
  }

  package mutating func combine(_ gradient: Gradient) {
    switch gradient.geometry {
    case .linear(let from, let to):
      combine(1)
      combine(from)
      combine(to)
    case .radial(let center, let rx, let ry):
      combine(2)
      combine(center)
      combine(rx)
      combine(ry)
    case .conic(let center, let angle):
      combine(3)
      combine(center)
      combine(angle)
    }
    combine(gradient.isRepeating)
    combine(gradient.stops.count)
    for stop in gradient.stops {
      combine(stop.offset)
      combine(stop.color)
    }
  }

  package mutating func combine(_ brush: Brush) {
    switch brush {
    case .color(let color):
      combine(1)
      combine(color)
    case .gradient(let gradient):
      combine(2)
      combine(gradient)
    case .tiles(let tiles):
      combine(3)
      combine(tiles)
    }
  }

  package mutating func combine(_ tiles: Tiles) {
    switch tiles.source {
    case .image(let id, let part):
      combine(1)
      combine(id.high)
      combine(id.low)
      combine(id.isOriented)
      combine(part)
    case .gradient(let gradient):
      combine(2)
      combine(gradient)
    }
    combine(tiles.tile)
    combine(tiles.step)
    combine(tiles.quality.rawValue)
  }

  package mutating func combine(_ run: GlyphRun) {
    combine(run.font.face.high)
    combine(run.font.face.low)
    combine(run.font.size)
    combine(run.font.syntheticBold)
    combine(run.font.syntheticOblique)
    combine(run.color)
    combine(run.strokeWidth)
    combine(run.glyphs.count)
    for glyph in run.glyphs {
      combine(glyph.id)
      combine(glyph.x)
      combine(glyph.y)
    }
  }

  package mutating func combine(_ filter: Filter) {
    switch filter {
    case .blur(let x, let y):
      combine(1)
      combine(x)
      combine(y)
    case .colorMatrix(let numbers):
      combine(2)
      combine(numbers.count)
      for number in numbers { combine(number) }
    case .dropShadow(let x, let y, let sigma, let color):
      combine(3)
      combine(x)
      combine(y)
      combine(sigma)
      combine(color)
    case .graph(let graph):
      combine(4)
      combine(graph)
    }
  }

  mutating func combine(_ filters: [Filter]) {
    combine(filters.count)
    for filter in filters { combine(filter) }
  }

  mutating func combine(_ items: [DisplayItem]) {
    combine(items.count)
    for item in items { combine(item.hash) }
  }

  package mutating func combine(_ group: Group) {
    combine(group.items)
    combine(group.opacity)
    combine(group.blendMode.rawValue)
    combine(group.filters)
    combine(group.mask != nil)
    if let mask = group.mask {
      combine(mask.isLuminance)
      combine(mask.items)
    }
    combine(group.projection?.count ?? 0)
    for number in group.projection ?? [] { combine(number) }
  }

  package mutating func combine(_ command: DisplayCommand) {
    switch command {
    case .fill(let fill):
      combine(1)
      combine(fill.shape)
      combine(fill.brush)
      combine(fill.isAntialiased)
      combine(fill.blendMode.rawValue)
    case .stroke(let stroke):
      combine(2)
      combine(stroke)
    case .glyphs(let run):
      combine(3)
      combine(run)
    case .textLine(let line):
      combine(8)
      combine(line.rect)
      combine(line.color)
      combine(line.stroke != nil)
      if let stroke = line.stroke { combine(stroke) }
      combine(line.ink.lowerBound)
      combine(line.ink.upperBound)
      combine(line.air)
      combine(line.run)
    case .boxShadow(let shadow):
      combine(4)
      combine(shadow.shape)
      combine(shadow.box)
      combine(shadow.isInset)
      combine(shadow.sigma)
      combine(shadow.color)
    case .textShadow(let shadow):
      combine(5)
      combine(shadow.run)
      combine(shadow.sigma)
    case .group(let group):
      combine(6)
      combine(group)
    case .backdrop(let backdrop):
      combine(7)
      combine(backdrop.shape)
      combine(backdrop.filters)
      combine(backdrop.opacity)
    }
  }
}
