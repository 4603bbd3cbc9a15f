/// What one probe of a machine or a share came to, and what that means for whoever runs Platen there.
package struct Diagnosis: Sendable, Hashable, Codable {
  package enum Verdict: String, Sendable, Hashable, Codable {
    case ok
    /// It works, with something to know.
    case warning
    /// It will not work like this.
    case problem
  }

  /// What was probed: the machine, or a share's path.
  package var subject: String
  /// What for, in a few words.
  package var probe: String
  package var verdict: Verdict
  /// What was seen.
  package var found: String
  /// What follows from it, and what to do.
  package var meaning: String

  package init(
    _ subject: String, _ probe: String, _ verdict: Verdict, _ found: String, _ meaning: String
  ) {
    self.subject = subject
    self.probe = probe
    self.verdict = verdict
    self.found = found
    self.meaning = meaning
  }
}
