/// The names of a program, each with the slot that holds its value while rendering.
final class SymbolTable {
  private(set) var names: [String]
  private var slots: [String: Int]

  init(_ names: [String] = []) {
    self.names = names
    slots = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func slot(of name: String) -> Int {
    if let slot = slots[name] { return slot }
    let slot = names.count
    names.append(name)
    slots[name] = slot
    return slot
  }
}
