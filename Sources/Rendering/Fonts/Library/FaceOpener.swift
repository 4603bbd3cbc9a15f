internal import Engine
internal import Hashing
internal import Pango

/// Opens the face that an entry stands for at given axis values, under its content identity.
struct FaceOpener {
  let store: FontStore

  /// Nil where the font libraries refuse the bytes.
  func open(_ entry: FontEntry, axes: [AxisValue]) -> FontFace? {
    let identity = entry.file.identity
    var hasher = Hasher128()
    hasher.combine(identity.high)
    hasher.combine(identity.low)
    hasher.combine(entry.description.index)
    hasher.combine(axes.count)
    for axis in axes {
      hasher.combine(axis.tag.code)
      hasher.combine(axis.value.bitPattern)
    }
    let hash = hasher.finalize()
    let key = FaceKey(high: hash.high, low: hash.low)
    return try? store.open(
      entry.file.data, index: entry.description.index, axes: axes, key: key)
  }

  /// The value of every axis for a style: weight, width and slant from their properties, the optical
  /// size from the font size, then the rule's settings, then the style's. `[CSS Fonts 4, §7.2]`
  static func axes(of entry: FontEntry, for style: FontStyle) -> [AxisValue] {
    entry.description.axes.map { axis in
      var value = axis.standard
      if axis.tag == "wght" {
        value = min(max(style.weight, entry.weight.lowerBound), entry.weight.upperBound)
      } else if axis.tag == "wdth" {
        value = min(max(style.stretch, entry.stretch.lowerBound), entry.stretch.upperBound)
      } else if axis.tag == "slnt" {
        value = slant(of: style.slant, entry: entry) ?? value
      } else if axis.tag == "ital" {
        value = style.slant == .normal ? 0 : 1
      } else if axis.tag == "opsz", style.opticalSizing {
        value = style.size
      }
      for setting in (entry.rule?.variations ?? []) + style.variations
      where OpenTypeTag(setting.tag) == axis.tag {
        value = setting.value
      }
      return AxisValue(tag: axis.tag, value: axis.clamp(value))
    }
  }

  private static func slant(of slant: FontStyle.Slant, entry: FontEntry) -> Double? {
    let wanted: Double
    switch slant {
    case .normal: wanted = 0
    case .italic: wanted = FamilyMatcher.obliqueThreshold
    case .oblique(let degrees): wanted = degrees
    }
    guard case .oblique(let range) = entry.style else { return nil }
    return -min(max(wanted, range.lowerBound), range.upperBound)
  }
}
