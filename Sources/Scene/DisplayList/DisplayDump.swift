extension DisplayList {
  /// The list as indented text, for people and for tests: no hashes, no platform's numbers.
  package var dump: String {
    var lines: [String] = ["page \(width)x\(height)"]
    write(items, depth: 1, to: &lines)
    return lines.joined(separator: "\n")
  }

  private func write(_ items: [DisplayItem], depth: Int, to lines: inout [String]) {
    let indent = String(repeating: "  ", count: depth)
    for item in items {
      var line = indent + item.command.summary
      let b = item.bounds
      line += " @ \(b.left),\(b.top) \(b.width)x\(b.height)"
      var clip = item.clip
      while let id = clip {
        line += " clip \(clips[id.index].shape.summary)"
        clip = clips[id.index].parent
      }
      lines.append(line)
      if case .group(let group) = item.command {
        write(group.items, depth: depth + 1, to: &lines)
        if let mask = group.mask {
          lines.append(indent + "mask" + (mask.isLuminance ? " luminance" : ""))
          write(mask.items, depth: depth + 1, to: &lines)
        }
      }
    }
  }
}

extension DisplayCommand {
  fileprivate var summary: String {
    switch self {
    case .fill(let fill): "fill \(fill.shape.summary) \(fill.brush.summary)"
    case .stroke(let stroke): "stroke \(number(stroke.width)) \(stroke.color.summary)"
    case .glyphs(let run): "glyphs \(run.glyphs.count) \(run.color.summary) \"\(run.text)\""
    case .textLine(let line): "text-line rect(\(line.rect.summary)) \(line.color.summary)"
    case .boxShadow(let shadow):
      "\(shadow.isInset ? "inset-shadow" : "shadow") \(Shape(shadow.shape).summary) "
        + "sigma \(number(shadow.sigma)) \(shadow.color.summary)"
    case .textShadow(let shadow):
      "text-shadow \(shadow.run.glyphs.count) sigma \(number(shadow.sigma)) "
        + shadow.run.color.summary
    case .group(let group):
      "group opacity \(number(group.opacity)) \(group.blendMode.rawValue)"
        + (group.filters.isEmpty ? "" : " filters \(group.filters.count)")
    case .backdrop(let backdrop): "backdrop \(backdrop.shape.summary)"
    }
  }
}

extension Shape {
  fileprivate var summary: String {
    switch self {
    case .rect(let rect): "rect(\(rect.summary))"
    case .roundedRect(let shape): "rounded(\(shape.rect.summary))"
    case .ring(let outer, let inner): "ring(\(outer.rect.summary); \(inner.rect.summary))"
    case .path(let path, _): "path(\(path.bounds.summary))"
    }
  }
}

extension Brush {
  fileprivate var summary: String {
    switch self {
    case .color(let color): color.summary
    case .gradient(let gradient): "gradient \(gradient.stops.count)"
    case .tiles(let tiles): "tiles(\(tiles.tile.summary))"
    }
  }
}

extension Rect {
  fileprivate var summary: String {
    "\(number(x)),\(number(y)) \(number(width))x\(number(height))"
  }
}

extension Color {
  fileprivate var summary: String {
    let parts = [red, green, blue, alpha].map { component in
      let byte = Int((min(max(component, 0), 1) * 255).rounded())
      let digits = String(byte, radix: 16)
      return digits.count < 2 ? "0" + digits : digits
    }
    return "#" + parts.joined()
  }
}

/// Three decimals at most, none that are zero.
private func number(_ value: Double) -> String {
  let rounded = (value * 1000).rounded() / 1000
  if rounded == rounded.rounded(), abs(rounded) < 1e15 { return String(Int(rounded)) }
  return String(rounded)
}
