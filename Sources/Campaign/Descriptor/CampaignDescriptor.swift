package import Findings

/// What `campaign.yaml` says, typed, with the defaults that need no template.
package struct CampaignDescriptor: Sendable {
  /// The descriptor's file, relative to the drop.
  package var file: String
  /// Letters, digits, `-` and `_`.
  package var id: String
  package var title: String
  /// A folder in the drop, else the name of an installed template.
  package var template: Located<String>
  /// Nil where the descriptor's `data` cannot be used; a finding says why.
  package var data: DataDescription?
  /// `schema`, as written: merged into the template's fields by `FieldMerge`.
  package var fields: [FieldDeclaration] = []
  package var derived: [DerivedField] = []
  /// `where`.
  package var condition: Located<String>?
  /// Nil: all of the template's.
  package var formats: [Located<FormatChoice>]?
  /// Nil: all of the template's.
  package var colorways: [Located<ColorwayChoice>]?
  package var outputs = [Output(type: .png)]
  package var locale = LocaleRule()
  package var localePlace: Place?
  /// `names.bundle`; nil: the key.
  package var bundleName: Located<String>?
  /// `names.asset`; nil: format and colorway.
  package var assetName: Located<String>?
  package var onError = OnError.skip
  package var errorLimit = ErrorLimit.standard
  package var rerun = false
  package var needsApproval = false
  package var jobKey: Located<String>?
  package var onChange = OnChange.conflict
  package var gate = Gate()

  package init(file: String, id: String, title: String, template: Located<String>) {
    self.file = file
    self.id = id
    self.title = title
    self.template = template
  }

  /// What a recipient that cannot be delivered does to the job.
  package enum OnError: String, Sendable {
    case skip, fail
  }

  /// What other data under a known job key means.
  package enum OnChange: String, Sendable {
    case conflict, update
  }

  package enum FormatChoice: Sendable, Hashable {
    case named(String)
    case inline(Format)
  }

  package enum ColorwayChoice: Sendable, Hashable {
    case named(String)
    case inline(Colorway)
  }

  /// A field computed per recipient.
  package struct DerivedField: Sendable {
    package var name: String
    package var namePlace: Place
    /// A Liquid template.
    package var source: Located<String>
  }
}
