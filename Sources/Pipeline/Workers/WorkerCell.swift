import Linux

/// What one worker process may do. All of it is named on its command line: nothing that a client wrote
/// has been read when the rules come into force.
package struct WorkerCell: Sendable {
  /// Files and folders that may be read.
  package var readable: [String]
  /// The only folder that may be written to.
  package var writable: String
  /// Bytes of address space.
  package var memory: Int

  package init(readable: [String], writable: String, memory: Int) {
    self.readable = readable
    self.writable = writable
    self.memory = memory
  }

  /// Gives up everything else, for the rest of the process's life.
  ///
  /// - Returns: what this kernel could not enforce.
  func enter() throws(SystemError) -> [String] {
    try ResourceLimits(addressSpace: memory, openFiles: 1024).apply()
    let missing = try Sandbox(readable: readable, writable: [writable]).enter()
    // Threads have the rights that the one had which started them: none before this.
    ParentWatch.start()
    return missing
  }
}
