import Foundation
import Rendering
import Testing

@Suite("References of a page")
struct ResourceLocatorTests {
  private func makeFolder(_ files: [String]) throws -> String {
    let root = FileManager.default.temporaryDirectory.appending(path: "locator-\(UUID())")
    for file in files {
      let url = root.appending(path: file)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.utf8).write(to: url)
    }
    return root.resolvingSymlinksInPath().path(percentEncoded: false)
  }

  @Test("resolve in the drop first, then in the template")
  func order() throws {
    let root = try makeFolder(["drop/a.png", "template/a.png", "template/b.png"])
    defer { try? FileManager.default.removeItem(atPath: root) }
    let locator = ResourceLocator(roots: [root + "/drop", root + "/template"])
    #expect(try locator.locate("a.png") == root + "/drop/a.png")
    #expect(try locator.locate("b.png") == root + "/template/b.png")
    #expect(try locator.locate(root + "/template/a.png") == root + "/drop/a.png")
  }

  @Test("of a template inside the drop find the drop's own pictures, and the template's files")
  func templateInsideDrop() throws {
    let root = try makeFolder(["drop/face.png", "drop/page/style.css", "drop/page/logo.svg"])
    defer { try? FileManager.default.removeItem(atPath: root) }
    let locator = ResourceLocator(
      roots: [root + "/drop", root + "/drop/page"], top: root + "/drop/page")
    #expect(try locator.locate(root + "/drop/page/face.png") == root + "/drop/face.png")
    #expect(try locator.locate(root + "/drop/page/style.css") == root + "/drop/page/style.css")
    #expect(try locator.locate("/logo.svg") == root + "/drop/page/logo.svg")
  }

  @Test("never leave the given folders, by dots, links or hosts")
  func refusals() throws {
    let root = try makeFolder(["drop/a.png", "secret.txt"])
    defer { try? FileManager.default.removeItem(atPath: root) }
    try FileManager.default.createSymbolicLink(
      atPath: root + "/drop/link.txt", withDestinationPath: root + "/secret.txt")
    let locator = ResourceLocator(roots: [root + "/drop"])
    #expect(throws: ResourceLocator.Failure.outside) { try locator.locate("../secret.txt") }
    #expect(throws: ResourceLocator.Failure.outside) { try locator.locate("link.txt") }
    #expect(throws: ResourceLocator.Failure.outside) { try locator.locate("/etc/passwd") }
    #expect(throws: ResourceLocator.Failure.remote) { try locator.locate("https://a.b/c.png") }
    #expect(throws: ResourceLocator.Failure.remote) { try locator.locate("//a.b/c.png") }
    #expect(throws: ResourceLocator.Failure.missing) { try locator.locate("gone.png") }
  }
}
