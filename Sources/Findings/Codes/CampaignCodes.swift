/// Codes of the area `campaign`.
extension FindingCode {
  static let campaignCodes: [FindingCode] = []
}
