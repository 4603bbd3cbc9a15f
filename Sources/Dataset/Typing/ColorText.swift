/// Whether a text is a CSS color that needs no context: CSS Color 4 and 5 without `currentColor`,
/// `var()` and relative colors.
func isColor(_ text: String) -> Bool {
  let text = trimmed(text).lowercased()
  guard text.utf8.count <= 1_000 else { return false }
  return isColor(text[...], depth: 0)
}

private func isColor(_ text: Substring, depth: Int) -> Bool {
  guard depth < 8 else { return false }
  if text.first == "#" {
    let digits = text.dropFirst()
    return [3, 4, 6, 8].contains(digits.utf8.count) && digits.utf8.allSatisfy(isHexadecimal)
  }
  guard let open = text.firstIndex(of: "(") else { return colorNames.contains(String(text)) }
  guard text.last == ")" else { return false }
  let arguments = text[text.index(after: open)...].dropLast()
  switch text[..<open] {
  case "rgb", "rgba": return isModern(arguments, angles: []) || isLegacy(arguments, hue: false)
  case "hsl", "hsla": return isModern(arguments, angles: [0]) || isLegacy(arguments, hue: true)
  case "hwb": return isModern(arguments, angles: [0])
  case "lab", "oklab": return isModern(arguments, angles: [])
  case "lch", "oklch": return isModern(arguments, angles: [2])
  case "color":
    let words = arguments.split(separator: " ", maxSplits: 1)
    return words.count == 2 && colorSpaces.contains(String(words[0]))
      && isModern(words[1], angles: [])
  case "color-mix": return isMix(arguments, depth: depth)
  case "light-dark":
    let parts = topLevelParts(arguments)
    return parts.count == 2 && parts.allSatisfy { isColor($0, depth: depth + 1) }
  default: return false
  }
}

/// `1 2 3 / 4`: three components separated by spaces, and perhaps an alpha.
private func isModern(_ arguments: Substring, angles: Set<Int>) -> Bool {
  let halves = arguments.split(separator: "/", omittingEmptySubsequences: false)
  guard halves.count <= 2 else { return false }
  let components = halves[0].split(whereSeparator: \.isWhitespace)
  guard components.count == 3 else { return false }
  for (index, component) in components.enumerated() {
    guard component == "none" || isComponent(component, isAngle: angles.contains(index)) else {
      return false
    }
  }
  guard halves.count == 2 else { return true }
  let alpha = trimmed(String(halves[1]))
  return alpha == "none" || isComponent(alpha[...], isAngle: false)
}

/// `1, 2, 3, 4`: CSS Color 4, section 5.1, the legacy syntax with commas.
private func isLegacy(_ arguments: Substring, hue: Bool) -> Bool {
  let parts = arguments.split(separator: ",", omittingEmptySubsequences: false)
    .map { trimmed(String($0))[...] }
  guard 3...4 ~= parts.count else { return false }
  let percentages = parts.prefix(3).filter { $0.hasSuffix("%") }.count
  if hue {
    guard percentages == 2, !parts[0].hasSuffix("%") else { return false }
  } else {
    guard percentages == 0 || percentages == 3 else { return false }
  }
  return parts.enumerated().allSatisfy { isComponent($1, isAngle: hue && $0 == 0) }
}

/// A number, a percentage, or an angle where one may stand.
private func isComponent(_ text: Substring, isAngle: Bool) -> Bool {
  var number = text
  if isAngle {
    for unit in ["deg", "grad", "rad", "turn"] where number.hasSuffix(unit) {
      return isCSSNumber(number.dropLast(unit.count))
    }
  } else if number.hasSuffix("%") {
    number.removeLast()
  }
  return isCSSNumber(number)
}

/// CSS Syntax 3, `<number-token>`.
private func isCSSNumber(_ text: Substring) -> Bool {
  var bytes = text.utf8[...]
  if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
    bytes.removeFirst()
  }
  let whole = bytes.prefix(while: isDigit)
  bytes = bytes[whole.endIndex...]
  var hasDigits = !whole.isEmpty
  if bytes.first == UInt8(ascii: ".") {
    let fraction = bytes.dropFirst().prefix(while: isDigit)
    guard !fraction.isEmpty else { return false }
    hasDigits = true
    bytes = bytes[fraction.endIndex...]
  }
  guard hasDigits else { return false }
  if bytes.first == UInt8(ascii: "e") {
    bytes.removeFirst()
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      bytes.removeFirst()
    }
    guard !bytes.isEmpty else { return false }
    bytes = bytes.drop(while: isDigit)
  }
  return bytes.isEmpty
}

/// CSS Color 5, section 3: `color-mix(in SPACE, COLOR P%, COLOR P%)`.
private func isMix(_ arguments: Substring, depth: Int) -> Bool {
  let parts = topLevelParts(arguments)
  guard parts.count == 3, parts[0].hasPrefix("in ") else { return false }
  let method = parts[0].split(whereSeparator: \.isWhitespace)
  guard method.count >= 2, mixSpaces.contains(String(method[1])) else { return false }
  return parts.dropFirst().allSatisfy { part in
    var color = part
    if let space = part.lastIndex(of: " "), part.last == "%",
      isComponent(part[part.index(after: space)...], isAngle: false)
    {
      color = part[..<space]
    } else if let space = part.firstIndex(of: " "), part[..<space].last == "%",
      isComponent(part[..<space], isAngle: false)
    {
      color = part[part.index(after: space)...]
    }
    return isColor(trimmed(String(color))[...], depth: depth + 1)
  }
}

/// The parts between commas that are inside no parentheses.
private func topLevelParts(_ text: Substring) -> [Substring] {
  var parts: [Substring] = []
  var depth = 0
  var start = text.startIndex
  for index in text.indices {
    switch text[index] {
    case "(": depth += 1
    case ")": depth -= 1
    case "," where depth == 0:
      parts.append(trimmed(String(text[start..<index]))[...])
      start = text.index(after: index)
    default: break
    }
  }
  parts.append(trimmed(String(text[start...]))[...])
  return parts
}

private func isHexadecimal(_ byte: UInt8) -> Bool {
  isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte
}
