/// The counters of page contexts, which go on from page to page. `[CSS Paged Media 3, §6]`
struct PageCounters {
  /// In the order of their first mention.
  private var values: [(name: String, value: Int)] = [("page", 0)]

  /// Applies a page's counter properties.
  ///
  /// - Returns: the values on the page.
  mutating func enter(_ style: GeneratedStyle) -> [(name: String, value: Int)] {
    for change in style.counterReset { set(change.name, change.value) }
    if !style.counterIncrement.contains(where: { $0.name == "page" }) { add("page", 1) }
    for change in style.counterIncrement { add(change.name, change.value) }
    for change in style.counterSet { set(change.name, change.value) }
    return values
  }

  private mutating func set(_ name: String, _ value: Int) {
    if let index = values.firstIndex(where: { $0.name == name }) {
      values[index].value = value
    } else {
      values.append((name, value))
    }
  }

  private mutating func add(_ name: String, _ step: Int) {
    let value = values.first { $0.name == name }?.value ?? 0
    let sum = value.addingReportingOverflow(step)
    set(name, sum.overflow ? value : sum.partialValue)
  }
}
