/// All filters by name.
enum FilterTable {
  static func definition(of name: String) -> FilterDefinition? { byName[name] }

  /// In alphabetical order.
  static let names = byName.keys.sorted()

  private static let byName: [String: FilterDefinition] = Dictionary(
    (TextFilters.all + MarkupFilters.all + EncodingFilters.all + NumberFilters.all
      + ListFilters.all + SelectionFilters.all + LocaleFilters.all + DateFilters.all
      + PictureFilters.all).map { ($0.name, $0) },
    uniquingKeysWith: { first, _ in first })
}
