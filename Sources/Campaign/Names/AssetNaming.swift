import Dataset
import Findings
import Liquid

/// `names` of a campaign, compiled: the names of bundles and assets.
struct AssetNaming {
  private let bundle: LiquidTemplate?
  private let asset: LiquidTemplate?
  private let variants: [Variant]
  private let campaign: Record
  private let locale: LocaleRule
  /// Whether the assets' names differ by recipient.
  let assetsReadRecipient: Bool

  init(
    _ campaign: CampaignDescriptor, schema: Schema, variants: [Variant],
    findings: inout [Finding]
  ) {
    self.variants = variants
    self.campaign = TemplateNames.campaign(id: campaign.id, title: campaign.title)
    locale = campaign.locale
    let hasColorways = variants.contains { $0.colorway != nil }
    bundle = Self.compile(
      campaign.bundleName, campaign.file, TemplateNames.recipientTypes(schema), &findings)
    asset = Self.compile(
      campaign.assetName, campaign.file,
      TemplateNames.pageTypes(schema, hasColorways: hasColorways), &findings)
    assetsReadRecipient =
      asset.map { template in
        template.usage.readsAnyName
          || !template.usage.names.isSubset(of: ["campaign", "format", "colorway"])
      } ?? false
  }

  private static func compile(
    _ source: Located<String>?, _ file: String, _ types: TypeEnvironment,
    _ findings: inout [Finding]
  ) -> LiquidTemplate? {
    guard let source else { return nil }
    let (template, faults) = LiquidTemplate.compile(
      source.value, file: file, origin: SourceOrigin(source.place), escaping: .none)
    let found = faults + (template?.check(against: types) ?? [])
    findings += found
    // What is found now would be found again for each recipient.
    return found.contains { $0.severity == .error } ? nil : template
  }

  /// A bundle's safe name without extension, or why it has none.
  func bundleStem(_ recipient: RecipientRow, _ report: (Finding) -> Void) -> String? {
    var text = recipient.key
    if let bundle {
      do throws(RenderError) {
        text = try bundle.render(
          scope(recipient, nil), locale: locale.tag(for: recipient.fields))
      } catch {
        report(error.finding)
        return nil
      }
    }
    return safe(text, "the bundle", ".zip", report)
  }

  /// The assets' names with extensions, in the order of the variants; nil where one has none.
  ///
  /// - Parameter recipient: nil where the names do not depend on one.
  func assetNames(_ recipient: RecipientRow?, _ report: (Finding) -> Void) -> [String]? {
    var names = UniqueNames()
    var result: [String] = []
    for variant in variants {
      let suffix = "." + variant.output.type.rawValue
      var text = [variant.format.name, variant.colorway?.name].compactMap(\.self)
        .joined(separator: "-")
      if let asset {
        do throws(RenderError) {
          text = try asset.render(
            scope(recipient, variant),
            locale: recipient.map { locale.tag(for: $0.fields) } ?? locale.defaultTag)
        } catch {
          report(error.finding)
          return nil
        }
      }
      guard let stem = safe(text, "an asset", suffix, report) else { return nil }
      let (name, isNumbered) = names.claim(stem, extension: suffix)
      if isNumbered {
        report(
          Finding(
            .nameCollision,
            "two assets of a bundle would be called ‘\(stem)\(suffix)’: one becomes ‘\(name)’"))
      }
      result.append(name)
    }
    return result
  }

  private func safe(
    _ text: String, _ what: String, _ suffix: String, _ report: (Finding) -> Void
  ) -> String? {
    guard let name = FileName(text, extension: suffix) else {
      report(Finding(.emptyName, "the name of \(what) is empty"))
      return nil
    }
    if name.isChanged {
      report(
        Finding(
          .changedName, "the name of \(what) becomes ‘\(name.stem)\(suffix)’",
          at: Place(sample: shortened(text))))
    }
    return name.stem
  }

  private func scope(_ recipient: RecipientRow?, _ variant: Variant?) -> Scope {
    var layers: [Record] = [campaign]
    if let variant { layers.append(TemplateNames.variant(variant.format, variant.colorway)) }
    if let recipient {
      layers.append(TemplateNames.recipient(key: recipient.key, fields: recipient.fields))
      layers.append(recipient.fields)
    }
    return Scope(layers: layers)
  }
}
