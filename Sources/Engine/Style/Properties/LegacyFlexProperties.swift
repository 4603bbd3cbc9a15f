import Markup

/// The flexible boxes of 2009, which `display: -webkit-box` and line clamping still use.
/// `[Compatibility, §4.1]`
extension PropertyTable {
  mutating func addLegacyFlexProperties() {
    add(
      choices: "-webkit-box-orient", .container(\.flexDirection),
      [
        "horizontal": .row, "inline-axis": .row, "vertical": .column, "block-axis": .column,
      ])
    add(
      choices: "-webkit-box-align", .container(\.alignItems),
      [
        "stretch": SelfAlignment(.stretch), "start": SelfAlignment(.flexStart),
        "end": SelfAlignment(.flexEnd), "center": SelfAlignment(.center),
        "baseline": SelfAlignment(.baseline),
      ])
    add(
      choices: "-webkit-box-pack", .container(\.justifyContent),
      [
        "start": ContentAlignment(.flexStart), "end": ContentAlignment(.flexEnd),
        "center": ContentAlignment(.center), "justify": ContentAlignment(.spaceBetween),
      ])
    add("-webkit-box-flex", .container(\.flexGrow)) { $0.number(.nonNegative) }
    add("-webkit-box-ordinal-group", .container(\.order)) { $0.integer(minimum: 1) }
    ignore("-webkit-box-direction -webkit-box-lines")
  }
}
