import Scene
import Testing

@testable import Engine

/// Lines along text as Chromium draws them. `[CSS Text Decoration 4, §2.3]`
@Suite struct DecorationThicknessTests {
  /// The areas and strokes of the lines of a text without ink, as "top height".
  private func lines(_ style: String) -> [String] {
    let page = LayoutFixture(
      "<p style='margin:0;line-height:50px;width:90px;text-decoration:underline;\(style)'>"
        + "<span style='color:transparent'>xx</span></p>")
    let items = paintPage(page.result.fragments, of: page.document, images: MissingImages()).items
    return items.compactMap { item in
      switch item.command {
      case .textLine(let line):
        if let stroke = line.stroke {
          return "stroke \(stroke.width.number) dashes \(stroke.dashes.map(\.number))"
        }
        return "\(line.rect.y.number) \(line.rect.height.number)"
      case .fill(let fill):
        return "\(fill.shape.bounds.y.number) \(fill.shape.bounds.height.number)"
      default: return nil
      }
    }
  }

  /// The fixture's font ascends four fifths of its size.
  private func baseline(_ size: Int) -> Double {
    let ascent = (Double(size) * 0.8).rounded()
    let descent = (Double(size) * 0.2).rounded()
    return 25 - (ascent + descent) / 2 + ascent
  }

  @Test(
    "A line of automatic thickness shows the whole pixels of a tenth of the font's size",
    arguments: [(10, 1), (14, 1), (16, 1), (18, 1), (20, 2), (24, 2), (30, 3)])
  func automatic(size: Int, thickness: Int) {
    let gap = Int((Double(size) / 20).rounded(.up))
    #expect(
      lines("font-size:\(size)px") == ["\((baseline(size) + Double(gap)).number) \(thickness)"])
  }

  @Test("A given thickness is rounded", arguments: [("1.4px", 1), ("1.6px", 2), ("0.12em", 2)])
  func given(thickness: String, drawn: Int) {
    let lines = lines("font-size:16px;text-decoration-thickness:\(thickness)")
    #expect(lines.map { $0.split(separator: " ")[1] } == ["\(drawn)"])
  }

  @Test("Dots keep whole pixels of length and the thickness of their fraction; dashes halves")
  func patterns() {
    #expect(
      lines("font-size:16px;text-decoration-style:dotted") == ["stroke 1.6 dashes [\"2\", \"2\"]"])
    #expect(
      lines("font-size:12px;text-decoration-style:dashed").first?.hasPrefix(
        "stroke 1 dashes [\"3\"")
        == true)
    #expect(
      lines("font-size:16px;text-decoration-style:dashed").first?.hasPrefix(
        "stroke 1.5 dashes [\"6\"") == true)
  }
}

extension Double {
  fileprivate var number: String {
    self == rounded() ? "\(Int(self))" : "\((self * 100).rounded() / 100)"
  }
}
