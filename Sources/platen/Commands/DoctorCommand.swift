import ArgumentParser
import Foundation
import HotFolder
import Linux
import Pipeline
import Rendering

/// `platen doctor`: what a machine and its shares can do, and what that means.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Probes this machine and hot folders, and says what it means.",
    discussion: "Ends with 1 where something will not work as it is.")

  @Argument(help: "Hot folders, or folders of hot folders; by default those that settings name.")
  var folders: [String] = []

  @OptionGroup var stateOption: StateOption
  @Option(help: "The daemon's settings, platen.yaml.") var config: String?
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    var settings = DaemonConfiguration()
    if let config {
      do {
        settings = try DaemonConfiguration(file: absolute(config))
      } catch {
        Console.note("\(error)")
        throw ExitCode.settings
      }
    }
    if !folders.isEmpty {
      settings.roots = folders.map(absolute)
    } else if settings.hotFolders.isEmpty,
      FileManager.default.fileExists(atPath: absolute("hotfolders"))
    {
      settings.roots = [absolute("hotfolders")]
    }
    var findings = MachineProbe(state: settings.stateDirectory(option: stateOption.state)).run()
    findings.append(sandbox())
    findings += fonts(settings.fonts)
    findings += shares(settings).flatMap { ShareProbe(path: $0).run() }
    try show(findings)
    if findings.contains(where: { $0.verdict == .problem }) { throw ExitCode.refused }
  }

  private func absolute(_ path: String) -> String {
    let full = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    return full.count > 1 && full.hasSuffix("/") ? String(full.dropLast()) : full
  }

  /// A root that holds no inbox stands for the hot folders in it; one that is none is probed as if it
  /// should be.
  private func shares(_ settings: DaemonConfiguration) -> [String] {
    let inner = settings.roots.flatMap { root -> [String] in
      let manager = FileManager.default
      let names = (try? manager.contentsOfDirectory(atPath: root)) ?? []
      let shares = names.sorted().map { root + "/" + $0 }.filter {
        manager.fileExists(atPath: $0 + "/inbox/.hotfolder")
      }
      return names.contains("inbox") || shares.isEmpty ? [root] : shares
    }
    return inner + settings.hotFolders
  }

  // MARK: Sandbox

  /// A worker locks itself in and tries to get out.
  private func sandbox() -> Diagnosis {
    let outcome: CellProbe.Outcome
    do {
      outcome = try CellProbe().run()
    } catch {
      return Diagnosis(
        "machine", "sandbox of workers", .problem, "\(error)",
        "workers must be able to lock themselves in: nothing will be rendered like this")
    }
    guard !outcome.allowed.isEmpty else {
      return Diagnosis(
        "machine", "sandbox of workers", .ok,
        "reading, writing, network and other programs were refused to a worker that tried",
        "what clients send is read by processes that can reach their job's files alone")
    }
    let reasons = outcome.missing.isEmpty ? "" : " (\(outcome.missing.joined(separator: "; ")))"
    return Diagnosis(
      "machine", "sandbox of workers", .warning,
      "a worker could not be kept from " + outcome.allowed.joined(separator: ", ") + reasons,
      "jobs run all the same, less locked in: take a kernel from 5.13 on with Landlock (lsm=…,landlock)"
        + " and seccomp, and let no container forbid them")
  }

  // MARK: Fonts

  /// Scripts that campaigns are written in, by a character of each.
  private static let scripts: [(String, Unicode.Scalar)] = [
    ("Latin", "\u{17c}"), ("Greek", "\u{3a9}"), ("Cyrillic", "\u{416}"), ("Arabic", "\u{639}"),
    ("Hebrew", "\u{5e9}"), ("Devanagari", "\u{939}"), ("Thai", "\u{e01}"), ("Chinese", "\u{6f22}"),
    ("Japanese", "\u{3042}"), ("Korean", "\u{d55c}"), ("emoji", "\u{1f3b5}"),
  ]

  private func fonts(_ folders: [String]) -> [Diagnosis] {
    let covers = FontCoverage.covering(folders: folders)
    let missing = Self.scripts.filter { !covers($0.1) }.map(\.0)
    let hasLatin = !missing.contains("Latin")
    return [
      Diagnosis(
        "machine", "fonts", missing.isEmpty ? .ok : hasLatin ? .warning : .problem,
        missing.isEmpty
          ? "every script of \(Self.scripts.count) has one"
          : "none for " + missing.joined(separator: ", "),
        missing.isEmpty
          ? "templates that bring no fonts of their own show all of these"
          : "characters without a font are a finding: install fonts-inter and the fonts-noto packages,"
            + " or set fonts in platen.yaml")
    ]
  }

  // MARK: Answer

  private func show(_ findings: [Diagnosis]) throws {
    if json { return Console.answer(try Console.json(findings)) }
    var subject = ""
    for finding in findings {
      if finding.subject != subject {
        subject = finding.subject
        Console.answer(subject)
      }
      Console.answer(
        "  \(finding.verdict.rawValue.uppercased())  \(finding.probe): \(finding.found)")
      Console.answer("      \(finding.meaning)")
    }
  }
}
