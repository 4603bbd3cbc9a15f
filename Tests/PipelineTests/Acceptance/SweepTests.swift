import Testing

/// Samples of what `Scripts/crash-sweep` does at every call.
@Suite(.serialized) struct SweepTests {
  private func sweep(_ arguments: String...) async throws {
    try await longTool(
      "/usr/bin/python3",
      [packageFolder + "/Scripts/crash-sweep", "--program", DaemonProcess.path(of: .standIn)]
        + arguments)
  }

  @Test("Killed at file-system calls all over a job, and again in recovery: the same final tree")
  func kills() async throws { try await sweep("--sample", "8") }

  @Test("ENOSPC, EIO and EMFILE at calls all over a job: resumed, one result, no descriptor leaked")
  func errors() async throws { try await sweep("--errors", "--sample", "24") }
}
