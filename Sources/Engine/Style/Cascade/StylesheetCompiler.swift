import Findings
import Markup

/// Walks a parsed style sheet and its imports.
struct StylesheetCompiler {
  var rules: [CompiledRule] = []
  var conditions: [[RuleCondition]] = [[]]
  var layers: [(path: [String], condition: Int)] = []
  var fontFaces: [(rule: FontFaceRule, condition: Int)] = []
  var pages: [(rule: PageRule, condition: Int)] = []
  var counterStyles: [(rule: CounterStyleRule, condition: Int)] = []
  var registrations: [(registration: PropertyRegistration, condition: Int)] = []
  private(set) var findings: [Finding] = []

  private static let maximumFindings = 500
  private static let maximumImports = 64
  private static let maximumNesting = 64

  private let loader: (any StylesheetLoader)?
  private var namespaces: [String: String] = [:]
  private var anonymousLayers = 0
  private var importing: [String] = []
  private var imports = 0

  init(loader: (any StylesheetLoader)?) { self.loader = loader }

  /// Where a rule stands.
  private struct Scope {
    var condition = 0
    var layer: [String] = []
    /// The selectors of the style rule around it.
    var parent: SelectorList?
    var depth = 0
  }

  mutating func compile(_ buffer: TokenBuffer, under outer: [RuleCondition]) {
    var scope = Scope()
    if !outer.isEmpty {
      conditions.append(outer)
      scope.condition = conditions.count - 1
    }
    compileSheet(buffer, scope)
  }

  private mutating func compileSheet(_ buffer: TokenBuffer, _ scope: Scope) {
    var parser = SyntaxParser()
    let sheet = parser.parseStylesheet(buffer)
    note(parser.findings)
    let outerNamespaces = namespaces
    namespaces = [:]
    var allowsImport = true
    for rule in sheet.rules {
      if case .at(let at) = rule {
        switch at.name {
        case "charset": continue
        case "import":
          if allowsImport {
            importSheet(at, scope)
          } else {
            note(.invalidCSS, "@import stands after other rules and is ignored", at.prelude)
          }
          continue
        case "namespace":
          addNamespace(at)
          continue
        case "layer" where at.block == nil: break
        default: allowsImport = false
        }
      } else {
        allowsImport = false
      }
      compile(rule, scope)
    }
    namespaces = outerNamespaces
  }

  private mutating func compile(_ rule: Rule, _ scope: Scope) {
    switch rule {
    case .style(let rule): compile(rule, scope)
    case .at(let rule): compile(rule, scope)
    case .declarations(let declarations):
      guard let parent = scope.parent else { return }
      append(parent, declarations, scope)
    }
  }

  private mutating func compile(_ rule: StyleRule, _ scope: Scope) {
    let parser = SelectorParser(namespaces: namespaces, nesting: scope.parent)
    guard scope.depth < Self.maximumNesting, let selectors = parser.parse(rule.prelude) else {
      note(
        .invalidSelector, "The selector “\(shortened(rule.prelude.text))” is not supported",
        rule.prelude)
      return
    }
    append(selectors, rule.declarations, scope)
    var inner = scope
    // `:is()` cannot stand for pseudo-elements: they drop out of what `&` means.
    inner.parent = SelectorList(selectors.selectors.filter { $0.pseudoElement == nil })
    inner.depth += 1
    for child in rule.children { compile(child, inner) }
  }

  private mutating func append(
    _ selectors: SelectorList, _ declarations: [Declaration], _ scope: Scope
  ) {
    guard !declarations.isEmpty else { return }
    var problems: [Finding] = []
    let block = DeclarationBlock.compile(declarations, &problems)
    note(problems)
    rules.append(
      CompiledRule(
        selectors: selectors, block: block, condition: scope.condition, layer: scope.layer))
  }

  // MARK: At-rules

