import Delivery
import Findings
import Foundation
import HotFolder
import JobStore
import Linux

/// Gives a drop back to its client, unchanged, with the reason beside it: `REJECTED` or `CANCELLED`.
struct GiveBack {
  let context: JobContext

  func run(_ job: JobRecord, _ rejection: Rejection) throws {
    let share = Share(path: job.share)
    let claim = try job.claimHandle()
    let folder = context.folder(job)
    let copy = try folder.inputIfPresent()
    let shelf = InputShelf(
      root: try share.directory(.rejected), date: TimeText.day(milliseconds: job.created),
      name: try Self.name(job.ticket().primaryName) + "__" + job.id)
    try shelf.place(
      members: claim.contents(), named: job.ticket().memberNames, orCopyOf: copy,
      notes: notes(job, rejection, folder))
    context.checkpoint("given back")
    try claim.remove()
    try context.staging(job).remove()
    try folder.tidy(keepingResult: false)
    try context.advance(
      job, to: rejection.code == .cancelled ? .cancelled : .rejected,
      detail: "rejected/" + shelf.path)
  }

  private func notes(
    _ job: JobRecord, _ rejection: Rejection, _ folder: JobFolder
  ) throws -> [InputShelf.Note] {
    var notes = [
      InputShelf.Note(name: "REASON.txt", bytes: Array(text(job, rejection).utf8)),
      InputShelf.Note(name: "reason.json", bytes: Array(try json(job, rejection))),
    ]
    if rejection.hasErrorsFile, let directory = try folder.openIfPresent(),
      try directory.contains(JobFolder.errors)
    {
      let bytes = try directory.read(JobFolder.errors, limit: 1 << 30)
      notes.append(InputShelf.Note(name: "errors.csv", bytes: bytes))
    }
    return notes
  }

  /// The first line says what, where and what to do; the rest is for who wants to know more.
  private func text(_ job: JobRecord, _ rejection: Rejection) -> String {
    let message = rejection.message.split(whereSeparator: \.isNewline).joined(separator: " ")
    var lines = ["\(rejection.code.rawValue): \(message)", ""]
    lines.append("Drop: \(job.name)")
    lines.append("Job: \(job.id)")
    for finding in rejection.findings {
      let place = finding.place.description
      lines.append(
        "\(finding.severity.rawValue) \(finding.code): "
          + (place.isEmpty ? "" : "\(place): ") + finding.message
          + (finding.remedy.isEmpty ? "" : " — " + finding.remedy))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func json(_ job: JobRecord, _ rejection: Rejection) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return try encoder.encode(ReasonFile(job, rejection))
  }

  /// The primary name as part of a folder's name: bytes that are no text, and controls, as `%XX`, at
  /// most 100 bytes, cut between characters.
  static func name(_ primary: EntryName) -> String {
    var name = ""
    for character in primary.display {
      let isControl = character.unicodeScalars.contains {
        $0.properties.generalCategory == .control
      }
      let piece =
        isControl
        ? character.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
          .joined() : String(character)
      if name.utf8.count + piece.utf8.count > 100 { break }
      name += piece
    }
    // A folder whose name begins with a dot would not be seen.
    return name.hasPrefix(".") ? "_" + name.dropFirst() : name
  }
}

/// `reason.json`. Keys that do not apply are null.
private struct ReasonFile: Encodable {
  let job: JobRecord
  let rejection: Rejection

  init(_ job: JobRecord, _ rejection: Rejection) {
    self.job = job
    self.rejection = rejection
  }

  enum CodingKeys: String, CodingKey {
    case code, message, job, name, file, row, line, column, limit, result, findings
    case duplicateOf = "duplicate_of"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rejection.code, forKey: .code)
    try container.encode(rejection.message, forKey: .message)
    try container.encode(job.id, forKey: .job)
    try container.encode(job.name, forKey: .name)
    try container.encode(rejection.file, forKey: .file)
    try container.encode(rejection.row, forKey: .row)
    try container.encode(rejection.line, forKey: .line)
    try container.encode(rejection.column, forKey: .column)
    try container.encode(rejection.limit, forKey: .limit)
    try container.encode(rejection.duplicateOf, forKey: .duplicateOf)
    try container.encode(rejection.result, forKey: .result)
    try container.encode(rejection.findings, forKey: .findings)
  }
}
