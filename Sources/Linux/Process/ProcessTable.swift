package import Glibc

/// Questions about other processes of this machine.
package enum ProcessTable {
  /// Whether a process of that number exists, ours or anybody's.
  package static func isRunning(_ pid: pid_t) -> Bool {
    pid > 0 && (kill(pid, 0) == 0 || errno == EPERM)
  }
}
