import Foundation
import HotFolder
import JobStore
import Linux

extension Daemon {
  /// Everything that is measured, for Prometheus.
  func metrics() async -> String {
    let values = context.metrics.values
    let status = status
    var text = MetricsText()
    text.add(
      "jobs", .gauge, "Jobs in the database by state.",
      JobState.allCases.map { ([("state", $0.rawValue)], Double(status.counts[$0.rawValue] ?? 0)) })
    text.add(
      "jobs_ended_total", .counter, "Jobs that ended since the start, by their last state.",
      values.ended.sorted { $0.key < $1.key }.map { ([("state", $0.key)], Double($0.value)) })
    text.add(
      "jobs_running", .gauge, "Jobs that have a place.", Double(await scheduler.runningJobs.count))
    text.add("jobs_queued", .gauge, "Jobs that wait for a place.", Double(await scheduler.queued))
    text.add("assets_total", .counter, "Assets rendered since the start.", Double(values.assets))
    text.add("bundles_total", .counter, "Bundles finished since the start.", Double(values.bundles))
    text.add(
      "recipients_left_out_total", .counter, "Recipients left out while rendering.",
      Double(values.leftOut))
    text.add(
      "workers_lost_total", .counter,
      "Worker processes that crashed, hung or outgrew their memory.",
      Double(values.workersLost))
    text.add(
      "deliveries_total", .counter, "Messages about results, by what became of them.",
      values.deliveries.sorted { $0.key < $1.key }.map { ([("outcome", $0.key)], Double($0.value)) }
    )
    let stages = values.stages.sorted { $0.key < $1.key }
    text.add(
      "stage_seconds_total", .counter, "Seconds that jobs spent in each state.",
      stages.map { ([("stage", $0.key)], $0.value.seconds) })
    text.add(
      "stage_steps_total", .counter, "Steps that jobs took in each state.",
      stages.map { ([("stage", $0.key)], Double($0.value.count)) })
    addFolders(to: &text, status, values)
    addProcess(to: &text)
    return text.text
  }

  private func addFolders(
    to text: inout MetricsText, _ status: DaemonStatus, _ values: MetricsBoard.Values
  ) {
    text.add(
      "folder_paused", .gauge, "1 where a hot folder is paused.",
      status.folders.map { ([("folder", $0.path)], $0.folder == "ok" ? 0 : 1) })
    let scans = values.scans.sorted { $0.key < $1.key }
    text.add(
      "last_scan_timestamp_seconds", .gauge, "When a hot folder's inbox was last scanned.",
      scans.map { ([("folder", $0.key)], Double($0.value.time) / 1000) })
    text.add(
      "waiting_drops", .gauge, "Drops that wait in an inbox.",
      scans.map { ([("folder", $0.key)], Double($0.value.waiting)) })
    let places = [context.work] + status.folders.map { $0.path + "/outbox" }
    text.add(
      "disk_free_bytes", .gauge, "Free space where we work and where results are published.",
      places.compactMap { path in
        guard let directory = try? Directory(path: path),
          let free = try? FileSystem.freeBytes(directory)
        else { return nil }
        return ([("path", path)], Double(free))
      })
  }

  private func addProcess(to text: inout MetricsText) {
    text.add(
      "open_descriptors", .gauge, "Descriptors that the daemon has open.",
      Double(OwnProcess.openDescriptors))
    text.add(
      "resident_bytes", .gauge, "Resident memory of the daemon, without its workers.",
      Double(OwnProcess.residentBytes))
    text.add(
      "start_timestamp_seconds", .gauge, "When the daemon started.", Double(started) / 1000)
  }
}
