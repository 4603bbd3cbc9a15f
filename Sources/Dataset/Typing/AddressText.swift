/// Whether a text is an e-mail address as the HTML Standard defines "valid e-mail address", letters
/// beyond ASCII allowed, with a dot in the domain.
func isEmailAddress(_ text: String) -> Bool {
  hasOnlyLettersBeyondASCII(text) && isEmailAddress(Array(text.utf8)[...])
}

/// Whether a text is an absolute `http` or `https` URL with a host, or a `mailto` address.
func isURL(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard bytes.allSatisfy(isURLByte), let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
    return false
  }
  let rest = bytes[(colon + 1)...]
  switch String(decoding: bytes[..<colon], as: UTF8.self).lowercased() {
  case "mailto":
    let addresses = rest.prefix { $0 != UInt8(ascii: "?") }
    return hasOnlyLettersBeyondASCII(text)
      && addresses.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        .allSatisfy(isEmailAddress)
  case "http", "https":
    guard rest.starts(with: "//".utf8) else { return false }
    let authority = rest.dropFirst(2).prefix {
      $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
    }
    return hasOnlyVisibleBeyondASCII(text) && isAuthority(authority)
      && hasOnlyLettersBeyondASCII(String(decoding: authority, as: UTF8.self))
  default: return false
  }
}

private func isEmailAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
  guard bytes.count <= 320, let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { return false }
  let local = bytes[..<at]
  let domain = bytes[(at + 1)...]
  return !local.isEmpty && local.allSatisfy(isLocalByte) && isHostName(domain)
    && domain.contains(UInt8(ascii: "."))
}

/// RFC 3986, section 3.2: user information, host and port.
private func isAuthority(_ authority: ArraySlice<UInt8>) -> Bool {
  var host = authority
  if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host[(at + 1)...] }
  if host.first == UInt8(ascii: "[") {
    guard let end = host.firstIndex(of: UInt8(ascii: "]")) else { return false }
    let address = host[..<end].dropFirst()
    return address.contains(UInt8(ascii: ":")) && address.allSatisfy(isIPv6Byte)
      && isPort(host[(end + 1)...])
  }
  guard let colon = host.firstIndex(of: UInt8(ascii: ":")) else { return isHostName(host) }
  return isHostName(host[..<colon]) && isPort(host[colon...])
}

/// Nothing, or a colon and a port number.
private func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
  guard bytes.first == UInt8(ascii: ":") else { return bytes.isEmpty }
  let digits = bytes.dropFirst()
  guard digits.count <= 5, digits.allSatisfy(isDigit) else { return false }
  return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 65_535
}

private func isHostName(_ name: ArraySlice<UInt8>) -> Bool {
  let labels = (name.last == UInt8(ascii: ".") ? name.dropLast() : name)
    .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return labels.allSatisfy { label in
    !label.isEmpty && label.count <= 190 && label.first != UInt8(ascii: "-")
      && label.last != UInt8(ascii: "-") && label.allSatisfy(isHostByte)
  }
}

private func isHostByte(_ byte: UInt8) -> Bool {
  isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 0x80
}

private let localMarks = Set(".!#$%&'*+/=?^_`{|}~-".utf8)

private func isLocalByte(_ byte: UInt8) -> Bool {
  isAlphanumeric(byte) || byte >= 0x80 || localMarks.contains(byte)
}

private func isIPv6Byte(_ byte: UInt8) -> Bool {
  isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
    || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
}

private let unsafeMarks = Set("\"<>\\^`{|}\u{7F}".utf8)

private func isURLByte(_ byte: UInt8) -> Bool {
  isAlphanumeric(byte) || (byte > 0x20 && !unsafeMarks.contains(byte))
}

private func isAlphanumeric(_ byte: UInt8) -> Bool {
  isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
}

/// Whether everything beyond ASCII is a letter, a digit or a mark on one.
private func hasOnlyLettersBeyondASCII(_ text: String) -> Bool {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return true }
  return text.unicodeScalars.allSatisfy { scalar in
    guard scalar.value >= 0x80 else { return true }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .decimalNumber: return true
    default: return properties.isAlphabetic
    }
  }
}

/// Whether nothing beyond ASCII is white space or a control character.
private func hasOnlyVisibleBeyondASCII(_ text: String) -> Bool {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return true }
  return text.unicodeScalars.allSatisfy {
    !$0.properties.isWhitespace && $0.properties.generalCategory != .control
  }
}
