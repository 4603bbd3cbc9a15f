/// A header or field name without case, white space, `-` and `_`: what headers are matched by.
func normalizedHeader(_ header: String) -> String {
  if header.utf8.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || isDigit($0) }) {
    return header
  }
  var kept = String.UnicodeScalarView()
  for scalar in header.lowercased().unicodeScalars
  where !scalar.properties.isWhitespace && scalar != "-" && scalar != "_" && scalar != "\u{FEFF}" {
    kept.append(scalar)
  }
  return String(kept)
}
