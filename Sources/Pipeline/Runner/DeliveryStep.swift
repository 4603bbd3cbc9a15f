import Delivery
import Foundation
import HotFolder
import JobStore
import Linux
import Logging

/// `DELIVERING`: tells those whom the hot folder's `notify` names that the result is there.
///
/// A message that an earlier run was about to send may have gone out: it is UNKNOWN, reported, and never
/// sent again by itself. A server that cannot be reached parks the job.
struct DeliveryStep {
  let context: JobContext

  func run(_ job: JobRecord) throws {
    for delivery in try context.store.deliveries(of: job.id) {
      switch delivery.state {
      case .pending: try send(delivery, job)
      case .intent:
        try conclude(delivery, as: .unknown, "the daemon ended while it was being sent", job)
      case .sent, .refused, .unknown: continue
      }
    }
    try PublishStep(context: context).archive(job)
  }

  private func send(_ delivery: DeliveryRecord, _ job: JobRecord) throws {
    guard let address = MailAddress(delivery.address) else {
      return try conclude(delivery, as: .refused, "it is no mail address", job)
    }
    var intent = delivery
    intent.state = .intent
    try context.store.record(intent)
    context.checkpoint("delivery intent")
    let server = context.mail()
    let outcome: MailServer.Outcome
    do throws(SystemError) {
      outcome = try server.send(message(from: server.from, to: address, delivery, job))
    } catch {
      // It has certainly not been sent.
      try context.store.record(delivery)
      throw error
    }
    context.checkpoint("delivered")
    switch outcome {
    case .accepted: try conclude(delivery, as: .sent, nil, job)
    case .refused(let reason): try conclude(delivery, as: .refused, reason, job)
    case .unknown(let reason): try conclude(delivery, as: .unknown, reason, job)
    }
  }

  private func conclude(
    _ delivery: DeliveryRecord, as state: DeliveryRecord.State, _ detail: String?,
    _ job: JobRecord
  ) throws {
    var delivery = delivery
    delivery.state = state
    delivery.detail = detail
    try context.store.record(delivery)
    context.metrics.delivered(as: state.rawValue)
    guard state != .sent else { return }
    let report = "\(state.rawValue): the message to \(delivery.address): \(detail ?? "")"
    context.log(of: job.id).warning("\(report)")
    try context.store.update(job.id) { record in
      record.undelivered = [record.undelivered, report].compactMap(\.self).joined(separator: "; ")
    }
  }

  private func message(
    from sender: MailAddress, to address: MailAddress, _ delivery: DeliveryRecord, _ job: JobRecord
  ) -> MailMessage {
    let result = job.resultName ?? job.id
    return MailMessage(
      from: sender, to: address, subject: "\(result) is published",
      body: """
        \(job.name) was rendered.

        Result: \(Share(path: job.share).path)/outbox/\(result)
        Recipients: \(job.recipientsDone) of \(job.recipientsTotal)
        Assets: \(job.assetsDone)
        Job: \(job.id), revision \(job.revision)
        SHA-256 of manifest.json: \(job.manifestDigest ?? "")

        """, identifier: "\(job.id).\(delivery.number)", date: Date())
  }
}
