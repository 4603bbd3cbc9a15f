/// Recipients one after the other; holds one page of them at a time.
package struct RecipientCursor {
  private let fetch: (Int64) throws -> [RecipientRow]
  private let last: Int64
  private var page: [RecipientRow] = []
  private var position = 0
  private var nextRowid: Int64?

  init(_ range: ClosedRange<Int64>, fetch: @escaping (Int64) throws -> [RecipientRow]) {
    self.fetch = fetch
    last = range.upperBound
    nextRowid = range.lowerBound
  }

  /// The next recipient; nil after the last.
  package mutating func next() throws -> RecipientRow? {
    if position == page.count {
      guard let first = nextRowid else { return nil }
      page = try fetch(first)
      position = 0
      let end = page.last?.rowid ?? last
      nextRowid = end < last ? end + 1 : nil
      if page.isEmpty { nextRowid = nil }
    }
    guard position < page.count else { return nil }
    defer { position += 1 }
    return page[position]
  }
}
