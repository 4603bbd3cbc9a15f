/// What a new hot folder begins with.
enum SampleFiles {
  static let settings = """
    # Settings of this hot folder. All are optional; the values shown are the defaults.
    # Durations are a number and a unit: ms s m h d.

    # How long a drop must rest before it is taken, and what that may grow to.
    # quiet: 2s            # 10s on a network file system
    # quiet_max: 120s
    # How often to look when nothing tells that something happened.
    # poll: 30s            # 5s on a network file system
    # The least evidence that a drop is complete: 1 quiet time, 3 the format proves itself,
    # 4 a marker file or a rename, 5 sizes and SHA-256.
    # evidence: 3
    # Set this if producers only ever move finished files in.
    # atomic: false
    # When an unfinished drop is reported, and when it is rejected.
    # orphan_warning: 15m
    # orphan_after: 24h
    # The campaign that data files without a descriptor belong to, beside inbox/.
    # campaign: campaign.yaml
    # Jobs of a higher priority are rendered first.
    # priority: 0
    # Who is told by mail of each published result.
    # notify: [somebody@example.org]
    # Bounds on drops and on the work for them; the operator guide has all of them.
    # limits: { entries: 100000, depth: 32, name_bytes: 200, file_bytes: 2GiB, total_bytes: 20GiB, ratio: 200, ratio_from: 64MiB, seconds: 10m }
    # retention: { archive: 90d, rejected: 90d, results: 90d, status: 90d }   # kept for ever unless said

    """

  /// Files below `sample/` and their content.
  static let sample: [(name: String, text: String)] = [
    (
      "campaign.yaml",
      """
      campaign: greeting
      title: A first campaign
      template: greeting-card
      data: { file: recipients.csv, key: id }

      """
    ),
    (
      "recipients.csv",
      """
      id,first_name,songs
      A001,Ada,128
      A002,Grace,57
      A003,Zoë,1204

      """
    ),
    (
      "greeting-card/template.yaml",
      """
      name: greeting-card
      title: A greeting
      entry: template.html
      fields:
        id: { type: string, required: true }
        first_name: { type: string, required: true, max_length: 40 }
        songs: { type: integer, required: true, min: 0 }
      formats:
        square: { width: 1080, height: 1080 }
      colorways:
        dawn: { --bg: "#fff4e8", --ink: "#1c0d06" }
        night: { --bg: "#0b1026", --ink: "#eaf0ff" }

      """
    ),
    (
      "greeting-card/template.html",
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>{{ first_name }}</title>
      <style>
      body { margin: 0; background: var(--bg); color: var(--ink); font-family: Inter, sans-serif; }
      main { display: flex; flex-direction: column; justify-content: center; height: 1080px; padding: 0 96px; }
      h1 { margin: 0; font-size: 120px; line-height: 1.1; }
      p { margin: 48px 0 0; font-size: 56px; }
      </style>
      </head>
      <body>
      <main>
      <h1>Hello {{ first_name }}</h1>
      <p>{{ songs | number }} songs this year.</p>
      </main>
      </body>
      </html>

      """
    ),
  ]
}
