import ArgumentParser

/// What every command's exit code means, in one place.
///
/// The argument parser's own validation errors are mapped to `usage` by `Platen.main`.
extension ExitCode {
  /// Done; warnings never change it.
  static let done = ExitCode(0)
  /// Refused or failed: a finding of severity error, or a verify mismatch.
  static let refused = ExitCode(1)
  static let usage = ExitCode(2)
  /// Done, but recipients were left out.
  static let recipientsLeftOut = ExitCode(3)
  /// Settings or root wrong or missing.
  static let settings = ExitCode(4)
  /// Another daemon uses the state directory.
  static let stateInUse = ExitCode(5)
  /// State directory unusable or database damaged; it is never replaced.
  static let stateDamaged = ExitCode(6)
  /// No daemon answers.
  static let noDaemon = ExitCode(7)
  /// Staging lies on another file system than the outbox.
  static let stagingElsewhere = ExitCode(8)
}
