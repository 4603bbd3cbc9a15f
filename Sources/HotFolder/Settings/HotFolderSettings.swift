package import Linux

/// What `hotfolder.yaml` says about one hot folder; every value has a default.
package struct HotFolderSettings: Sendable, Hashable {
  /// The quiet time, in seconds, that a drop starts with; nil means 2 s locally, 10 s on a network.
  package var quiet: Double?
  /// What the quiet time may grow to, in seconds.
  package var quietMax = 120.0
  /// Seconds between scans without events; nil means 30 s locally, 5 s on a network.
  package var poll: Double?
  /// The least evidence that admits a drop: 1, 3, 4 or 5. 3 asks it only of formats that can prove
  /// themselves whole.
  package var evidence = 3
  /// Whether producers only ever move finished files in.
  package var isAtomic = false
  /// Seconds after which an unfinished drop is reported.
  package var orphanWarning = 15 * 60.0
  /// Seconds after which an unfinished drop is rejected.
  package var orphanAfter = 24 * 3600.0
  /// The hot folder's own campaign, relative to its root.
  package var campaign = "campaign.yaml"
  /// Jobs of higher priority are given workers first.
  package var priority = 0
  /// Owner and permission bits of published results.
  package var owner: FileOwner?
  package var mode: UInt32?
  /// Who is sent a message when a result is published.
  package var notify: [MailAddress] = []
  package var limits = LimitSettings()
  package var retention = Retention()

  /// Seconds that things are kept; nil means for ever.
  package struct Retention: Sendable, Hashable {
    package var archive: Double?
    package var rejected: Double?
    package var results: Double?
    package var status: Double?

    package init() {}
  }

  package init() {}
}
