import Findings

extension RejectCode {
  /// Under which code a drop is rejected when this finding refuses it.
  init(for finding: Finding) {
    switch finding.code {
    case .pathOutside: self = .path
    case .ambiguousFile: self = .ambiguous
    case .missingFile, .statedFileDiffers, .unknownDataFormat: self = .data
    case .unknownTemplate: self = .template
    case .tooManyLeftOut, .failedAtFirst, .gateFailed, .nobodyLeft: self = .recipients
    case .campaignTooLarge, .dataLimit: self = .limit
    default:
      let area = finding.code.name.prefix { $0 != "." }
      self =
        finding.recipient != nil
        ? .recipients
        : area == "template" || area == "render"
          ? .template : area == "data" ? .data : .descriptor
    }
  }
}
