package import Glibc

/// Starts a program in a process group of its own and without the caller's blocked signals, which it may
/// live by.
///
/// - Parameters:
///   - command: an absolute path and its arguments; no shell and no search path take part.
///   - environment: all of its variables; nil for our own.
///   - actions: what becomes of its descriptors.
/// - Returns: its process id; whoever asks for it must wait for its end.
package func spawn(
  _ command: [String], environment: [String: String]?,
  _ actions: inout posix_spawn_file_actions_t
) throws(SystemError) -> pid_t {
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setpgroup(&attributes, 0)
  posix_spawnattr_setflags(
    &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETPGROUP))
  let words = command.map { strdup($0) } + [nil]
  let variables = environment.map { variables in
    variables.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
  }
  defer { for pointer in words + (variables ?? []) { free(pointer) } }
  var child: pid_t = 0
  let status =
    variables.map { posix_spawn(&child, command[0], &actions, &attributes, words, $0) }
    ?? posix_spawn(&child, command[0], &actions, &attributes, words, environ)
  guard status == 0 else { throw SystemError("posix_spawn", path: command[0], code: status) }
  return child
}
