/// The example files of the format's documentation, word for word.
enum Examples {
  static let campaign = """
    campaign: songwriter-wrapped-2026        # id: letters, digits, - and _; used in names
    title: Songwriter Wrapped 2026
    template: songwriter-wrapped             # a folder in the drop, else one in the installed Templates/
    data:
      file: recipients.csv                   # csv tsv json jsonl xlsx sqlite; options: sheet, table, encoding, delimiter, header_row
      key: songwriter_id                     # unique per recipient
      join:
        tracks: { file: tracks.csv, by: songwriter_id, many: true, order: -streams, limit: 5 }
        label:  { file: labels.json, by: { label_id: id } }
      columns: { first_name: "First Name" }  # field: header; otherwise headers match ignoring case, spaces, - and _ (two matches: an error)
    schema:                                  # adds to or tightens the template's own fields
      streams: { type: integer, min: 0 }
    derive:                                  # further fields, computed per recipient in this order; text unless `schema` types them
      tier: "{% if streams >= 1000000 %}gold{% else %}silver{% endif %}"
    where: "streams > 0"                     # a Liquid condition: who takes part
    formats: [portrait, story, square]       # named ones, the template's, or { name: banner, width: 1200, height: 628, scale: 2 }
    colorways: [ember, ocean]                # the template's, or { name: night, properties: { --bg: "#000" } }
    outputs: [png, { type: jpg, quality: 90 }, pdf]
    locale: en-US                            # numbers, dates, plurals; a field may carry each recipient's own: { field: locale }
    names:
      bundle: "{{ songwriter_id }}"          # the zip's name without .zip
      asset: "{{ campaign.id }}-{{ format.name }}-{{ colorway.name }}"
    on_error: skip                           # or fail; error_limit: 1% by default (at least one recipient)
    rerun: false                             # true: render again although this content was done before
    approval: none                           # or required: the job stops after its proof until approved
    job_key: songwriter-wrapped-2026         # optional identity; on_change: conflict (default) or update
    """

  static let template = """
    name: songwriter-wrapped
    title: Songwriter Wrapped
    entry: template.html
    fields:
      songwriter_id: { type: string, required: true }
      first_name:    { type: string, required: true, max_length: 40 }
      email:         { type: email }
      streams:       { type: integer, required: true, min: 0 }
      royalties:     { type: decimal }
      active:        { type: boolean, default: false }
      member_since:  { type: date, format: "%Y-%m-%d" }
      accent:        { type: color }
      website:       { type: url }
      photo:         { type: image, default: images/placeholder.jpg, min_width: 400 }
      genres:        { type: list, of: string, separator: "|" }
      tier:          { type: string, one_of: [gold, silver] }
      tracks:        { type: table, fields: { title: { type: string }, streams: { type: integer } } }
    formats:
      portrait: { width: 1080, height: 1350 }
      story:    { width: 1080, height: 1920 }
      square:   { width: 1080, height: 1080 }
    colorways:
      ember: { --bg: "#1c0d06", --ink: "#fff4e8", --accent: "#ff5a1f" }
      ocean: { --bg: "#04141f", --ink: "#eaf8ff", --accent: "#18b6d9" }
    fonts: [fonts]
    sample: sample/recipients.csv
    """
}
