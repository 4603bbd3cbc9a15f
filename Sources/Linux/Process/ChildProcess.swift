package import Glibc

/// A child with a message channel on its standard input and output.
///
/// The owner must call `wait` exactly once, or the child stays a zombie.
package final class ChildProcess: Sendable {
  package let pid: pid_t
  package let channel: MessageChannel
  private let toChild: Int32
  private let fromChild: Int32

  /// How a child ended.
  package enum Ending: Sendable, Hashable {
    case exited(Int32)
    case killed(signal: Int32)

    package var isClean: Bool { self == .exited(0) }

    /// - Parameter status: as `waitpid` gives it.
    package init(status: Int32) {
      let signal = status & 0x7F
      self = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
    }
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - executable: an absolute path; no shell and no search path take part.
  ///   - arguments: without the program's name.
  ///   - environment: the child's whole environment.
  ///   - standardError: a descriptor for the child's standard error; nil keeps ours.
  package init(
    executable: String, arguments: [String], environment: [String: String],
    standardError: Int32? = nil
  ) throws(SystemError) {
    let down = try Pipe()
    let up: Pipe
    do throws(SystemError) {
      up = try Pipe()
    } catch {
      close(down.readEnd)
      close(down.writeEnd)
      throw error
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, down.readEnd, 0)
    posix_spawn_file_actions_adddup2(&actions, up.writeEnd, 1)
    if let standardError { posix_spawn_file_actions_adddup2(&actions, standardError, 2) }

    // In its own group it does not die of a terminal's interrupt before the daemon has put its work down.
    let child = Result { () throws(SystemError) in
      try spawn([executable] + arguments, environment: environment, &actions)
    }
    close(down.readEnd)
    close(up.writeEnd)
    do throws(SystemError) {
      pid = try child.get()
    } catch {
      close(down.writeEnd)
      close(up.readEnd)
      throw error
    }
    toChild = down.writeEnd
    fromChild = up.readEnd
    channel = MessageChannel(input: up.readEnd, output: down.writeEnd)
  }

  deinit {
    close(toChild)
    close(fromChild)
  }

  /// Ends the child and whatever it started, now.
  package func kill() {
    _ = Glibc.kill(-pid, SIGKILL)
    _ = Glibc.kill(pid, SIGKILL)
  }

  /// Waits for the end and gives the process id back to the system.
  package func wait() -> Ending {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    return Ending(status: status)
  }

  /// The peak of its resident memory so far, in bytes; nil when it has ended.
  package var peakMemory: Int? {
    guard let file = fopen("/proc/\(pid)/status", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard text.hasPrefix("VmHWM:") else { continue }
      let kilobytes = text.dropFirst(6).prefix { $0 != "k" }.filter(\.isNumber)
      return Int(kilobytes).map { $0 * 1024 }
    }
    return nil
  }
}
