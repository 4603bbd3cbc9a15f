import Foundation
import Pipeline

/// The renderer that the daemon's jobs are given to.
enum DaemonRenderer {
  static func make(_ configuration: DaemonConfiguration) -> any JobRenderer {
    var workers = WorkerSettings()
    if let count = configuration.workers { workers.count = count }
    return CampaignRenderer(
      settings: RendererSettings(
        workers: workers, templates: configuration.templates, fonts: configuration.fonts))
  }
}

/// Where templates are installed when no settings say so.
enum InstalledTemplates {
  /// `Templates/` where the command was started, beside the program's own tree, or shared by the
  /// system; those that exist.
  static func standardFolders() -> [String] {
    let program = URL(filePath: WorkerSettings.thisProgram).deletingLastPathComponent()
    let above = sequence(first: program) { folder in
      let parent = folder.deletingLastPathComponent()
      return parent.path == folder.path ? nil : parent
    }
    let candidates =
      [FileManager.default.currentDirectoryPath + "/Templates"]
      + above.prefix(5).map { $0.appending(path: "Templates").path(percentEncoded: false) }
      + ["/usr/local/share/platen/Templates", "/usr/share/platen/Templates"]
    var seen: Set<String> = []
    return candidates.filter {
      seen.insert($0).inserted && FileManager.default.fileExists(atPath: $0)
    }
  }
}
