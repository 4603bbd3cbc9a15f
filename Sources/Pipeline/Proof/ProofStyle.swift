/// The look of `proof.html`, kept apart from what it says.
enum ProofStyle {
  static let css = """
    :root { color-scheme: light dark; --ink: #16181d; --soft: #656b78; --line: #e1e4ea; --paper: #f5f6f8;
      --card: #fff; --mat: #eceef2; --error: #c5221f; --warning: #c26a00; --info: #2f6bd0;
      --fine: #137a3d; --shade: 0 1px 2px rgb(20 24 32 / 8%), 0 8px 24px rgb(20 24 32 / 6%); }
    @media (prefers-color-scheme: dark) { :root { --ink: #eceef2; --soft: #9da4b2; --line: #2c3038;
      --paper: #0f1115; --card: #181b21; --mat: #22262e; --error: #ff7b72; --warning: #ffb454;
      --info: #79b0ff; --fine: #6fd99a; --shade: none; } }
    * { box-sizing: border-box; }
    body { margin: 0; color: var(--ink); background: var(--paper);
      font: 16px/1.5 Inter, system-ui, sans-serif; }
    header, main, footer { max-width: 1440px; margin: 0 auto; padding: 0 40px; }
    header { padding-top: 56px; padding-bottom: 8px; }
    .eyebrow { margin: 0; color: var(--soft); font-size: 14px; font-weight: 600; }
    h1 { margin: 2px 0 10px; font-size: 44px; line-height: 1.1; letter-spacing: -0.025em; }
    h2 { margin: 0; font-size: 20px; line-height: 1.3; letter-spacing: -0.01em; overflow-wrap: anywhere; }
    .lead { max-width: 66ch; margin: 0; color: var(--soft); }
    .figures { display: flex; flex-wrap: wrap; gap: 12px 44px; margin: 28px 0 24px; padding: 0;
      list-style: none; color: var(--soft); font-size: 15px; }
    .figures b { display: block; color: var(--ink); font-size: 30px; line-height: 1.2;
      letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
    .figures .error b { color: var(--error); } .figures .warning b { color: var(--warning); }
    .figures .info b { color: var(--info); }
    .verdict { margin: 0 0 24px; } .fine { color: var(--fine); }
    .approve { max-width: 82ch; margin: 0 0 28px; padding: 14px 18px; background: var(--card);
      border: 1px solid var(--line); border-left: 4px solid var(--info); border-radius: 8px; }
    section { margin: 0 0 20px; padding: 24px 28px; background: var(--card); border-radius: 14px;
      box-shadow: var(--shade); }
    section > p { margin: 4px 0 12px; color: var(--soft); }
    .sample { display: grid; grid-template-columns: 260px 1fr; gap: 32px; }
    .who p { margin: 0 0 14px; color: var(--soft); font-size: 14px; }
    .reasons { display: grid; gap: 8px; margin: 0; padding: 0; list-style: none; font-size: 14px;
      line-height: 1.4; font-weight: 500; }
    .reasons li { padding-left: 12px; border-left: 2px solid var(--line); overflow-wrap: anywhere; }
    .reasons span { display: block; color: var(--soft); font-weight: 400; }
    .strip { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 22px 20px;
      align-items: start; }
    .what { min-width: 0; }
    figure { margin: 0; min-width: 0; }
    figure input { position: absolute; opacity: 0; pointer-events: none; }
    .frame { display: grid; place-items: center; height: 260px; padding: 14px; border-radius: 10px;
      background: var(--mat); cursor: zoom-in; }
    figure input:focus-visible + .frame { outline: 2px solid var(--info); }
    .page { position: relative; display: block; max-width: 100%; max-height: 232px;
      width: min(100%, 232px * (var(--ratio))); }
    .page img { display: block; width: 100%; height: 100%; border-radius: 3px;
      box-shadow: 0 1px 3px rgb(0 0 0 / 25%); }
    .blank { display: grid; place-items: center; height: 100%; color: var(--soft); font-size: 13px; }
    .page i { position: absolute; border: 2px solid; border-radius: 3px; font-style: normal; }
    .page i b { position: absolute; top: -9px; left: -9px; min-width: 18px; padding: 0 4px;
      border-radius: 9px; color: #fff; font: 600 11px/18px Inter, system-ui, sans-serif;
      text-align: center; }
    i.error { border-color: #c5221f; } i.warning { border-color: #c26a00; }
    i.info { border-color: #2f6bd0; }
    i.error b { background: #c5221f; } i.warning b { background: #c26a00; }
    i.info b { background: #2f6bd0; }
    figure input:checked + .frame { position: fixed; z-index: 9; inset: 0; height: auto; padding: 4vmin;
      border-radius: 0; background: rgb(10 12 16 / 88%); cursor: zoom-out; }
    figure input:checked + .frame .page { max-height: 92vh;
      width: min(92vw, 92vh * (var(--ratio))); }
    figcaption { margin-top: 8px; font-size: 13px; line-height: 1.4; }
    figcaption b, figcaption span { display: block; } figcaption b { font-weight: 600; }
    figcaption span { color: var(--soft); font-variant-numeric: tabular-nums; }
    .missing { margin: 16px 0 0; color: var(--error); }
    .notes { display: grid; gap: 8px; margin: 20px 0 0; padding: 18px 0 0; list-style: none;
      border-top: 1px solid var(--line); font-size: 14px; }
    .notes li { display: grid; grid-template-columns: 22px 1fr; gap: 10px; align-items: start; }
    .notes li > b { border-radius: 10px; color: #fff; font-size: 11px; line-height: 20px;
      text-align: center; }
    .notes .error > b { background: #c5221f; } .notes .warning > b { background: #c26a00; }
    .notes .info > b { background: #2f6bd0; }
    .notes p { margin: 0; overflow-wrap: anywhere; }
    .notes span { display: block; color: var(--soft); font-size: 13px; }
    table { width: 100%; border-collapse: collapse; font-size: 14px; }
    th, td { padding: 8px 14px 8px 0; border-bottom: 1px solid var(--line); text-align: left;
      vertical-align: top; overflow-wrap: anywhere; }
    th { color: var(--soft); font-weight: 500; white-space: nowrap; }
    tr:last-child td { border-bottom: 0; }
    code { font: 13px/1.5 ui-monospace, monospace; }
    tr.error td:first-child { color: var(--error); }
    tr.warning td:first-child, tr.warning td:last-child { color: var(--warning); }
    tr.info td:first-child { color: var(--info); }
    footer { padding-top: 12px; padding-bottom: 56px; color: var(--soft); font-size: 14px; }
    @media (max-width: 860px) { header, main, footer { padding-left: 20px; padding-right: 20px; }
      .sample { grid-template-columns: 1fr; gap: 20px; } h1 { font-size: 34px; } }
    @media print { figure input:checked + .frame { position: static; } section { break-inside: avoid; } }
    """
}
