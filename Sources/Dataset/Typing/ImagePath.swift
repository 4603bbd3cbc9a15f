/// Why a text cannot be the path of a picture in the drop; nil when it can.
func faultOfImagePath(_ path: String) -> String? {
  if path.hasPrefix("/") || path.hasPrefix("\\") { return "is an absolute path" }
  let scheme = path.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  if !scheme.isEmpty, path[scheme.endIndex...].hasPrefix(":") {
    return scheme.count == 1 ? "is an absolute path" : "is a URL"
  }
  var depth = 0
  for part in path.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
    switch part {
    case ".": break
    case "..": depth -= 1
    default: depth += 1
    }
    if depth < 0 { return "leaves the drop" }
  }
  return depth == 0 || path.hasSuffix("/") ? "names no file" : nil
}
