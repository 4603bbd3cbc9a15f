package import Glibc
import Linux
import Synchronization

/// A program that a test runs.
///
/// In place of Foundation's `Process`, which learns of a child's end by a socket that other children may
/// have inherited: it then waits for theirs as well, and tests that wait for one another never end.
package final class Subprocess: Sendable {
  package let pid: pid_t
  private let ending = Mutex<Int32?>(nil)

  /// Where the program's standard output and error go.
  package enum Output: Sendable {
    case nowhere
    /// Into a file, behind what it holds.
    case file(String)
    /// The two into files of their own.
    case files(output: String, errors: String)
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - path: of the program; no shell and no search path take part.
  ///   - folder: where it runs; nil for our own.
  ///   - environment: all of its variables; nil for our own.
  ///   - input: a descriptor; nil for an empty input.
  package init(
    _ path: String, _ arguments: [String] = [], in folder: String? = nil,
    environment: [String: String]? = nil, input: Int32? = nil, output: Output = .nowhere
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    func open(_ file: String, as descriptor: Int32) {
      posix_spawn_file_actions_addopen(
        &actions, descriptor, file, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    switch output {
    case .nowhere:
      open("/dev/null", as: 1)
      open("/dev/null", as: 2)
    case .file(let file):
      open(file, as: 1)
      posix_spawn_file_actions_adddup2(&actions, 1, 2)
    case .files(let output, let errors):
      open(output, as: 1)
      open(errors, as: 2)
    }
    var command = [path] + arguments
    if let folder { command = ["/usr/bin/env", "-C", folder] + command }
    pid = try spawn(command, environment: environment, &actions)
  }

  /// Waits for the end; the exit status, or the number of the signal that ended it.
  @discardableResult
  package func wait() -> Int32 {
    // Not under the lock, for others may ask meanwhile whether it runs.
    var info = siginfo_t()
    while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
    return collect(WNOHANG) ?? 0
  }

  package var isRunning: Bool { collect(WNOHANG) == nil }

  package func signal(_ number: Int32) {
    if isRunning { kill(pid, number) }
  }

  package func terminate() { signal(SIGTERM) }

  private func collect(_ options: Int32) -> Int32? {
    ending.withLock { ending in
      if let ending { return ending }
      var status: Int32 = 0
      guard waitpid(pid, &status, options) == pid else { return nil }
      switch ChildProcess.Ending(status: status) {
      case .exited(let code): ending = code
      case .killed(let signal): ending = signal
      }
      return ending
    }
  }
}
