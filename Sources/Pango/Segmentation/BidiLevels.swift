internal import CPango

/// The embedding level of each UTF-16 unit. `[UAX #9]`
///
/// - Parameter isRightToLeft: the paragraph's direction; nil takes that of the first strong character,
///   left to right where there is none. Each line that ends in a line feed, a carriage return or
///   U+2029 is a paragraph of its own.
package func bidiLevels(of text: [UInt16], isRightToLeft: Bool?) -> [UInt8] {
  // Below the Hebrew block nothing is right-to-left, nor is any control of the algorithm.
  if isRightToLeft != true, text.allSatisfy({ $0 < 0x590 }) {
    return [UInt8](repeating: 0, count: text.count)
  }
  var levels: [UInt8] = []
  levels.reserveCapacity(text.count)
  for paragraph in text.split(afterWhere: isParagraphSeparator) {
    appendLevels(of: paragraph, isRightToLeft: isRightToLeft, to: &levels)
  }
  return levels
}

private func isParagraphSeparator(_ unit: UInt16) -> Bool {
  unit == 0x0a || unit == 0x0d || unit == 0x2029
}

private func appendLevels(
  of paragraph: ArraySlice<UInt16>, isRightToLeft: Bool?, to levels: inout [UInt8]
) {
  guard !paragraph.isEmpty else { return }
  let characters = CharacterText(paragraph)
  var direction =
    switch isRightToLeft {
    case true?: PANGO_DIRECTION_RTL
    case false?: PANGO_DIRECTION_LTR
    case nil: PANGO_DIRECTION_WEAK_LTR
    }
  let found = characters.utf8.withUnsafeBufferPointer { utf8 in
    utf8.withMemoryRebound(to: CChar.self) {
      pango_log2vis_get_embedding_levels($0.baseAddress, Int32(clamping: $0.count), &direction)
    }
  }
  guard let found else {
    levels.append(
      contentsOf: repeatElement(isRightToLeft == true ? 1 : 0, count: paragraph.count))
    return
  }
  defer { g_free(found) }
  for (index, offset) in characters.offsets.enumerated() {
    let end =
      index + 1 < characters.offsets.count ? characters.offsets[index + 1] : paragraph.count
    levels.append(contentsOf: repeatElement(found[index], count: end - offset))
  }
}

extension [UInt16] {
  /// Slices that each end after an element that matches, but for the last.
  fileprivate func split(
    afterWhere isEnd: (UInt16) -> Bool
  ) -> [ArraySlice<UInt16>] {
    var slices: [ArraySlice<UInt16>] = []
    var start = 0
    for index in indices where isEnd(self[index]) {
      slices.append(self[start...index])
      start = index + 1
    }
    slices.append(self[start...])
    return slices
  }
}
