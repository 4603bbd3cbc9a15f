package import Findings
package import Foundation

/// Reads `campaign.yaml`.
package struct CampaignReader {
  /// Nil where even id or template are missing.
  package let descriptor: CampaignDescriptor?
  package let findings: [Finding]
  /// The tree as written, for the canonical form; nil where the text is no YAML.
  package let node: SourceNode?

  /// - Parameter file: the descriptor's name relative to the drop, for findings.
  package init(_ data: Data, file: String, limits: YAMLLimits = YAMLLimits()) {
    let (node, findings) = DescriptorValidator.read(
      data, kind: .campaign, file: file, limits: limits)
    self.node = node
    guard let node, let id = node.text("campaign"),
      let template = node.located("template", in: file)
    else {
      descriptor = nil
      self.findings = findings
      return
    }
    var decoder = CampaignDecoder(file: file, node: node)
    descriptor = decoder.decode(id: id, template: template)
    self.findings = findings + decoder.findings
  }
}

/// Turns checked nodes into the descriptor; reports what the table cannot express.
private struct CampaignDecoder {
  let file: String
  let node: SourceNode
  var findings: [Finding] = []

  init(file: String, node: SourceNode) {
    self.file = file
    self.node = node
  }

  mutating func decode(id: String, template: Located<String>) -> CampaignDescriptor {
    var campaign = CampaignDescriptor(
      file: file, id: id, title: node.text("title") ?? id, template: template)
    if let data = node["data"] {
      var decoder = DataDecoder(file: file)
      campaign.data = decoder.decode(data)
      findings += decoder.findings
    }
    campaign.fields = FieldDeclaration.read(node["schema"], file: file)
    campaign.derived = derived()
    campaign.condition = node.located("where", in: file)
    campaign.formats = node["formats"]?.items?.compactMap { format($0) }
    campaign.colorways = node["colorways"]?.items?.compactMap(colorway)
    campaign.outputs = outputs() ?? campaign.outputs
    decodeLocale(into: &campaign)
    campaign.bundleName = node["names"]?.located("bundle", in: file)
    campaign.assetName = node["names"]?.located("asset", in: file)
    campaign.onError = node.text("on_error").flatMap(CampaignDescriptor.OnError.init) ?? .skip
    campaign.errorLimit = node.text("error_limit").flatMap { ErrorLimit($0) } ?? .standard
    campaign.rerun = node.bool("rerun") ?? false
    campaign.needsApproval = node.text("approval") == "required"
    campaign.jobKey = node.located("job_key", in: file)
    campaign.onChange =
      node.text("on_change").flatMap(CampaignDescriptor.OnChange.init) ?? .conflict
    campaign.gate = gate()
    return campaign
  }

  private func derived() -> [CampaignDescriptor.DerivedField] {
    (node["derive"]?.entries ?? []).compactMap { entry in
      guard let text = entry.node.text else { return nil }
      return .init(
        name: entry.name, namePlace: entry.nameMark.place(in: file),
        source: Located(text, at: entry.node.textMark.place(in: file)))
    }
  }

  private mutating func format(_ node: SourceNode) -> Located<CampaignDescriptor.FormatChoice>? {
    let place = node.mark.place(in: file)
    if let name = node.text { return Located(.named(name), at: place) }
    guard let name = node.text("name"), let format = Format(named: name, from: node) else {
      return nil
    }
    if let finding = format.sizeFinding(.campaign, at: place) { findings.append(finding) }
    return Located(.inline(format), at: place)
  }

  private func colorway(_ node: SourceNode) -> Located<CampaignDescriptor.ColorwayChoice>? {
    let place = node.mark.place(in: file)
    if let name = node.text { return Located(.named(name), at: place) }
    guard let name = node.text("name") else { return nil }
    return Located(.inline(Colorway(named: name, from: node["properties"])), at: place)
  }

  private mutating func outputs() -> [Output]? {
    guard let items = node["outputs"]?.items, !items.isEmpty else { return nil }
    var outputs: [Output] = []
    for item in items {
      guard let type = (item.text ?? item.text("type")).flatMap(OutputType.init) else { continue }
      if type != .jpg, let quality = item["quality"] {
        findings.append(
          Finding(
            .unfitKey, "quality means nothing for \(type.rawValue): only jpg has one",
            at: quality.mark.place(in: file)))
      }
      outputs.append(Output(type: type, quality: item.int("quality")))
    }
    return outputs
  }

  private func decodeLocale(into campaign: inout CampaignDescriptor) {
    guard let locale = node["locale"] else { return }
    campaign.localePlace = (locale["field"] ?? locale).mark.place(in: file)
    if let tag = locale.text {
      campaign.locale = LocaleRule(defaultTag: tag)
    } else {
      campaign.locale = LocaleRule(
        field: locale.text("field"),
        defaultTag: locale.text("default") ?? LocaleRule.fallbackTag)
    }
  }

  private mutating func gate() -> Gate {
    guard let node = node["gate"] else { return Gate() }
    var gate = Gate()
    if let skip = node.text("skip") { gate.skip = Severity(rawValue: skip) }
    if let fail = node.text("fail") { gate.fail = Severity(rawValue: fail) }
    for entry in node["codes"]?.entries ?? [] {
      guard FindingCode.named(entry.name) != nil else {
        let near = suggestion(for: entry.name, among: FindingCode.all.map(\.name))
        let hint = near.map { ": did you mean ‘\($0)’?" } ?? ""
        findings.append(
          Finding(
            .unknownCode, "there is no finding code ‘\(shortened(entry.name))’\(hint)",
            at: entry.nameMark.place(in: file, sample: shortened(entry.name)), suggestion: near))
        continue
      }
      gate.codes[entry.name] = entry.node.text.flatMap(Severity.init)
    }
    return gate
  }
}
