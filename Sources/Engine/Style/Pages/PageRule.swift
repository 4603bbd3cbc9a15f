import Findings
import Markup

/// `@page`: the sheet's size, margins and decorations, and what stands in the margins.
/// `[CSS Paged Media 3]`
package struct PageRule: Sendable {
  let selectors: [PageSelector]
  let block: DeclarationBlock
  let size: PageSize?
  let isSizeImportant: Bool
  let marginBoxes: [(box: MarginBox, block: DeclarationBlock)]

  /// - Returns: nil, with a finding, where the selector is none.
  init?(_ rule: AtRule, _ findings: inout [Finding]) {
    guard let contents = rule.block else { return nil }
    guard let selectors = PageSelector.list(rule.prelude) else {
      findings.append(
        Finding(
          .invalidSelector, "@page “\(shortened(rule.prelude.text))” is no page selector",
          at: rule.prelude.place))
      return nil
    }
    self.selectors = selectors
    var parser = SyntaxParser()
    let parsed = parser.parseBlock(contents)
    findings += parser.findings
    var declarations = parsed.declarations
    var boxes: [(MarginBox, DeclarationBlock)] = []
    for child in parsed.children {
      switch child {
      case .declarations(let more): declarations += more
      case .style(let style):
        findings.append(
          Finding(
            .invalidCSS, "“\(shortened(style.prelude.text))” cannot stand in @page",
            at: style.prelude.place))
      case .at(let at):
        guard let box = MarginBox(rawValue: at.name), let block = at.block else {
          findings.append(
            Finding(
              .unknownAtRule, "@\(at.name) is no box of a page's margin", at: at.prelude.place))
          continue
        }
        boxes.append((box, Self.compile(parser.parseDeclarations(block), &findings)))
      }
    }
    marginBoxes = boxes
    var size: PageSize?
    var isImportant = false
    for declaration in declarations where declaration.name == "size" {
      guard let read = PageSize(declaration.value) else {
        findings.append(
          Finding(
            .invalidValue,
            "The property “size” does not take the value “\(shortened(declaration.value.text))”",
            at: declaration.value.place))
        continue
      }
      if isImportant, !declaration.isImportant { continue }
      size = read
      isImportant = declaration.isImportant
    }
    self.size = size
    isSizeImportant = isImportant
    block = Self.compile(declarations.filter { $0.name != "size" }, &findings)
  }

  private static func compile(
    _ declarations: [Declaration], _ findings: inout [Finding]
  ) -> DeclarationBlock {
    DeclarationBlock.compile(declarations, &findings)
  }

  /// The weight of the strongest selector that matches; nil where none does.
  func specificity(for page: PageIdentity) -> UInt64? {
    selectors.filter { $0.matches(page) }.map(\.specificity).max()
  }
}
