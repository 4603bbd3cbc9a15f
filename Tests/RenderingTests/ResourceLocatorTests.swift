import Foundation
import Testing

@testable import Rendering

@Suite struct ResourceLocatorTests {
  @Test("A template that travels inside its drop finds the drop's files first, then its own")
  func templateInsideDrop() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "platen-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "card"), withIntermediateDirectories: true)
    for name in ["photo.svg", "both.svg", "card/both.svg", "card/own.svg"] {
      try Data(name.utf8).write(to: folder.appending(path: name))
    }
    let drop = folder.path(percentEncoded: false)
    let locator = ResourceLocator(roots: [drop, drop + "/card"])
    // As references of the page arrive: joined to the folder that holds it.
    for (name, expected) in [
      ("photo.svg", "photo.svg"), ("both.svg", "both.svg"), ("own.svg", "card/own.svg"),
    ] {
      let path = try locator.locate(drop + "/card/" + name)
      #expect(path.hasSuffix(folder.lastPathComponent + "/" + expected), "\(name): \(path)")
    }
  }
}
