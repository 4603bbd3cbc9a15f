/// A selector list of Selectors 4, compiled for matching from right to left.
package struct SelectorList: Sendable {
  package var selectors: [ComplexSelector]

  package init(_ selectors: [ComplexSelector] = []) { self.selectors = selectors }

  /// The specificity of the most specific selector.
  package var specificity: Specificity {
    selectors.reduce(Specificity()) { max($0, $1.specificity) }
  }
}

/// Compound selectors joined by combinators; `compounds[0]` is the rightmost, the subject.
package struct ComplexSelector: Sendable {
  package var compounds: [CompoundSelector]
  /// `combinators[i]` stands to the left of `compounds[i]`; for the last one only in relative
  /// selectors.
  package var combinators: [Combinator]
  package var pseudoElement: PseudoElementSelector?
  package var specificity: Specificity
}

package enum Combinator: Sendable {
  case descendant, child, nextSibling, subsequentSibling
}

package struct CompoundSelector: Sendable {
  package var simple: [SimpleSelector] = []
}

/// A pseudo-element that Platen styles; others are known, but their rules never match.
package enum PseudoElementSelector: UInt8, Sendable, CaseIterable {
  case before, after, marker, firstLine, firstLetter, placeholder
  /// `::selection` and the like, which no asset ever shows.
  case inert
}

/// Counts of ids; classes, attributes and pseudo-classes; types and pseudo-elements. `[Selectors 4, §17]`
package struct Specificity: Sendable, Hashable, Comparable {
  package var ids = 0
  package var classes = 0
  package var types = 0

  package init(ids: Int = 0, classes: Int = 0, types: Int = 0) {
    self.ids = ids
    self.classes = classes
    self.types = types
  }

  package static func < (a: Self, b: Self) -> Bool {
    (a.ids, a.classes, a.types) < (b.ids, b.classes, b.types)
  }

  package static func + (a: Self, b: Self) -> Self {
    Self(ids: a.ids + b.ids, classes: a.classes + b.classes, types: a.types + b.types)
  }

  /// One number that orders as the three do, each clamped to ten bits.
  package var packed: UInt32 {
    UInt32(min(ids, 1023)) << 20 | UInt32(min(classes, 1023)) << 10 | UInt32(min(types, 1023))
  }
}

package indirect enum SimpleSelector: Sendable {
  case universal(NamespaceTest)
  /// The name as written and in lower case, which HTML elements compare with.
  case type(name: String, lowercased: String, NamespaceTest)
  case id(String)
  case `class`(String)
  case attribute(AttributeSelector)
  case pseudoClass(PseudoClass)
}

/// What a namespace prefix demands.
package enum NamespaceTest: Sendable, Hashable {
  case any
  case none
  case namespace(String)
}

package struct AttributeSelector: Sendable {
  package enum Operator: Sendable {
    case exists, equals, includes, dashMatch, prefix, suffix, substring
  }
  package var name: String
  package var lowercased: String
  package var match: Operator
  package var value: String
  /// `i`, `s`, or nil for what the document's language says.
  package var ignoresCase: Bool?
}

package indirect enum PseudoClass: Sendable {
  case root, scope, empty, link
  case firstChild, lastChild, onlyChild, firstOfType, lastOfType, onlyOfType
  case nthChild(NthPattern, of: SelectorList?, fromEnd: Bool)
  case nthOfType(NthPattern, fromEnd: Bool)
  /// `:is()`, `:where()` and nesting's `&`.
  case matches(SelectorList)
  case not(SelectorList)
  case has(SelectorList)
  case lang([String])
  case dir(rightToLeft: Bool)
  case checked, disabled, enabled, required, optional, readOnly, readWrite, placeholderShown
  case defaultOption, indeterminate, defined, open
  /// States that only a user or a script brings about.
  case never
}

/// `An+B`. `[CSS Syntax 3, §6]`
package struct NthPattern: Sendable, Hashable {
  package var step: Int
  package var offset: Int

  package init(step: Int, offset: Int) {
    self.step = step
    self.offset = offset
  }

  /// Whether `index`, from 1, is `step·n + offset` for some n ≥ 0.
  package func matches(_ index: Int) -> Bool {
    let distance = index - offset
    if step == 0 { return distance == 0 }
    return distance % step == 0 && distance / step >= 0
  }
}
