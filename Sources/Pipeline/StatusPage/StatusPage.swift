/// The page that people see on `http.listen`.
struct StatusPage {
  let status: DaemonStatus
  /// Newest last.
  let jobs: [StatusFile]

  func html() -> String {
    let folders = status.folders.map { folder in
      row([folder.path, folder.folder, folder.reason ?? ""])
    }
    let latest = jobs.reversed().map { job in
      row([
        job.job, job.name, job.state, "\(job.recipients.done) of \(job.recipients.total)",
        job.result ?? job.code ?? job.missing.first ?? "", job.updated,
      ])
    }
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="refresh" content="5">
      <title>Platen</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
      table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
      th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ddd; }
      </style>
      </head>
      <body>
      <h1>Platen</h1>
      <p>\(escaped(status.daemon.state)), process \(status.daemon.pid), since \
      \(escaped(status.daemon.started))</p>
      <h2>Hot folders</h2>
      <table><tr><th>Folder</th><th>State</th><th>Reason</th></tr>
      \(folders.joined(separator: "\n"))
      </table>
      <h2>Jobs</h2>
      <table><tr><th>Job</th><th>Drop</th><th>State</th><th>Recipients</th><th>Result</th>\
      <th>Updated</th></tr>
      \(latest.joined(separator: "\n"))
      </table>
      </body>
      </html>

      """
  }

  private func row(_ cells: [String]) -> String {
    "<tr>" + cells.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
