import Glibc

/// Tells the service manager that started us how we are (`sd_notify(3)`), if one did.
package enum ServiceManager {
  package static func notify(_ message: String) {
    guard let path = environment("NOTIFY_SOCKET") else { return }
    let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let number = socket(AF_UNIX, type, 0)
    guard number >= 0 else { return }
    defer { close(number) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
    // A name in the abstract name space.
    if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    _ = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(number, message, message.utf8.count, 0, $0, length)
      }
    }
  }

  fileprivate static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// Signs of life for a service manager that restarts us when they stay away (`WatchdogSec=`).
package struct Watchdog: Sendable {
  private let interval: Double
  private var last: MonotonicTime

  /// Nil where nobody waits for signs of life of this process.
  package init?() {
    guard let text = ServiceManager.environment("WATCHDOG_USEC"), let time = Double(text), time > 0
    else { return nil }
    if let pid = ServiceManager.environment("WATCHDOG_PID"), Int32(pid) != getpid() { return nil }
    // A third, so that one late sign is no alarm.
    interval = time / 3e6
    last = MonotonicTime.now()
    ServiceManager.notify("WATCHDOG=1")
  }

  /// Gives a sign if one is due; called by the loop whose hanging would be the trouble.
  package mutating func live() {
    let now = MonotonicTime.now()
    guard now - last >= interval else { return }
    last = now
    ServiceManager.notify("WATCHDOG=1")
  }
}
