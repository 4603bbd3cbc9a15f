/// Reads selectors; a selector it cannot read makes the whole list invalid, except in the forgiving
/// lists of `:is()` and `:where()`. `[Selectors 4, §3.9 and §18]`
package struct SelectorParser {
  /// Prefixes of `@namespace`; the empty prefix is the default namespace.
  package var namespaces: [String: String]
  /// What `&` stands for inside a nested rule; nil at the top level.
  package var nesting: SelectorList?

  private var allowsPseudoElements = true

  package init(namespaces: [String: String] = [:], nesting: SelectorList? = nil) {
    self.namespaces = namespaces
    self.nesting = nesting
  }

  /// The selectors of a rule's prelude, or nil where the rule is invalid.
  package func parse(_ prelude: ComponentValues) -> SelectorList? {
    var selectors: [ComplexSelector] = []
    for part in prelude.splitAtCommas {
      guard let selector = complex(part.trimmed, relative: nesting != nil) else { return nil }
      selectors.append(selector)
    }
    return selectors.isEmpty ? nil : SelectorList(selectors)
  }

  /// A list inside a functional pseudo-class.
  private func inner(_ cursor: ValueCursor, forgiving: Bool, relative: Bool = false)
    -> SelectorList?
  {
    var parser = self
    parser.allowsPseudoElements = false
    var selectors: [ComplexSelector] = []
    if forgiving, cursor.isDone { return SelectorList() }
    for part in cursor.rest.splitAtCommas {
      if let selector = parser.complex(part.trimmed, relative: relative, isHas: relative) {
        selectors.append(selector)
      } else if !forgiving {
        return nil
      }
    }
    return SelectorList(selectors)
  }

  /// - Parameter relative: whether it may begin with a combinator; in a nested rule such a selector,
  ///   and one that does not mention `&`, is relative to the parent rule.
  private func complex(_ values: ComponentValues, relative: Bool, isHas: Bool = false)
    -> ComplexSelector?
  {
    var cursor = values.cursor
    var compounds: [CompoundSelector] = []
    var combinators: [Combinator] = []
    var pseudoElement: PseudoElementSelector?
    var specificity = Specificity()
    var usesNesting = false
    var leading: Combinator?
    if relative { leading = explicitCombinator(&cursor) }
    while true {
      guard pseudoElement == nil else { return nil }
      cursor.skipWhitespace()
      guard
        let compound = compound(&cursor, &pseudoElement, &specificity, &usesNesting)
      else { return nil }
      compounds.append(compound)
      let hadSpace = cursor.current?.kind == .whitespace
      if cursor.isDone { break }
      if let combinator = explicitCombinator(&cursor) {
        combinators.append(combinator)
      } else if hadSpace {
        combinators.append(.descendant)
      } else {
        return nil
      }
    }
    if isHas {
      combinators.insert(leading ?? .descendant, at: 0)
    } else if let nesting, relative, leading != nil || !usesNesting {
      compounds.insert(
        CompoundSelector(simple: [.pseudoClass(.matches(nesting))]), at: 0)
      combinators.insert(leading ?? .descendant, at: 0)
      specificity = specificity + nesting.specificity
    }
    return ComplexSelector(
      compounds: compounds.reversed(), combinators: combinators.reversed(),
      pseudoElement: pseudoElement, specificity: specificity)
  }

  private func explicitCombinator(_ cursor: inout ValueCursor) -> Combinator? {
    if cursor.consumeDelim(">") { return .child }
    if cursor.consumeDelim("+") { return .nextSibling }
    if cursor.consumeDelim("~") { return .subsequentSibling }
    return nil
  }

  private func compound(
    _ cursor: inout ValueCursor, _ pseudoElement: inout PseudoElementSelector?,
    _ specificity: inout Specificity, _ usesNesting: inout Bool
  ) -> CompoundSelector? {
    var result = CompoundSelector()
    var isEmpty = true
    if let type = typeSelector(&cursor) {
      isEmpty = false
      switch type {
      case .universal(.any): break
      case .universal: result.simple.append(type)
      default:
        result.simple.append(type)
        specificity.types += 1
      }
    } else if allowsPseudoElements, let uri = namespaces[""] {
      // Without a type, the universal selector of the default namespace is meant.
      result.simple.append(.universal(.namespace(uri)))
    }
    loop: while let token = cursor.current {
      switch token.kind {
      case .hash:
        guard token.isID, pseudoElement == nil else { return nil }
        cursor.position += 1
        specificity.ids += 1
        result.simple.append(.id(token.text))
      case .delim where token.text == ".":
        cursor.position += 1
        guard let name = cursor.nextRaw(), name.kind == .ident, pseudoElement == nil else {
          return nil
        }
        specificity.classes += 1
        result.simple.append(.class(name.text))
      case .delim where token.text == "&":
        cursor.position += 1
        usesNesting = true
        let list = nesting ?? SelectorList()
        specificity = specificity + list.specificity
        result.simple.append(.pseudoClass(nesting == nil ? .scope : .matches(list)))
      case .openSquare:
        guard pseudoElement == nil, var inner = cursor.block(),
          let attribute = attribute(&inner)
        else { return nil }
        specificity.classes += 1
        result.simple.append(.attribute(attribute))
      case .colon:
        cursor.position += 1
        guard
          pseudo(&cursor, &result, &pseudoElement, &specificity)
        else { return nil }
      default: break loop
      }
      isEmpty = false
    }
    return isEmpty ? nil : result
  }

  // MARK: Types and namespaces

  private func typeSelector(_ cursor: inout ValueCursor) -> SimpleSelector? {
    let start = cursor.position
    guard let first = cursor.current else { return nil }
    let isName = first.kind == .ident || first.isDelim("*")
    if isName { cursor.position += 1 }
    if let bar = cursor.current, bar.isDelim("|") {
      let barPosition = cursor.position
      cursor.position += 1
      if let local = cursor.current, local.kind == .ident || local.isDelim("*") {
        cursor.position += 1
        guard let test = namespace(isName ? first : nil) else {
          cursor.position = start
          return nil
        }
        return named(local, test)
      }
      cursor.position = barPosition
    }
    guard isName else { return nil }
    return named(first, namespaces[""].map(NamespaceTest.namespace) ?? .any)
  }

  private func named(_ token: CSSToken, _ test: NamespaceTest) -> SimpleSelector {
    token.kind == .delim
      ? .universal(test)
      : .type(name: token.text, lowercased: token.text.lowercasedASCII, test)
  }

  private func namespace(_ prefix: CSSToken?) -> NamespaceTest? {
    guard let prefix else { return NamespaceTest.none }
    if prefix.kind == .delim { return .any }
    return namespaces[prefix.text].map(NamespaceTest.namespace)
  }

  // MARK: Attributes

  private func attribute(_ cursor: inout ValueCursor) -> AttributeSelector? {
    cursor.skipWhitespace()
    if cursor.consumeDelim("*") || cursor.current?.isDelim("|") == true {
      guard cursor.consumeDelim("|") else { return nil }
    }
    guard var name = cursor.nextRaw(), name.kind == .ident else { return nil }
    if cursor.current?.isDelim("|") == true, cursor.position + 1 < cursor.end,
      cursor.buffer.tokens[cursor.position + 1].kind == .ident
    {
      guard namespaces[name.text] != nil else { return nil }
      cursor.position += 1
      guard let local = cursor.nextRaw() else { return nil }
      name = local
    }
    var result = AttributeSelector(
      name: name.text, lowercased: name.text.lowercasedASCII, match: .exists, value: "")
    guard let mark = cursor.next() else { return result }
    guard mark.kind == .delim else { return nil }
    switch mark.text {
    case "=": result.match = .equals
    case "~": result.match = .includes
    case "|": result.match = .dashMatch
    case "^": result.match = .prefix
    case "$": result.match = .suffix
    case "*": result.match = .substring
    default: return nil
    }
    if result.match != .equals {
      guard let equals = cursor.nextRaw(), equals.isDelim("=") else { return nil }
    }
    guard let value = cursor.next(), value.kind == .ident || value.kind == .string else {
      return nil
    }
    result.value = value.text
    if let flag = cursor.next() {
      guard flag.kind == .ident else { return nil }
      switch flag.text.lowercasedASCII {
      case "i": result.ignoresCase = true
      case "s": result.ignoresCase = false
      default: return nil
      }
    }
    return cursor.isDone ? result : nil
  }

  // MARK: Pseudo-classes and pseudo-elements

  private func pseudo(
    _ cursor: inout ValueCursor, _ compound: inout CompoundSelector,
    _ pseudoElement: inout PseudoElementSelector?, _ specificity: inout Specificity
  ) -> Bool {
    let isDouble = cursor.current?.kind == .colon
    if isDouble { cursor.position += 1 }
    guard let token = cursor.current else { return false }
    let name = token.text.lowercasedASCII
    if token.kind == .ident, let element = Self.pseudoElement(name, isDouble: isDouble) {
      guard allowsPseudoElements, pseudoElement == nil else { return false }
      cursor.position += 1
      pseudoElement = element
      specificity.types += 1
      return true
    }
    guard !isDouble else { return functionalPseudoElement(&cursor, &pseudoElement, &specificity) }
    if pseudoElement != nil {
      // After a pseudo-element only states of the user's doing may follow, and none ever holds.
      guard token.kind == .ident, Self.userStates.contains(name) else { return false }
      cursor.position += 1
      compound.simple.append(.pseudoClass(.never))
      return true
    }
    if token.kind == .ident {
      guard let pseudoClass = Self.plain[name] else { return false }
      cursor.position += 1
      specificity.classes += 1
      compound.simple.append(.pseudoClass(pseudoClass))
      return true
    }
    guard token.kind == .function, let inner = cursor.block(),
      let (pseudoClass, weight) = functional(name, inner)
    else { return false }
    specificity = specificity + weight
    compound.simple.append(.pseudoClass(pseudoClass))
    return true
  }

  private func functionalPseudoElement(
    _ cursor: inout ValueCursor, _ pseudoElement: inout PseudoElementSelector?,
    _ specificity: inout Specificity
  ) -> Bool {
    guard allowsPseudoElements, pseudoElement == nil, let token = cursor.current,
      token.kind == .function,
      ["slotted", "part", "highlight", "cue"].contains(token.text.lowercasedASCII)
    else { return false }
    _ = cursor.nextRaw()
    pseudoElement = .inert
    specificity.types += 1
    return true
  }

  private func functional(_ name: String, _ inner: ValueCursor) -> (PseudoClass, Specificity)? {
    var cursor = inner
    let one = Specificity(classes: 1)
    switch name {
    case "is", "where", "-webkit-any", "-webkit-matches", "matches":
      guard let list = self.inner(inner, forgiving: true) else { return nil }
      return (.matches(list), name == "where" ? Specificity() : list.specificity)
    case "not":
      guard let list = self.inner(inner, forgiving: false) else { return nil }
      return (.not(list), list.specificity)
    case "has":
      guard let list = self.inner(inner, forgiving: false, relative: true) else { return nil }
      return (.has(list), list.specificity)
    case "nth-child", "nth-last-child":
      guard let pattern = NthPattern.parse(&cursor) else { return nil }
      var list: SelectorList?
      if cursor.consumeIdent("of") {
        list = self.inner(cursor, forgiving: false)
        if list == nil { return nil }
      } else if !cursor.isDone {
        return nil
      }
      return (
        .nthChild(pattern, of: list, fromEnd: name == "nth-last-child"),
        one + (list?.specificity ?? Specificity())
      )
    case "nth-of-type", "nth-last-of-type":
      guard let pattern = NthPattern.parse(&cursor), cursor.isDone else { return nil }
      return (.nthOfType(pattern, fromEnd: name == "nth-last-of-type"), one)
    case "lang":
      var ranges: [String] = []
      for part in inner.rest.splitAtCommas {
        var cursor = part.cursor
        guard let token = cursor.next(), token.kind == .ident || token.kind == .string,
          cursor.isDone
        else { return nil }
        ranges.append(token.text.lowercasedASCII)
      }
      return (.lang(ranges), one)
    case "dir":
      guard let direction = cursor.keyword(), cursor.isDone else { return nil }
      switch direction {
      case "ltr", "rtl": return (.dir(rightToLeft: direction == "rtl"), one)
      default: return (.never, one)
      }
    case "host", "host-context", "state", "active-view-transition-type":
      return (.never, one)
    default: return nil
    }
  }

  private static let userStates: Set<String> = [
    "hover", "active", "focus", "focus-visible", "focus-within",
  ]

  private static let plain: [String: PseudoClass] = {
    var table: [String: PseudoClass] = [
      "root": .root, "scope": .scope, "empty": .empty, "link": .link, "any-link": .link,
      "-webkit-any-link": .link, "first-child": .firstChild, "last-child": .lastChild,
      "only-child": .onlyChild, "first-of-type": .firstOfType, "last-of-type": .lastOfType,
      "only-of-type": .onlyOfType, "checked": .checked, "disabled": .disabled,
      "enabled": .enabled, "required": .required, "optional": .optional, "read-only": .readOnly,
      "read-write": .readWrite, "placeholder-shown": .placeholderShown,
      "default": .defaultOption, "indeterminate": .indeterminate, "defined": .defined,
      "open": .open,
    ]
    for name in [
      "hover", "active", "focus", "focus-visible", "focus-within", "visited", "target", "valid",
      "invalid", "user-valid", "user-invalid", "in-range", "out-of-range", "fullscreen", "modal",
      "popover-open", "picture-in-picture", "autofill", "-webkit-autofill", "playing", "paused",
      "host", "target-within", "-webkit-full-screen", "active-view-transition", "first", "left",
      "right", "blank",
    ] { table[name] = .never }
    return table
  }()

  private static func pseudoElement(_ name: String, isDouble: Bool) -> PseudoElementSelector? {
    switch name {
    case "before": return .before
    case "after": return .after
    case "first-line": return .firstLine
    case "first-letter": return .firstLetter
    case _ where !isDouble: return nil
    case "marker": return .marker
    case "placeholder", "-webkit-input-placeholder": return .placeholder
    case "selection", "backdrop", "file-selector-button", "target-text", "spelling-error",
      "grammar-error", "cue", "details-content", "view-transition", "search-text":
      return .inert
    // A browser of this family accepts any other ::-webkit- name. [Compatibility, §4.1]
    case _ where name.hasPrefix("-webkit-"): return .inert
    default: return nil
    }
  }
}
