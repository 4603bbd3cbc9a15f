/// How forgiving the language is.
package enum LiquidMode: Sendable, Hashable {
  /// Undefined names and unknown filters are errors. What campaigns use.
  case strict
  /// Standard Liquid: an undefined name is nil, an unknown filter does nothing.
  case lax
}

/// What happens to values that a template prints.
package enum Escaping: Sendable, Hashable {
  /// They are escaped for the place of the HTML document where they stand.
  case html
  /// They are printed as they are: `names`, `derive`, `where`, plain text.
  case none
}

/// Where a template's text begins in its file.
package struct SourceOrigin: Sendable, Hashable {
  /// From 1.
  package var line: Int
  /// From 1.
  package var column: Int

  package init(line: Int = 1, column: Int = 1) {
    self.line = line
    self.column = column
  }
}

/// Bounds of one rendering; reaching one is an error of the asset, never a trap.
package struct RenderLimits: Sendable, Hashable {
  /// Turns of all loops of one rendering together.
  package var loopTurns: Int
  /// Bytes of the result, and of any value on the way.
  package var outputBytes: Int
  /// Snippets inside snippets.
  package var snippetDepth: Int

  package init(loopTurns: Int = 100_000, outputBytes: Int = 32 << 20, snippetDepth: Int = 50) {
    self.loopTurns = loopTurns
    self.outputBytes = outputBytes
    self.snippetDepth = snippetDepth
  }
}
