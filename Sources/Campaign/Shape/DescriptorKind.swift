import Findings

/// Which of the two files is read: decides the table and the codes of its findings.
enum DescriptorKind: Sendable {
  case campaign
  case template

  var shape: Shape {
    switch self {
    case .campaign: CampaignShape.campaign
    case .template: TemplateShape.template
    }
  }

  /// Where the published schema says it lives.
  var schemaTitle: String {
    switch self {
    case .campaign: "campaign.yaml of Platen"
    case .template: "template.yaml of Platen"
    }
  }

  func code(_ fault: Fault) -> FindingCode {
    switch (self, fault) {
    case (.campaign, .unreadable): .unreadableCampaign
    case (.campaign, .syntax): .invalidCampaign
    case (.campaign, .unsupported): .unsupportedYAMLInCampaign
    case (.campaign, .repeatedKey): .repeatedKeyInCampaign
    case (.campaign, .limit): .campaignTooLarge
    case (.campaign, .unknownKey): .unknownCampaignKey
    case (.campaign, .missingKey): .missingCampaignKey
    case (.campaign, .wrongKind): .wrongKindInCampaign
    case (.campaign, .badValue): .badCampaignValue
    case (.campaign, .repeatedItem): .repeatedItemInCampaign
    case (.template, .unreadable): .unreadableTemplateFile
    case (.template, .syntax): .invalidTemplateFile
    case (.template, .unsupported): .unsupportedYAMLInTemplate
    case (.template, .repeatedKey): .repeatedKeyInTemplate
    case (.template, .limit): .templateFileTooLarge
    case (.template, .unknownKey): .unknownTemplateKey
    case (.template, .missingKey): .missingTemplateKey
    case (.template, .wrongKind): .wrongKindInTemplate
    case (.template, .badValue): .badTemplateValue
    case (.template, .repeatedItem): .repeatedItemInTemplate
    }
  }

  enum Fault {
    case unreadable, syntax, unsupported, repeatedKey, limit
    case unknownKey, missingKey, wrongKind, badValue, repeatedItem
  }
}
