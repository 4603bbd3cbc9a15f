/// Codes of the area `job`.
extension FindingCode {
  static let jobCodes: [FindingCode] = []
}
