import Markup

/// Applies matched declarations to one element's style.
struct StyleApplication {
  var builder: StyleBuilder

  private let lists: [(list: DeclarationList, key: MatchedDeclarations.Key, isImportant: Bool)]
  private let rootProperties: [(name: String, value: String)]
  private let parent: StyleBuilder
  private let context: ComputeContext
  private let registrations: [String: PropertyRegistration]
  private let dropsLocalProperties: Bool
  private let properties: PseudoElementProperties?
  private let attribute: (String) -> String?
  private var resolved: [ObjectIdentifier: [Assignment]] = [:]

  /// - Parameter properties: those that have an effect; nil for all.
  init(
    matched: MatchedDeclarations, parent: ComputedStyle, context: ComputeContext,
    registrations: [String: PropertyRegistration], dropsLocalProperties: Bool,
    properties: PseudoElementProperties? = nil, attribute: @escaping (String) -> String?
  ) {
    lists = matched.lists
    rootProperties = matched.rootProperties
    self.parent = StyleBuilder(parent)
    builder = StyleBuilder(inheriting: parent)
    self.context = context
    self.registrations = registrations
    self.dropsLocalProperties = dropsLocalProperties
    self.properties = properties
    self.attribute = attribute
  }

  mutating func run(isRoot: Bool) {
    if dropsLocalProperties {
      for registration in registrations.values where !registration.inherits {
        builder.style.custom.values[registration.name] = nil
      }
    }
    if isRoot { context.rootFont = FontStyle() }
    context.font = parent.style.font
    context.currentColor = parent.style.text.color
    context.setAxes(parent.style)
    context.isDark = parent.style.text.isDarkScheme
    resolveCustomProperties()
    applyEarly("color-scheme")
    context.isDark = builder.style.text.isDarkScheme
    // Units of the element's own axes may measure its font.
    applyEarly("writing-mode")
    context.setAxes(builder.style)
    apply(.font)
    finishFont()
    resolveFontRelativeProperties()
    context.setAxes(builder.style)
    // `lh` in line-height itself refers to the parent's.
    context.font = builder.style.font
    apply(.lineHeight)
    context.font = builder.style.font
    context.currentColor = builder.style.text.color
    if isRoot { context.rootFont = builder.style.font }
    apply(.rest)
  }

  /// One property of the fonts' phase before all others, which depend on it.
  private mutating func applyEarly(_ name: String) {
    guard let (early, _) = PropertyTable.shared.longhand(name) else { return }
    for entry in lists {
      for item in entry.list.phases[Phase.font.rawValue] {
        switch item {
        case .assign(let assignment) where assignment.property == early:
          apply(assignment, Snapshots())
        case .pending(let pending) where pending.longhands.contains(early):
          for assignment in assignments(of: pending) where assignment.property == early {
            apply(assignment, Snapshots())
          }
        default: break
        }
      }
    }
  }

  /// Writes only what changed: a write makes the element's own copy of the whole group.
  private mutating func finishFont() {
    let font = builder.style.font
    if font.variants != parent.style.font.variants {
      builder.style.font.features = font.variants.features
      builder.style.font.ligatures = font.variants.allowsLigatures
    }
    if let size = font.monospaceSize(parent: parent.style.font), size != font.size {
      builder.style.font.size = size
    }
  }

  // MARK: Custom properties

  private mutating func resolveCustomProperties() {
    var declared: [String: ComponentValues] = [:]
    var order: [String] = []
    for entry in lists {
      for (name, value) in entry.list.custom {
        if declared[name] == nil { order.append(name) }
        declared[name] = value
      }
    }
    for (name, text) in rootProperties {
      if declared[name] == nil { order.append(name) }
      declared[name] = TokenBuffer(text).all.trimmed
    }
    guard !order.isEmpty else { return }
    var resolver = CustomPropertyResolver(
      declared: declared, inherited: parent.style.custom.values, registrations: registrations,
      context: context, attribute: attribute)
    builder.style.custom.values = resolver.resolve(order, into: builder.style.custom.values)
  }

  /// Registered lengths refer to the element's own font, which other variables may have set first.
  /// `[CSS Properties and Values 1, §3.1]`
  private mutating func resolveFontRelativeProperties() {
    guard !registrations.isEmpty, builder.style.font != parent.style.font else { return }
    let outer = context.font
    context.font = builder.style.font
    resolveCustomProperties()
    context.font = outer
    resolved.removeAll()
  }

  // MARK: Declarations

  private mutating func apply(_ phase: Phase) {
    var origins = Snapshots()
    let keepsSnapshots = lists.contains { $0.list.hasRevert }
    for entry in lists {
      let items = entry.list.phases[phase.rawValue]
      if keepsSnapshots { origins.enter(entry.key, entry.isImportant, builder) }
      for item in items {
        switch item {
        case .assign(let assignment): apply(assignment, origins)
        case .pending(let pending):
          for assignment in assignments(of: pending)
          where PropertyTable.shared.longhands[assignment.property.index].phase == phase {
            apply(assignment, origins)
          }
        }
      }
    }
  }

  private mutating func assignments(of pending: PendingDeclaration) -> [Assignment] {
    let key = ObjectIdentifier(pending)
    if let known = resolved[key] { return known }
    let custom = builder.style.custom.values
    let registrations = registrations
    let substitution = Substitution(
      variable: { custom[$0] ?? registrations[$0]?.initialValue }, attribute: attribute)
    let assignments = pending.assignments(substitution)
    resolved[key] = assignments
    return assignments
  }

  private mutating func apply(_ assignment: Assignment, _ snapshots: Snapshots) {
    if let properties, !properties.contains(assignment.property) { return }
    switch assignment.action {
    case .set(let setter): setter(&builder, context)
    case .keyword(let keyword):
      let longhand = PropertyTable.shared.longhands[assignment.property.index]
      let source: StyleBuilder
      switch keyword {
      case .inherit: source = parent
      case .initial: source = .initial
      case .unset: source = longhand.isInherited ? parent : .initial
      case .revert: source = snapshots.beforeOrigin ?? (longhand.isInherited ? parent : .initial)
      case .revertLayer:
        source = snapshots.beforeLayer ?? (longhand.isInherited ? parent : .initial)
      }
      longhand.copy(source, &builder)
    }
  }

  /// The style as it was before the current origin and the current layer had their say.
  private struct Snapshots {
    private(set) var beforeOrigin: StyleBuilder?
    private(set) var beforeLayer: StyleBuilder?
    private var group = -1
    private var layer: UInt16?

    mutating func enter(
      _ key: MatchedDeclarations.Key, _ isImportant: Bool, _ builder: StyleBuilder
    ) {
      let isAuthor = key.origin != .userAgent
      let newGroup = isAuthor ? 1 : 0
      // Important declarations revert to what their origin reverts to, not to normal ones.
      if newGroup != group, !isImportant {
        beforeOrigin = builder
        group = newGroup
        layer = nil
      }
      let newLayer = key.origin == .inline ? UInt16.max : key.layer
      if layer != newLayer {
        beforeLayer = builder
        layer = newLayer
      }
    }
  }
}

extension FontVariants {
  /// The features of all properties in the order in which they take effect: later ones win.
  fileprivate var features: [FontFeature] { ligatures + numeric + eastAsian + settings }

  fileprivate var allowsLigatures: Bool? {
    ligatures.first { $0.tag == "liga" }.map { $0.value != 0 }
  }
}
