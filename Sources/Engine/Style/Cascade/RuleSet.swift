import Markup

/// The rules of some style sheets for one page size, by what their subject must have.
final class RuleSet: Sendable {
  /// One selector of one rule.
  struct Entry: Sendable {
    let selector: ComplexSelector
    let block: DeclarationBlock
    /// Orders entries of one origin: layer, specificity, order of appearance.
    let priority: UInt64
    let layer: UInt16
    /// Questions to the element's containers that all must be answered with yes.
    let queries: [ContainerQuery]
  }

  private let entries: [Entry]
  private let byID: [String: [Int32]]
  private let byClass: [String: [Int32]]
  private let byTag: [String: [Int32]]
  private let others: [Int32]
  let registrations: [String: PropertyRegistration]
  let fontFaces: [FontFaceRule]
  let pages: [PageRule]
  let counterStyles: [String: CounterStyleRule]

  /// Rules outside of all layers come after those in layers.
  private static let unlayered: UInt16 = 1023

  init(_ sheets: [CompiledStylesheet], _ environment: MediaEnvironment) {
    var builder = Builder()
    let holding = sheets.map { sheet in
      sheet.conditions.map { $0.allSatisfy { $0.mayHold(environment) } }
    }
    var layers = LayerTree()
    for (sheet, holds) in zip(sheets, holding) {
      for layer in sheet.layers where holds[layer.condition] { layers.add(layer.path) }
    }
    let order = layers.order
    for (sheet, holds) in zip(sheets, holding) {
      for rule in sheet.rules where holds[rule.condition] {
        let layer =
          rule.layer.isEmpty ? Self.unlayered : UInt16(min(order[rule.layer] ?? 0, 1022))
        let queries = sheet.conditions[rule.condition].compactMap { condition in
          if case .container(let query) = condition { query } else { nil }
        }
        builder.add(rule, layer, queries)
      }
    }
    entries = builder.entries
    byID = builder.byID
    byClass = builder.byClass
    byTag = builder.byTag
    others = builder.others
    func kept<Value>(_ list: (CompiledStylesheet) -> [(Value, Int)]) -> [Value] {
      zip(sheets, holding).flatMap { sheet, holds in
        list(sheet).filter { holds[$0.1] }.map(\.0)
      }
    }
    fontFaces = kept { $0.fontFaces.map { ($0.rule, $0.condition) } }
    pages = kept { $0.pages.map { ($0.rule, $0.condition) } }
    counterStyles = Dictionary(
      kept { $0.counterStyles.map { ($0.rule, $0.condition) } }.map { ($0.name, $0) },
      uniquingKeysWith: { $1 })
    registrations = Dictionary(
      kept { $0.registrations.map { ($0.registration, $0.condition) } }.map { ($0.name, $0) },
      uniquingKeysWith: { $1 })
  }

  private struct Builder {
    var entries: [Entry] = []
    var byID: [String: [Int32]] = [:]
    var byClass: [String: [Int32]] = [:]
    var byTag: [String: [Int32]] = [:]
    var others: [Int32] = []
    var order: UInt64 = 0

    mutating func add(_ rule: CompiledRule, _ layer: UInt16, _ queries: [ContainerQuery]) {
      order += 1
      for selector in rule.selectors.selectors where selector.pseudoElement != .inert {
        let index = Int32(clamping: entries.count)
        // 10 bits of layer, 30 of specificity, 24 of order.
        let priority =
          UInt64(layer) << 54 | UInt64(selector.specificity.packed) << 24 | min(order, 0xFF_FFFF)
        entries.append(
          Entry(
            selector: selector, block: rule.block, priority: priority, layer: layer,
            queries: queries))
        file(index, selector.compounds[0])
      }
    }

    private mutating func file(_ index: Int32, _ subject: CompoundSelector) {
      var tag: String?
      var className: String?
      for simple in subject.simple {
        switch simple {
        case .id(let id):
          byID[id, default: []].append(index)
          return
        case .class(let name): className = className ?? name
        case .type(_, let lowercased, _): tag = lowercased
        default: break
        }
      }
      if let className {
        byClass[className, default: []].append(index)
      } else if let tag {
        byTag[tag, default: []].append(index)
      } else {
        others.append(index)
      }
    }
  }

  /// The entries whose selectors match, in no particular order; those of pseudo-elements too.
  func forEachMatch(_ element: NodeID, _ matcher: SelectorMatcher, _ body: (Entry) -> Void) {
    func test(_ indices: [Int32]) {
      for index in indices {
        let entry = entries[Int(index)]
        if matcher.matches(entry.selector, element) { body(entry) }
      }
    }
    let document = matcher.document
    if !byID.isEmpty, let id = matcher.attribute("id", of: element), let indices = byID[id] {
      test(indices)
    }
    if !byClass.isEmpty {
      let classes = document.classes(of: element)
      for (position, name) in classes.enumerated() {
        // A class that stands twice counts once.
        guard let indices = byClass[name], !classes.prefix(position).contains(name) else {
          continue
        }
        test(indices)
      }
    }
    if let indices = byTag[document.tag(of: element).lowercasedASCII] { test(indices) }
    test(others)
  }
}

/// Cascade layers as a tree: a layer's own rules come after those of the layers in it.
/// `[CSS Cascade 5, §6.4.2]`
private struct LayerTree {
  private struct Node {
    var children: [Int] = []
    var path: [String]
  }
  private var nodes = [Node(path: [])]
  private var known: [[String]: Int] = [[]: 0]

  mutating func add(_ path: [String]) {
    guard known[path] == nil, let parent = known[Array(path.dropLast())] else { return }
    known[path] = nodes.count
    nodes[parent].children.append(nodes.count)
    nodes.append(Node(path: path))
  }

  var order: [[String]: Int] {
    var result: [[String]: Int] = [:]
    func visit(_ index: Int) {
      for child in nodes[index].children { visit(child) }
      result[nodes[index].path] = result.count
    }
    visit(0)
    return result
  }
}
