import Findings
import Markup
import Scene

/// Computes the styles of one document, parents before children. `[CSS Cascade 5, §6]`
struct StyleResolver {
  private(set) var tree: StyledTree
  private(set) var findings: [Finding] = []

  private let document: Document
  private let rules: RuleSet
  private let input: StyleInput
  private let matcher: SelectorMatcher
  private let context: ComputeContext
  private let inlineBlock: (String, Int, Int) -> (block: DeclarationBlock, findings: [Finding])
  private var hints = PresentationalHints()
  private var containers: ContainerLookup
  private var shared: [SharingKey: StyleID] = [:]
  private let hasLocalRegistrations: Bool

  /// Elements for which all of this is equal have equal styles.
  private struct SharingKey: Hashable {
    var parent: Int32
    var pseudo: PseudoElementSelector?
    var language: String?
    var isBlockified: Bool
    var isRoot: Bool
    /// Equal units of containers are equal lengths in the same containers alone.
    var containers: NearestContainers
    var blocks: [ObjectIdentifier]
  }

  init(
    document: Document, rules: RuleSet, input: StyleInput, shaper: (any TextShaper)?,
    inlineBlock: @escaping (String, Int, Int) -> (block: DeclarationBlock, findings: [Finding])
  ) {
    self.document = document
    self.rules = rules
    self.input = input
    self.inlineBlock = inlineBlock
    tree = StyledTree(document: document)
    matcher = SelectorMatcher(document: document, rootAttributes: input.rootAttributes)
    context = ComputeContext(
      pageWidth: input.environment.width, pageHeight: input.environment.height, shaper: shaper)
    containers = ContainerLookup(sizes: input.containerSizes)
    hasLocalRegistrations = rules.registrations.values.contains { !$0.inherits }
  }

  mutating func run() {
    // Document order puts parents first; a skipped element skips its subtree.
    var index = 0
    while index < document.nodes.count {
      let node = NodeID(Int32(clamping: index))
      if document[node].isElement, !styleElement(node) {
        index = Int(document.endOfSubtree(node))
      } else {
        index += 1
      }
    }
    tree.readsContainerSizes =
      !tree.containers.isEmpty && (containers.isAsked || context.readsContainer)
  }

  /// Whether the element's children are styled too.
  private mutating func styleElement(_ node: NodeID) -> Bool {
    let parentNode = matcher.parentElement(node)
    let parent = parentNode.map { tree.styleOfNode[$0.index] } ?? .none
    var matches = matches(for: node, isRoot: parentNode == nil)
    let id = style(
      &matches.element, parent: parent, element: node, pseudo: nil,
      isBlockified: blockifies(parentNode))
    tree.styleOfNode[node.index] = id
    for entry in matches.waiting
    where containers.hold(entry.queries, from: node, tree, matcher, context) {
      matches.add(entry)
    }
    let display = tree.styles[id.index].box.display
    if display == .none { return false }
    if tree.styles[id.index].box.containerType != .normal { tree.containers.append(node) }
    stylePseudoElements(node, id, &matches.pseudo, display)
    return true
  }

  /// Whether children become block-level because their container is a flex or grid container.
  private func blockifies(_ parent: NodeID?) -> Bool {
    var ancestor = parent
    while let node = ancestor {
      guard let style = tree.style(of: node) else { return false }
      switch style.box.display {
      case .contents: ancestor = matcher.parentElement(node)
      case .flex, .inlineFlex, .grid, .inlineGrid: return true
      case .webkitBox, .webkitInlineBox: return true
      default: return false
      }
    }
    return false
  }

  // MARK: Matching

  private struct Matches {
    var element = MatchedDeclarations()
    var pseudo: [(PseudoElementSelector, MatchedDeclarations)] = []
    /// Rules for pseudo-elements that ask the element itself, whose style is not known yet.
    var waiting: [RuleSet.Entry] = []

    mutating func add(_ entry: RuleSet.Entry) {
      add(
        entry.block, entry.selector.pseudoElement,
        MatchedDeclarations.Key(origin: .author, priority: entry.priority, layer: entry.layer))
    }

    mutating func add(
      _ block: DeclarationBlock, _ pseudoElement: PseudoElementSelector?,
      _ key: MatchedDeclarations.Key
    ) {
      guard let pseudoElement else {
        element.add(block, key)
        return
      }
      if let index = pseudo.firstIndex(where: { $0.0 == pseudoElement }) {
        pseudo[index].1.add(block, key)
      } else {
        var matched = MatchedDeclarations()
        matched.add(block, key)
        pseudo.append((pseudoElement, matched))
      }
    }
  }

