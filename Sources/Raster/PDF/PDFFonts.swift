import Cairo
import Pango
import Scene

/// Faces opened for PDF, kept from document to document.
final class PDFFonts {
  private struct Opened {
    var file: FontData
    var font: VectorFont
  }

  private var opened: [FaceKey: Opened] = [:]
  /// The glyphs of the document that is being written.
  private var glyphs: [FaceKey: Set<UInt32>] = [:]
  /// The faces that it has asked for; nil where cairo refuses one.
  private var fonts: [FaceKey: VectorFont?] = [:]

  func begin(_ pages: [DisplayList]) {
    fonts = [:]
    glyphs = [:]
    for page in pages { gather(page.items) }
  }

  private func gather(_ items: [DisplayItem]) {
    for item in items {
      switch item.command {
      case .glyphs(let run):
        glyphs[run.font.scaled(by: 1).face, default: []].formUnion(run.glyphs.lazy.map(\.id))
      case .group(let group):
        gather(group.items)
        if let mask = group.mask { gather(mask.items) }
      default: continue
      }
    }
  }

  func font(_ key: FaceKey, from store: FontStore) -> VectorFont? {
    if let known = fonts[key] { return known }
    let font = open(key, from: store)
    fonts[key] = .some(font)
    return font
  }

  private func open(_ key: FaceKey, from store: FontStore) -> VectorFont? {
    guard let face = store.face(key) else { return nil }
    let file = face.embeddable(holding: glyphs[key] ?? [])
    if let known = opened[key], known.file === file.data { return known.font }
    guard
      let font = try? VectorFont(
        bytes: file.data.bytes, index: file.index, owner: file.data)
    else { return nil }
    opened[key] = Opened(file: file.data, font: font)
    return font
  }
}
