import Markup

/// The style sheet of the user agent: what HTML elements look like before any author speaks, as HTML's
/// rendering section suggests and browsers have it. `[HTML, §15]`
enum UserAgentStylesheet {
  /// Its rules hold for every page, so they are compiled once per process.
  static let rules = RuleSet(
    [CompiledStylesheet.compile(source, file: nil)], MediaEnvironment(width: 0, height: 0))

  private static let source = """
    @namespace "http://www.w3.org/1999/xhtml";
    @namespace svg "http://www.w3.org/2000/svg";
    html { display: block }
    :root { color: canvastext }
    head, link, meta, script, style, title, base, template, area, datalist, param, rp, noembed,
    noframes, source, track { display: none }
    body { display: block; margin: 8px }
    address, article, aside, blockquote, center, dd, details, dialog, dir, div, dl, dt, fieldset,
    figcaption, figure, footer, form, header, hgroup, hr, legend, listing, main, menu, nav, ol,
    optgroup, option, p, plaintext, pre, search, section, summary, ul, xmp { display: block }
    slot { display: contents }
    p, dl, ol, ul, menu, dir { margin-block: 1em }
    :is(ul, ol, menu, dir, dl) :is(ul, ol, menu, dir, dl) { margin-block: 0 }
    blockquote, figure { margin-block: 1em; margin-inline: 40px }
    dd { margin-inline-start: 40px }
    ul, ol, menu, dir { padding-inline-start: 40px }
    ul, menu, dir { list-style-type: disc }
    ol { list-style-type: decimal }
    li { display: list-item; text-align: match-parent }
    :is(ul, ol, menu, dir) :is(ul, menu, dir) { list-style-type: circle }
    :is(ul, ol, menu, dir) :is(ul, ol, menu, dir) :is(ul, menu, dir) { list-style-type: square }
    ::marker {
      unicode-bidi: isolate; font-variant-numeric: tabular-nums; text-transform: none;
      text-indent: 0 !important; text-align: start !important
    }
    h1, h2, h3, h4, h5, h6 { display: block; font-weight: bold }
    h1 { font-size: 2em; margin-block: 0.67em }
    h2 { font-size: 1.5em; margin-block: 0.83em }
    h3 { font-size: 1.17em; margin-block: 1em }
    h4 { margin-block: 1.33em }
    h5 { font-size: 0.83em; margin-block: 1.67em }
    h6 { font-size: 0.67em; margin-block: 2.33em }
    :is(article, aside, nav, section) h1 { font-size: 1.5em; margin-block: 0.83em }
    :is(article, aside, nav, section) :is(article, aside, nav, section) h1 {
      font-size: 1.17em; margin-block: 1em }
    :is(article, aside, nav, section) :is(article, aside, nav, section)
    :is(article, aside, nav, section) h1 { font-size: 1em; margin-block: 1.33em }
    address, cite, dfn, em, i, var { font-style: italic }
    b, strong { font-weight: bolder }
    big { font-size: larger }
    small { font-size: smaller }
    sub { vertical-align: sub; font-size: smaller }
    sup { vertical-align: super; font-size: smaller }
    u, ins { text-decoration: underline }
    s, strike, del { text-decoration: line-through }
    mark { background-color: mark; color: marktext }
    nobr { white-space: nowrap }
    abbr[title], acronym[title] { text-decoration: dotted underline }
    code, kbd, samp, tt, pre, listing, plaintext, xmp { font-family: monospace }
    pre, listing, plaintext, xmp { white-space: pre; margin-block: 1em }
    pre[wrap] { white-space: pre-wrap }
    q::before { content: open-quote }
    q::after { content: close-quote }
    center { text-align: -webkit-center }
    :any-link { color: -webkit-link; text-decoration: underline; cursor: pointer }
    hr {
      color: gray; border: 1px inset; margin-block: 0.5em; margin-inline: auto;
      overflow: hidden; unicode-bidi: isolate }
    ruby { display: ruby }
    rt {
      display: ruby-text; font-size: 50%; text-align: start; line-height: normal;
      text-emphasis: none }
    bdi, output { unicode-bidi: isolate }
    bdo { unicode-bidi: bidi-override }
    bdo[dir] { unicode-bidi: isolate-override }
    [dir] { unicode-bidi: isolate }
    [dir=ltr] { direction: ltr }
    [dir=rtl] { direction: rtl }
    :is(address, blockquote, center, div, figure, figcaption, footer, form, header, hr, legend,
      listing, main, p, plaintext, pre, summary, xmp, article, aside, h1, h2, h3, h4, h5, h6,
      hgroup, nav, section, search, table, caption, colgroup, col, thead, tbody, tfoot, tr, td,
      th, dir, dd, dl, dt, menu, ol, ul, li) { unicode-bidi: isolate }
    :is(pre, textarea)[dir=auto] { unicode-bidi: plaintext }
    table {
      display: table; border-spacing: 2px; border-collapse: separate; box-sizing: border-box;
      text-indent: initial; border-color: gray }
    caption { display: table-caption; text-align: -webkit-center }
    colgroup { display: table-column-group }
    col { display: table-column }
    thead { display: table-header-group; vertical-align: middle; border-color: inherit }
    tbody { display: table-row-group; vertical-align: middle; border-color: inherit }
    tfoot { display: table-footer-group; vertical-align: middle; border-color: inherit }
    table > tr { vertical-align: middle }
    tr { display: table-row; vertical-align: inherit; border-color: inherit }
    td, th { display: table-cell; vertical-align: inherit; padding: 1px }
    th { font-weight: bold; text-align: -internal-center }
    ol, ul, menu, dir { counter-reset: list-item }
    table:is([rules=none], [rules=groups], [rules=rows], [rules=cols], [rules=all]) {
      border-collapse: collapse; border-style: hidden }
    img, video, canvas, audio, iframe, embed, object, svg|svg:not(:root) { overflow: clip }
    svg|svg svg|* { transform-origin: 0 0 }
    iframe { border: 2px inset }
    audio:not([controls]) { display: none }
    [hidden]:not([hidden=until-found]) { display: none }
    dialog:not([open]) { display: none }
    dialog {
      position: absolute; inset-inline: 0; width: fit-content; height: fit-content; margin: auto;
      border: solid; padding: 1em; background-color: canvas; color: canvastext }
    details > summary:first-of-type { display: list-item; list-style: disclosure-closed inside }
    details[open] > summary:first-of-type { list-style-type: disclosure-open }
    details:not([open]) > :not(summary:first-of-type) { display: none }
    fieldset {
      margin-inline: 2px; border: 2px groove threedface; padding-block: 0.35em 0.625em;
      padding-inline: 0.75em; min-inline-size: min-content }
    legend { padding-inline: 2px }
    input, textarea, select, button {
      display: inline-block; margin: 0; font: 13.3333px sans-serif; color: fieldtext;
      letter-spacing: normal; word-spacing: normal; line-height: normal; text-transform: none;
      text-indent: 0; text-align: start; text-shadow: none }
    input, textarea, select {
      background-color: field; border: 2px inset #767676; padding: 1px 2px; box-sizing: content-box }
    textarea {
      font-family: monospace; border: 1px solid #767676; padding: 2px; white-space: pre-wrap;
      overflow-wrap: break-word; overflow: auto }
    select {
      box-sizing: border-box; border: 1px solid #767676; padding: 0; white-space: pre;
      border-radius: 0; background: url("data:image/svg+xml,<svg \
    xmlns='http://www.w3.org/2000/svg' width='10' height='6'><path d='M1 1 5 5 9 1' fill='none' \
    stroke='black' stroke-width='2'/></svg>") no-repeat right 4px center / 10px 6px buttonface }
    button, input:is([type=button], [type=submit], [type=reset]) {
      box-sizing: border-box; text-align: center; padding: 1px 6px; border: 2px outset buttonborder;
      background-color: buttonface; color: buttontext; cursor: default }
    input:is([type=button], [type=submit], [type=reset]) { white-space: pre }
    input[type=hidden] { display: none }
    input:is([type=range], [type=color]) { box-sizing: border-box; padding: 0 }
    input[type=range] {
      width: 129px; height: 16px; margin: 2px; border: 0; background-color: transparent }
    input[type=color] { width: 50px; height: 27px; border: 1px solid #767676;
      background-color: buttonface }
    input:is([type=checkbox], [type=radio]) {
      box-sizing: border-box; width: 13px; height: 13px; margin: 3px 3px 3px 4px; padding: 0;
      border: 1px solid #767676 }
    input[type=radio] { margin: 3px 3px 3px 5px; border-radius: 50% }
    input[type=search] { box-sizing: border-box }
    input:is([type=file], [type=image]) {
      border: 0; padding: 0; background-color: transparent; color: inherit }
    select { line-height: normal !important }
    select:is([multiple], [size]:not([size="0"], [size="1"])) {
      background: field; overflow: hidden; white-space: normal; vertical-align: text-bottom }
    option, optgroup { white-space: nowrap }
    select option { min-height: 1.2em; padding: 0 2px 1px; font-weight: normal }
    optgroup { font-weight: bolder }
    optgroup option { padding-inline-start: 20px }
    option:checked { background-color: #cecece; color: #101010 }
    option:disabled { color: rgb(16 16 16 / 0.3) }
    meter, progress { display: inline-block; width: 10em; height: 1em; vertical-align: -0.2em;
      box-sizing: border-box }
    meter { width: 5em }
    ::placeholder { color: #757575; white-space: pre }
    """
}
