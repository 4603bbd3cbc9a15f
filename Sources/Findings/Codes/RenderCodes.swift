/// Codes of the area `render`.
extension FindingCode {
  static let renderCodes: [FindingCode] = styleCodes + layoutCodes + pageCodes + workerCodes
}
