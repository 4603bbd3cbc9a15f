/// true/false, yes/no, y/n, t/f, 1/0 in any case; nil for anything else.
func boolean(_ text: String) -> Bool? {
  guard text.utf8.count <= 5 else { return nil }
  switch text.lowercased() {
  case "true", "yes", "y", "t", "1": return true
  case "false", "no", "n", "f", "0": return false
  default: return nil
  }
}
