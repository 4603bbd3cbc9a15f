/// Codes of the area `data`.
extension FindingCode {
  static let dataCodes: [FindingCode] = []
}
