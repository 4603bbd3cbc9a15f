import Markup

/// What a page is, as far as `@page` selectors ask. `[CSS Paged Media 3, §3]`
package struct PageIdentity: Sendable, Hashable {
  /// The used value of `page` where the page begins; empty for `auto`.
  package var name = ""
  package var isFirst = false
  package var isLeft = false
  /// Whether a forced break to the other side left it without content.
  package var isBlank = false

  package init(
    name: String = "", isFirst: Bool = false, isLeft: Bool = false, isBlank: Bool = false
  ) {
    self.name = name
    self.isFirst = isFirst
    self.isLeft = isLeft
    self.isBlank = isBlank
  }
}

/// One selector of an `@page` rule: a name, pseudo-classes, both or neither.
struct PageSelector: Sendable {
  private enum PseudoClass: String { case first, left, right, blank }

  private var name = ""
  private var pseudoClasses: [PseudoClass] = []

  /// - Returns: nil for what is no selector.
  init?(_ values: ComponentValues) {
    var cursor = values.trimmed.cursor
    if let token = cursor.current, token.kind == .ident {
      name = token.text
      cursor.position += 1
    }
    while cursor.current?.kind == .colon {
      cursor.position += 1
      guard let token = cursor.current, token.kind == .ident,
        let pseudo = PseudoClass(rawValue: token.text.lowercasedASCII)
      else { return nil }
      pseudoClasses.append(pseudo)
      cursor.position += 1
    }
    guard cursor.isAtEnd else { return nil }
  }

  /// The selectors of a rule: one that matches every page where none is written.
  static func list(_ prelude: ComponentValues) -> [PageSelector]? {
    if prelude.trimmed.isEmpty { return PageSelector(prelude).map { [$0] } }
    let parts = prelude.splitAtCommas.map { PageSelector($0) }
    let selectors = parts.compactMap { $0 }
    return selectors.count == parts.count ? selectors : nil
  }

  func matches(_ page: PageIdentity) -> Bool {
    guard name.isEmpty || name == page.name else { return false }
    return pseudoClasses.allSatisfy { pseudo in
      switch pseudo {
      case .first: page.isFirst
      case .left: page.isLeft
      case .right: !page.isLeft
      case .blank: page.isBlank
      }
    }
  }

  /// Names weigh most, then `:first` and `:blank`, then sides. `[§3.2]`
  var specificity: UInt64 {
    var value: UInt64 = name.isEmpty ? 0 : 1 << 16
    for pseudo in pseudoClasses {
      value += pseudo == .first || pseudo == .blank ? 1 << 8 : 1
    }
    return value
  }
}
