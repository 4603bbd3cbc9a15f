import Foundation
import Glibc

/// Ends this process when the other end of its standard input closes: a worker never outlives its
/// daemon, however that died.
///
/// The kernel's parent-death signal would not do: it fires when the *thread* that started the child
/// ends.
package enum ParentWatch {
  package static func start(descriptor: Int32 = 0) {
    let thread = Thread {
      while true {
        // No events are asked for, so only the hang-up wakes this.
        var poll = pollfd(fd: descriptor, events: 0, revents: 0)
        let ready = Glibc.poll(&poll, 1, -1)
        if ready > 0 { _exit(0) }
      }
    }
    thread.stackSize = 64 << 10
    thread.start()
  }
}
