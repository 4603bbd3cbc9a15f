/// The look of `report.html`, kept apart from what it says.
enum ReportStyle {
  static let css = """
    :root { color-scheme: light dark; --ink: #1b1d22; --soft: #666b76; --line: #dfe2e8; --paper: #fff;
      --error: #b3261e; --warning: #a15c00; --info: #3b6fb5; }
    @media (prefers-color-scheme: dark) { :root { --ink: #eceef2; --soft: #a2a8b4; --line: #343841;
      --paper: #16181d; --error: #ff8a80; --warning: #ffc266; --info: #8ab8ff; } }
    * { box-sizing: border-box; }
    body { margin: 0; color: var(--ink); background: var(--paper);
      font: 16px/1.5 Inter, system-ui, sans-serif; }
    header, main, footer { max-width: 1160px; margin: 0 auto; padding: 0 28px; }
    header { padding-top: 48px; }
    h1 { margin: 0 0 4px; font-size: 34px; line-height: 1.2; letter-spacing: -0.02em; }
    h2 { margin: 44px 0 8px; font-size: 22px; }
    header p, section > p, footer { color: var(--soft); }
    footer { padding-top: 48px; padding-bottom: 48px; font-size: 14px; }
    .figures { display: flex; flex-wrap: wrap; gap: 12px 44px; margin: 32px 0 0; padding: 0;
      list-style: none; color: var(--soft); }
    .figures b { display: block; color: var(--ink); font-size: 30px; line-height: 1.2;
      letter-spacing: -0.02em; }
    table { width: 100%; border-collapse: collapse; font-size: 14px; }
    th, td { padding: 8px 14px 8px 0; border-bottom: 1px solid var(--line); text-align: left;
      vertical-align: top; overflow-wrap: anywhere; }
    th { color: var(--soft); font-weight: 500; white-space: nowrap; }
    td i { display: block; color: var(--soft); font-style: normal; }
    code { font: 13px/1.5 ui-monospace, monospace; }
    tr.error code, tr.error td:first-child { color: var(--error); }
    tr.warning code, tr.warning td:first-child { color: var(--warning); }
    tr.info code, tr.info td:first-child { color: var(--info); }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); gap: 22px; }
    .cards a { color: inherit; text-decoration: none; font-size: 14px; overflow-wrap: anywhere; }
    .cards img { display: block; width: 100%; margin-bottom: 8px; border-radius: 8px;
      border: 1px solid var(--line); }
    .cards b, .cards span { display: block; }
    .cards span { color: var(--soft); }
    .cards a.error b { color: var(--error); }
    .cards a.warning b { color: var(--warning); }
    """
}