  private mutating func compile(_ rule: AtRule, _ scope: Scope) {
    switch rule.name {
    case "media":
      compileGroup(rule, scope, adding: .media(MediaQueryList(rule.prelude)))
    case "supports":
      guard SupportsCondition.holds(rule.prelude, namespaces: namespaces) else { return }
      compileGroup(rule, scope, adding: nil)
    case "layer": compileLayer(rule, scope)
    case "container": compileContainer(rule, scope)
    case "font-face":
      guard let block = rule.block else { return }
      var parser = SyntaxParser()
      let declarations = parser.parseDeclarations(block)
      note(parser.findings)
      var problems: [Finding] = []
      if let face = FontFaceRule(declarations, rule.prelude, &problems) {
        fontFaces.append((face, scope.condition))
      }
      note(problems)
    case "page":
      var problems: [Finding] = []
      if let page = PageRule(rule, &problems) { pages.append((page, scope.condition)) }
      note(problems)
    case "counter-style":
      guard let block = rule.block else { return }
      var parser = SyntaxParser()
      if let style = CounterStyleRule(rule.prelude, parser.parseDeclarations(block)) {
        counterStyles.append((style, scope.condition))
      } else {
        note(
          .invalidCSS, "@counter-style “\(shortened(rule.prelude.text))” is invalid", rule.prelude)
      }
    case "property":
      guard let block = rule.block else { return }
      var parser = SyntaxParser()
      if let registration = PropertyRegistration(rule.prelude, parser.parseDeclarations(block)) {
        registrations.append((registration, scope.condition))
      } else {
        note(.invalidCSS, "@property “\(shortened(rule.prelude.text))” is invalid", rule.prelude)
      }
    case "keyframes", "-webkit-keyframes", "starting-style", "view-transition",
      "font-feature-values", "font-palette-values", "position-try":
      break
    case "-moz-document", "-ms-viewport", "viewport", "-moz-keyframes", "-o-keyframes",
      "-ms-keyframes", "-o-viewport":
      note(.cssHack, "@\(rule.name) is for another browser", rule.prelude)
    default:
      note(.unknownAtRule, "@\(rule.name) is not supported", rule.prelude)
    }
  }

  /// The rules of a grouping rule, nested in a style rule or not.
  private mutating func compileGroup(
    _ rule: AtRule, _ scope: Scope, adding condition: RuleCondition?
  ) {
    guard let block = rule.block, scope.depth < Self.maximumNesting else { return }
    var inner = scope
    inner.depth += 1
    if let condition {
      conditions.append(conditions[scope.condition] + [condition])
      inner.condition = conditions.count - 1
    }
    var parser = SyntaxParser()
    if let parent = scope.parent {
      let contents = parser.parseBlock(block)
      note(parser.findings)
      append(parent, contents.declarations, inner)
      for child in contents.children { compile(child, inner) }
    } else {
      let children = parser.parseRules(block)
      note(parser.findings)
      for child in children { compile(child, inner) }
    }
  }

  private mutating func compileLayer(_ rule: AtRule, _ scope: Scope) {
    let names = rule.prelude.trimmed.isEmpty ? [] : rule.prelude.splitAtCommas.map(Self.layerName)
    guard !names.contains(where: { $0 == nil }) else {
      note(.invalidCSS, "@layer “\(shortened(rule.prelude.text))” is no layer name", rule.prelude)
      return
    }
    if rule.block == nil {
      for case let name? in names { declare(scope.layer + name, scope.condition) }
      return
    }
    guard names.count <= 1 else {
      note(.invalidCSS, "A layer with rules has one name", rule.prelude)
      return
    }
    var inner = scope
    inner.layer += (names.first ?? nil) ?? [anonymousLayer()]
    declare(inner.layer, scope.condition)
    compileGroup(rule, inner, adding: nil)
  }

  private mutating func anonymousLayer() -> String {
    anonymousLayers += 1
    // No identifier holds a space, so no author can name it.
    return " \(anonymousLayers)"
  }

