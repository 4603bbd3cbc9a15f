/// Codes of the area `template`.
extension FindingCode {
  static let templateCodes: [FindingCode] = []
}
