/// Finds out which names a program reads.
struct UsageCollector {
  private(set) var usage = NameUsage()
  static func usage(
    of body: [Node], condition: Condition?, snippets: [CompiledSnippet]
  ) -> NameUsage { NameUsage() }
}
