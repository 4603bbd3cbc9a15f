/// Gives equal names of one folder their `~2`, `~3`…, in the order of the calls.
///
/// Names are equal when they are so after NFC and case folding. For the few assets of a bundle; the
/// bundles of a job are kept unique in the plan's database instead.
struct UniqueNames {
  private var taken: Set<String> = []

  /// The name to use for `stem`, and whether it had to change.
  mutating func claim(_ stem: String, extension: String) -> (name: String, isNumbered: Bool) {
    if taken.insert(caseFolded(stem + `extension`)).inserted { return (stem + `extension`, false) }
    var number = 2
    while true {
      let name = FileName.numbered(stem, number, extension: `extension`) + `extension`
      if taken.insert(caseFolded(name)).inserted { return (name, true) }
      number += 1
    }
  }
}
