import ArgumentParser
import Foundation
import HotFolder
import Linux
import Logging
import Pipeline
import Synchronization

/// `platen serve`: the daemon.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Watches hot folders and renders what is dropped into them.")

  @Option(help: "A hot folder, or a folder of hot folders; `hotfolders` unless settings name some.")
  var root: String?

  @OptionGroup var stateOption: StateOption

  @Option(help: "The daemon's settings, platen.yaml.")
  var config: String?

  func run() async throws {
    let configuration = try settings()
    let log = makeLog(configuration)
    if geteuid() == 0 {
      log.warning("running as root: give the daemon a user of its own (see the operator guide)")
    }
    OwnProcess.raiseDescriptorLimit()
    let signals = try SignalSource()
    let daemon = try start(configuration, log)
    do {
      try await run(daemon, signals, log)
    } catch let failure as Daemon.StartFailure {
      Console.note("\(failure)")
      throw exitCode(for: failure)
    }
  }

  private func run(_ daemon: Daemon, _ signals: SignalSource, _ log: Logger) async throws {
    let watchdog = Mutex(Watchdog())
    try await daemon.run(
      ready: { folders in
        Console.answer("platen ready: \(folders) hot folder\(folders == 1 ? "" : "s")")
        ServiceManager.notify("READY=1")
      },
      signals: {
        watchdog.withLock { $0?.live() }
        switch signals.next(within: 0.2) {
        case .terminate, .interrupt:
          ServiceManager.notify("STOPPING=1")
          return .stop
        case .hangup: return .reload(reread(log))
        case nil: return nil
        }
      })
  }

  private func settings() throws -> DaemonConfiguration {
    do throws(SettingsFault) {
      return try readSettings()
    } catch {
      Console.note("\(error)")
      throw ExitCode.settings
    }
  }

  /// The settings as they are now; nil where they are wrong, so that the old ones stay.
  private func reread(_ log: Logger) -> DaemonConfiguration? {
    do throws(SettingsFault) {
      return try readSettings()
    } catch {
      log.error("the daemon keeps its settings: \(error)")
      return nil
    }
  }

  private func readSettings() throws(SettingsFault) -> DaemonConfiguration {
    var configuration = DaemonConfiguration()
    if let config { configuration = try DaemonConfiguration(file: absolute(config)) }
    if let root {
      configuration.roots = [absolute(root)]
    } else if configuration.hotFolders.isEmpty {
      configuration.roots = [absolute("hotfolders")]
    }
    if configuration.templates.isEmpty {
      configuration.templates = InstalledTemplates.standardFolders()
    }
    return configuration
  }

  private func start(_ configuration: DaemonConfiguration, _ log: Logger) throws -> Daemon {
    let state = configuration.stateDirectory(option: stateOption.state)
    do throws(Daemon.StartFailure) {
      return try Daemon(
        configuration: configuration, statePath: state,
        renderer: DaemonRenderer.make(configuration), log: log)
    } catch {
      Console.note("\(error)")
      throw exitCode(for: error)
    }
  }

  private func exitCode(for failure: Daemon.StartFailure) -> ExitCode {
    switch failure {
    case .rootMissing, .cannotListen: .settings
    case .stagingElsewhere: .stagingElsewhere
    case .state(.inUse): .stateInUse
    case .state(.unusable): .stateDamaged
    }
  }

  private func makeLog(_ configuration: DaemonConfiguration) -> Logger {
    let asJSON = configuration.logsAsJSON
    var log = Logger(label: "platen") { label -> any LogHandler in
      if asJSON { JSONLogHandler() } else { StreamLogHandler.standardError(label: label) }
    }
    log.logLevel = configuration.logLevel
    return log
  }

  private func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
  }
}