  private mutating func matches(for node: NodeID, isRoot: Bool) -> Matches {
    var matches = Matches()
    UserAgentStylesheet.rules.forEachMatch(node, matcher) { entry in
      matches.add(
        entry.block, entry.selector.pseudoElement,
        MatchedDeclarations.Key(origin: .userAgent, priority: entry.priority, layer: entry.layer))
    }
    for block in hints.blocks(for: node, matcher) {
      matches.add(block, nil, MatchedDeclarations.Key(origin: .hint, priority: 0, layer: 0))
    }
    rules.forEachMatch(node, matcher) { entry in
      if !entry.queries.isEmpty {
        guard entry.selector.pseudoElement == nil else {
          matches.waiting.append(entry)
          return
        }
        let parent = matcher.parentElement(node)
        guard containers.hold(entry.queries, from: parent, tree, matcher, context) else { return }
      }
      matches.add(entry)
    }
    if let attribute = document.attributes(of: node).first(where: { $0.name == "style" }) {
      let inline = inlineBlock(attribute.value, Int(attribute.line), Int(attribute.column))
      if findings.count < 500 { findings += inline.findings }
      matches.add(
        inline.block, nil, MatchedDeclarations.Key(origin: .inline, priority: 0, layer: .max))
    }
    if let look = NativeControls.look(of: node, in: document, matches.element) {
      matches.add(
        look, nil, MatchedDeclarations.Key(origin: .userAgent, priority: .max, layer: 0))
    }
    if isRoot, !input.rootProperties.isEmpty {
      matches.element.rootProperties = input.rootProperties
    }
    return matches
  }

  // MARK: Sharing

  private mutating func style(
    _ matched: inout MatchedDeclarations, parent: StyleID, element: NodeID,
    pseudo: PseudoElementSelector?, isBlockified: Bool
  ) -> StyleID {
    matched.sort()
    let language = pseudo == nil ? declaredLanguage(element) : nil
    let isRoot = parent == .none
    let nearest = ContainerLookup.nearest(
      from: pseudo == nil ? matcher.parentElement(element) : element, tree, matcher)
    context.containerWidth = nearest.width.flatMap { input.containerSizes[$0]?.width }
    context.containerHeight = nearest.height.flatMap { input.containerSizes[$0]?.height }
    let isControl = pseudo == nil && ControlSizes.concerns(document.tag(of: element))
    guard !matched.readsAttributes, !isControl else {
      return append(compute(matched, parent, element, pseudo, language, isBlockified, isRoot))
    }
    let key = SharingKey(
      parent: parent.raw, pseudo: pseudo, language: language, isBlockified: isBlockified,
      isRoot: isRoot, containers: nearest, blocks: matched.identity)
    if let known = shared[key] { return known }
    let id = append(compute(matched, parent, element, pseudo, language, isBlockified, isRoot))
    shared[key] = id
    return id
  }

  private mutating func append(_ style: ComputedStyle) -> StyleID {
    tree.styles.append(style)
    return StyleID(Int32(clamping: tree.styles.count - 1))
  }

  private func declaredLanguage(_ element: NodeID) -> String? {
    matcher.attribute("lang", of: element) ?? matcher.attribute("xml:lang", of: element)
  }

  // MARK: Computing

  private func compute(
    _ matched: MatchedDeclarations, _ parentID: StyleID, _ element: NodeID,
    _ pseudo: PseudoElementSelector?, _ language: String?, _ isBlockified: Bool, _ isRoot: Bool
  ) -> ComputedStyle {
    let parent = parentID == .none ? ComputedStyle.initial : tree.styles[parentID.index]
    var application = StyleApplication(
      matched: matched, parent: parent, context: context, registrations: rules.registrations,
      dropsLocalProperties: hasLocalRegistrations, properties: pseudo?.properties,
      attribute: { [matcher] in matcher.attribute($0, of: element) })
    if let language { application.builder.style.font.language = language }
    application.run(isRoot: isRoot)
    var builder = application.builder
    StyleAdjuster.adjust(
      &builder, parent: parent, isRoot: isRoot && pseudo == nil,
      isBlockified: isBlockified, pseudo: pseudo, tag: document.tag(of: element))
    if pseudo == nil { ControlSizes.apply(to: &builder, of: element, in: document, context) }
    if pseudo == .firstLetter, let letter = builder.style.generated.initialLetter {
      InitialLetterStyle.apply(letter, to: &builder.style, parent: parent, context)
    }
    return builder.style
  }

  // MARK: Pseudo-elements

  private mutating func stylePseudoElements(
    _ node: NodeID, _ parent: StyleID,
    _ matched: inout [(PseudoElementSelector, MatchedDeclarations)],
    _ display: Display
  ) {
    guard !matched.isEmpty else { return }
    var styles = PseudoStyles()
    var isEmpty = true
    let isContainer =
      switch display {
      case .flex, .inlineFlex, .grid, .inlineGrid: true
      default: display == .contents && blockifies(matcher.parentElement(node))
      }
    for index in matched.indices {
      let pseudo = matched[index].0
      if pseudo == .marker, !display.isListItem { continue }
      let isContent = pseudo == .before || pseudo == .after
      let id = style(
        &matched[index].1, parent: parent, element: node, pseudo: pseudo,
        isBlockified: isContent && isContainer)
      let style = tree.styles[id.index]
      if isContent, !style.generatesContent { continue }
      isEmpty = false
      switch pseudo {
      case .before: styles.before = id
      case .after: styles.after = id
      case .marker: styles.marker = id
      case .firstLine: styles.firstLine = id
      case .firstLetter: styles.firstLetter = id
      case .placeholder: styles.placeholder = id
      case .inert: break
      }
    }
    if !isEmpty { tree.pseudoStyles[node] = styles }
  }
}

extension Display {
  var isListItem: Bool {
    switch self {
    case .listItem, .inlineListItem, .flowRootListItem: true
    default: false
    }
  }
}

extension ComputedStyle {
  /// Whether a `::before` or `::after` of this style makes a box.
  fileprivate var generatesContent: Bool {
    if box.display == .none { return false }
    if case .items = generated.content { return true }
    return false
  }
}
