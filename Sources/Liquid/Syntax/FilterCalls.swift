import Findings

/// What the calls of filters show without values: whether there is such a filter, and whether it takes
/// these arguments.
extension TemplateParser {
  /// Reports what is wrong with the filters; lax mode leaves it to the rendering.
  func check(_ pipeline: Pipeline) {
    guard compilation.mode == .strict else { return }
    for filter in pipeline.filters {
      guard let definition = filter.definition else {
        compilation.reporter.report(
          .unknownFilter, "there is no filter “\(filter.name)”", at: filter.location,
          suggestion: suggestion(for: filter.name, among: FilterTable.names))
        continue
      }
      if let fault = definition.argumentFault(
        count: filter.arguments.count, keywords: filter.keywords.map(\.name), isLax: false)
      {
        compilation.reporter.report(.filterArguments, fault, at: filter.location)
      }
    }
  }
}
