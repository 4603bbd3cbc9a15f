import Findings

/// Which formats, colorways and outputs a campaign is made in.
struct VariantChoice {
  private(set) var formats: [Format] = []
  private(set) var colorways: [Colorway] = []
  let outputs: [Output]
  private(set) var findings: [Finding] = []

  init(_ campaign: CampaignDescriptor, template: TemplateDescriptor) {
    outputs = campaign.outputs
    chooseFormats(campaign, template)
    chooseColorways(campaign, template)
  }

  /// Formats, within them colorways, within them outputs.
  var variants: [Variant] {
    let colorways: [Colorway?] = colorways.isEmpty ? [nil] : colorways
    return formats.flatMap { format in
      colorways.flatMap { colorway in
        outputs.map { Variant(format: format, colorway: colorway, output: $0) }
      }
    }
  }

  private mutating func chooseFormats(
    _ campaign: CampaignDescriptor, _ template: TemplateDescriptor
  ) {
    guard let choices = campaign.formats else {
      formats = template.formats
      guard formats.isEmpty else { return }
      formats = Array(Format.builtIn.prefix(1))
      findings.append(
        Finding(
          .chosenFormat,
          "neither the campaign nor the template ‘\(template.name)’ names a format: "
            + "\(formats[0].name) is used", at: Place(file: campaign.file)))
      return
    }
    for choice in choices {
      switch choice.value {
      case .inline(let format): formats.append(format)
      case .named(let name):
        // The template's own format of a built-in name is the one that it was made for.
        let known = template.formats + Format.builtIn
        if let format = known.first(where: { $0.name == name }) {
          formats.append(format)
        } else {
          report(.unknownFormat, "format", name, known.map(\.name), choice.place)
        }
      }
    }
  }

  private mutating func chooseColorways(
    _ campaign: CampaignDescriptor, _ template: TemplateDescriptor
  ) {
    guard let choices = campaign.colorways else {
      colorways = template.colorways
      return
    }
    for choice in choices {
      switch choice.value {
      case .inline(let colorway): colorways.append(colorway)
      case .named(let name):
        if let colorway = template.colorways.first(where: { $0.name == name }) {
          colorways.append(colorway)
        } else {
          report(
            .unknownColorway, "colorway", name, template.colorways.map(\.name), choice.place)
        }
      }
    }
  }

  private mutating func report(
    _ code: FindingCode, _ what: String, _ name: String, _ known: [String], _ place: Place
  ) {
    let near = suggestion(for: name, among: known)
    let hint = near.map { ": did you mean ‘\($0)’?" } ?? ""
    var unique: [String] = []
    for name in known where !unique.contains(name) { unique.append(name) }
    let list = unique.isEmpty ? "there are none" : "there are \(unique.joined(separator: ", "))"
    var place = place
    place.sample = shortened(name)
    findings.append(
      Finding(
        code, "there is no \(what) ‘\(shortened(name))’\(hint) (\(list))", at: place,
        suggestion: near))
  }
}
