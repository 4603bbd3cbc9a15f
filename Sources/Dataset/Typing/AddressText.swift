/// Whether a text is an e-mail address as the HTML Standard defines "valid e-mail address", letters
/// beyond ASCII allowed, with a dot in the domain.
func isEmailAddress(_ text: String) -> Bool {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  guard parts.count == 2, !parts[0].isEmpty, text.utf8.count <= 320 else { return false }
  let local = parts[0]
  let isLocal = local.unicodeScalars.allSatisfy {
    isAtom($0) || $0 == "." || isLetterBeyondASCII($0)
  }
  return isLocal && isHostName(parts[1]) && parts[1].contains(".")
}

/// Whether a text is an absolute `http` or `https` URL with a host, or a `mailto` address.
func isURL(_ text: String) -> Bool {
  guard text.unicodeScalars.allSatisfy(isURLScalar),
    let colon = text.firstIndex(of: ":")
  else { return false }
  let rest = text[text.index(after: colon)...]
  switch text[..<colon].lowercased() {
  case "mailto":
    let addresses = rest.prefix { $0 != "?" }
    return addresses.split(separator: ",", omittingEmptySubsequences: false)
      .allSatisfy { isEmailAddress(String($0)) }
  case "http", "https":
    guard rest.hasPrefix("//") else { return false }
    return isAuthority(rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" })
  default: return false
  }
}

/// RFC 3986, section 3.2: user information, host and port.
private func isAuthority(_ authority: Substring) -> Bool {
  var host = authority
  if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
  if host.hasPrefix("[") {
    guard let end = host.firstIndex(of: "]") else { return false }
    let address = host[host.index(after: host.startIndex)..<end]
    let isAddress =
      address.contains(":") && address.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    return isAddress && isPort(host[host.index(after: end)...])
  }
  guard let colon = host.firstIndex(of: ":") else { return isHostName(host) }
  return isHostName(host[..<colon]) && isPort(host[colon...])
}

/// Nothing, or a colon and a port number.
private func isPort(_ text: Substring) -> Bool {
  guard text.hasPrefix(":") else { return text.isEmpty }
  let digits = text.dropFirst()
  return digits.isEmpty || (digits.utf8.count <= 5 && UInt16(digits) != nil)
}

private func isHostName(_ name: Substring) -> Bool {
  let labels = (name.hasSuffix(".") ? name.dropLast() : name)
    .split(separator: ".", omittingEmptySubsequences: false)
  return labels.allSatisfy { label in
    !label.isEmpty && label.utf8.count <= 190 && label.first != "-" && label.last != "-"
      && label.unicodeScalars.allSatisfy {
        isASCIIAlphanumeric($0) || $0 == "-" || $0 == "_" || isLetterBeyondASCII($0)
      }
  }
}

private func isAtom(_ scalar: UnicodeScalar) -> Bool {
  isASCIIAlphanumeric(scalar) || "!#$%&'*+/=?^_`{|}~-".unicodeScalars.contains(scalar)
}

private func isASCIIAlphanumeric(_ scalar: UnicodeScalar) -> Bool {
  switch scalar {
  case "a"..."z", "A"..."Z", "0"..."9": true
  default: false
  }
}

private func isLetterBeyondASCII(_ scalar: UnicodeScalar) -> Bool {
  guard scalar.value >= 0x80 else { return false }
  let properties = scalar.properties
  switch properties.generalCategory {
  case .nonspacingMark, .spacingMark, .decimalNumber: return true
  default: return properties.isAlphabetic
  }
}

private func isURLScalar(_ scalar: UnicodeScalar) -> Bool {
  scalar.value > 0x20 && !"\"<>\\^`{|}\u{7F}".unicodeScalars.contains(scalar)
    && !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
}
