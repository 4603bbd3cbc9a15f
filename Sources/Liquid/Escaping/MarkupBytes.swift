/// Classes of bytes that HTML and Liquid tell apart.
extension UInt8 {
  var isHTMLSpace: Bool { self == 32 || self == 9 || self == 10 || self == 12 || self == 13 }
  var isASCIILetter: Bool { (65...90).contains(self & 0xDF) }
  var isASCIIDigit: Bool { (48...57).contains(self) }
  var lowercased: UInt8 { (65...90).contains(self) ? self | 0x20 : self }
}
