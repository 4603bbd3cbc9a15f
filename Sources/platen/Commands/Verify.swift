import ArgumentParser
import Delivery
import Findings
import Foundation

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Re-hash a published folder or bundle against its manifest.",
    discussion: "Each wrong, missing or extra file is one line; then the exit code is 1.")

  @Argument(help: "A published folder, or a bundle inside one.")
  var path: String

  @Flag(help: "Answer with one JSON object.")
  var json = false

  func run() throws {
    let outcome: Verification.Outcome
    do {
      outcome = try compare()
    } catch let failure as Verification.Failure {
      Console.note("\(failure)")
      throw ExitCode.refused
    }
    if json {
      Console.answer(answer(outcome).line)
    } else {
      for mismatch in outcome.mismatches {
        Console.answer("\(mismatch.kind.rawValue) \(mismatch.file): \(mismatch.detail)")
      }
      if outcome.mismatches.isEmpty { Console.answer("ok: \(outcome.checked) files") }
    }
    if !outcome.mismatches.isEmpty { throw ExitCode.refused }
  }

  private func compare() throws -> Verification.Outcome {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Verification.Failure("there is nothing at ‘\(path)’")
    }
    if isFolder.boolValue { return try Verification(folder: path).run() }
    guard let folder = Verification.folder(ofBundle: path) else {
      throw Verification.Failure(
        "no manifest.json lies above ‘\(path)’: a bundle is checked inside its published folder")
    }
    return try Verification(folder: folder).run(bundle: path)
  }

  private func answer(_ outcome: Verification.Outcome) -> JSON {
    .members([
      "ok": .bool(outcome.mismatches.isEmpty),
      "checked": .integer(Int64(outcome.checked)),
      "mismatches": .array(
        outcome.mismatches.map {
          .members([
            "kind": .string($0.kind.rawValue), "file": .string($0.file),
            "detail": .string($0.detail),
          ])
        }),
    ])
  }
}