  private mutating func declare(_ path: [String], _ condition: Int) {
    for length in 1...path.count { layers.append((Array(path.prefix(length)), condition)) }
  }

  /// `a.b.c`
  private static func layerName(_ values: ComponentValues) -> [String]? {
    var cursor = values.cursor
    var path: [String] = []
    repeat {
      guard let name = path.isEmpty ? cursor.next() : cursor.nextRaw(), name.kind == .ident else {
        return nil
      }
      path.append(name.text)
      guard cursor.current?.isDelim(".") == true else { break }
      cursor.position += 1
    } while true
    return cursor.isDone ? path : nil
  }

  private mutating func compileContainer(_ rule: AtRule, _ scope: Scope) {
    guard let query = ContainerQuery(rule.prelude) else {
      note(
        .invalidCSS, "@container “\(shortened(rule.prelude.text))” is not understood", rule.prelude)
      return
    }
    compileGroup(rule, scope, adding: .container(query))
  }

  private mutating func addNamespace(_ rule: AtRule) {
    var cursor = rule.prelude.cursor
    var prefix = ""
    if let token = cursor.peek, token.kind == .ident {
      prefix = token.text
      _ = cursor.next()
    }
    guard let uri = cursor.string() ?? cursor.namespaceURL(), cursor.isDone else {
      note(.invalidCSS, "@namespace “\(shortened(rule.prelude.text))” is invalid", rule.prelude)
      return
    }
    namespaces[prefix] = uri
  }

  // MARK: Imports

  private mutating func importSheet(_ rule: AtRule, _ scope: Scope) {
    var cursor = rule.prelude.cursor
    let file = rule.prelude.buffer.file
    let string = cursor.string().map { Reference.resolve($0, against: file) }
    guard rule.block == nil, let reference = string ?? cursor.url() else {
      note(.invalidCSS, "@import “\(shortened(rule.prelude.text))” is invalid", rule.prelude)
      return
    }
    var inner = scope
    if let token = cursor.peek, token.isIdent("layer") || token.isFunction("layer") {
      if token.kind == .ident {
        _ = cursor.next()
        inner.layer.append(anonymousLayer())
      } else {
        guard let block = cursor.block(), let path = Self.layerName(block.rest) else { return }
        inner.layer += path
      }
      declare(inner.layer, scope.condition)
    }
    if let token = cursor.peek, token.isFunction("supports"), let block = cursor.block() {
      guard
        SupportsCondition.holds(block.rest, namespaces: [:])
          || SupportsCondition.declaration(block.rest)
      else { return }
    }
    if !cursor.isDone {
      conditions.append(conditions[scope.condition] + [.media(MediaQueryList(cursor.rest))])
      inner.condition = conditions.count - 1
    }
    guard !importing.contains(reference), imports < Self.maximumImports else { return }
    imports += 1
    guard let text = loader?.stylesheet(reference, encoding: nil) else {
      note(.stylesheetMissing, "The style sheet “\(reference)” cannot be read", rule.prelude)
      return
    }
    importing.append(reference)
    compileSheet(TokenBuffer(text, file: reference), inner)
    importing.removeLast()
  }

  // MARK: Findings

  private mutating func note(_ code: FindingCode, _ message: String, _ values: ComponentValues) {
    note([Finding(code, message, at: values.place)])
  }

  private mutating func note(_ more: [Finding]) {
    let room = Self.maximumFindings - findings.count
    findings += more.prefix(max(room, 0))
    if room > 0, more.count > room {
      findings.append(
        Finding(
          .tooManyStyleFindings, "The style sheet has more than \(Self.maximumFindings) problems",
          at: Place(file: more[0].place.file)))
    }
  }
}

extension ValueCursor {
  /// A namespace is a name: its URL is not resolved.
  fileprivate mutating func namespaceURL() -> String? {
    guard let token = peek else { return nil }
    if token.kind == .url {
      _ = next()
      return token.text
    }
    guard token.isFunction("url"), var inner = block() else { return nil }
    return inner.string()
  }
}
