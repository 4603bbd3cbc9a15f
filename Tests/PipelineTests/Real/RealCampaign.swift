import Foundation
import Testing

/// A small campaign for the real renderer: three recipients in two colorways, one of them left out.
struct RealCampaign {
  var name: String
  /// What a descriptor says beside the least.
  var more = ""

  static let people = """
    id,first_name,songs,email
    A001,Ada,128,ada@example.org
    A002,Grace,57,grace@example.org
    A003,Zoë,1204,zoe@example.org
    A004,Alan,many,alan@example.org

    """

  func descriptor(data: String = "people.csv") -> String {
    "campaign: \(name)\ntemplate: card\ndata: { file: \(data), key: id }\n" + more
  }

  static let template = """
    name: card
    entry: template.html
    fields:
      id: { type: string, required: true }
      first_name: { type: string, required: true, max_length: 40 }
      songs: { type: integer, required: true, min: 0 }
      email: { type: email }
    formats:
      small: { width: 240, height: 160 }
    colorways:
      dawn: { --bg: "#fff4e8", --ink: "#1c0d06" }
      night: { --bg: "#0b1026", --ink: "#eaf0ff" }

    """

  static let page = """
    <!doctype html>
    <style>
    body { margin: 0; background: var(--bg); color: var(--ink); font-family: Inter, sans-serif; }
    h1 { margin: 20px; font-size: 32px; }
    p { margin: 20px; }
    </style>
    <h1>{{ first_name }}</h1>
    <p>{{ songs | number }} songs</p>

    """

  /// Everything in one folder, the template too.
  var files: [String: String] {
    [
      "campaign.yaml": descriptor(), "people.csv": Self.people,
      "card/template.yaml": Self.template, "card/template.html": Self.page,
    ]
  }
}

extension HotFolderFiles {
  /// Makes the template known to the hot folder, for drops that do not bring it.
  func installTemplate() throws {
    try write("templates/card/template.yaml", RealCampaign.template)
    try write("templates/card/template.html", RealCampaign.page)
  }

  /// Compares a published result with its manifest by other means than ours; returns what it holds,
  /// without what differs from job to job.
  func checked(_ result: String) throws -> String {
    try tool(
      "/usr/bin/python3",
      [packageFolder + "/Tests/Tools/check_result.py", share + "/outbox/" + result])
  }
}
