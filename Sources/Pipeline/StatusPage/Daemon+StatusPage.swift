import HotFolder
import JobStore
import Linux
import Logging

extension Daemon {
  /// Starts answering on `http.listen`, where it is set; nothing listens otherwise.
  func startStatusServer() throws(StartFailure) -> StatusServer? {
    guard let address = configuration.listen else { return nil }
    do throws(SystemError) {
      let server = try StatusServer(address: address) { [unowned self] in await page($0) }
      server.start()
      log.info("the status page is on port \(server.port)")
      return server
    } catch {
      throw StartFailure.cannotListen(error.description)
    }
  }

  private func page(_ request: HTTPRequest) async -> HTTPResponse {
    switch request.path {
    case "/": return .page(StatusPage(status: status, jobs: shownJobs(limit: 100)).html())
    case "/status.json": return .json(status)
    case "/jobs.json": return .json(shownJobs(limit: 1000))
    case "/metrics":
      return HTTPResponse(
        status: 200, type: "text/plain; version=0.0.4; charset=utf-8", body: await metrics())
    case "/healthz":
      let paused = status.folders.filter { $0.folder != "ok" }
      let lines = paused.map { "\($0.path): \($0.reason ?? "paused")" }
      return lines.isEmpty
        ? .text("ok\n") : .text(lines.joined(separator: "\n") + "\n", status: 503)
    default: return .text("there is no such page\n", status: 404)
    }
  }

  /// The jobs that `jobs --json` lists.
  func shownJobs(limit: Int = 10_000) -> [StatusFile] {
    let jobs = (try? context.store.jobs(limit: limit)) ?? []
    return jobs.filter { $0.state != .claimIntent }.map {
      StatusFile($0, progress: context.progress.recipients(of: $0.id))
    }
  }
}
