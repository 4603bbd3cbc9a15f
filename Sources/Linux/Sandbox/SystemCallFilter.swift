import CSeccomp
import Glibc

/// A seccomp filter without sockets, new programs, tracing and mounts.
enum SystemCallFilter {
  /// Refused with EPERM, so that a library that merely tries goes on without.
  private static let refused = [
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "execve", "execveat",
    "ptrace", "process_vm_readv", "process_vm_writev", "mount", "umount2", "pivot_root", "chroot",
    "setns", "unshare", "bpf", "perf_event_open", "keyctl", "add_key", "request_key", "init_module",
    "finit_module", "kexec_load", "reboot", "swapon", "swapoff", "userfaultfd", "io_uring_setup",
  ]

  /// - Returns: why it is not in force, or nil.
  static func install() -> String? {
    // SCMP_ACT_ALLOW and SCMP_ACT_ERRNO(EPERM), which are macros.
    let allow: UInt32 = 0x7fff_0000
    let refuse: UInt32 = 0x0005_0000 | UInt32(EPERM)
    guard let filter = seccomp_init(allow) else { return "no memory" }
    defer { seccomp_release(filter) }
    for name in refused {
      let call = seccomp_syscall_resolve_name(name)
      // A call that this library does not know cannot be made by its number either way we care for.
      if call == -1 { continue }
      let status = seccomp_rule_add_array(filter, refuse, call, 0, nil)
      if status != 0 { return String(cString: strerror(-status)) }
    }
    let status = seccomp_load(filter)
    return status == 0 ? nil : String(cString: strerror(-status))
  }
}
