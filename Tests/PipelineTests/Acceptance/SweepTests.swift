import Testing

/// Samples of what `Scripts/crash-sweep` does at every call.
@Suite(.serialized) struct SweepTests {
  private func sweep(
    _ arguments: String..., program: DaemonProcess.Program = .standIn
  ) async throws {
    try await longTool(
      "/usr/bin/python3",
      [packageFolder + "/Scripts/crash-sweep", "--program", DaemonProcess.path(of: program)]
        + arguments)
  }

  @Test("Killed at file-system calls all over a job, and again in recovery: the same final tree")
  func kills() async throws { try await sweep("--sample", "8") }

  @Test("ENOSPC, EIO and EMFILE at calls all over a job: resumed, one result, no descriptor leaked")
  func errors() async throws { try await sweep("--errors", "--sample", "24") }

  @Test(
    "The same at calls of the processes that check and render: nobody is left out or goes without")
  func workers() async throws { try await sweep("--workers", "--sample", "3", program: .platen) }
}
