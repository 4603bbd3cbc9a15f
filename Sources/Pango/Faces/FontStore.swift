/// The faces that a worker has opened, by content identity. Belongs to one thread.
package final class FontStore {
  private var faces: [FaceKey: FontFace] = [:]
  let freeType: FreeTypeLibrary

  /// - Throws: `FontError.libraryFailed` when FreeType does not start.
  package init() throws(FontError) {
    freeType = try FreeTypeLibrary()
  }

  /// The face of that identity, if it was opened here.
  package func face(_ key: FaceKey) -> FontFace? { faces[key] }

  /// Opens a face of an SFNT file or collection under its identity, once.
  ///
  /// - Parameter axes: for a variable face the value of each of its axes, in its order; empty for a
  ///   static face.
  /// - Throws: `FontError.damaged` when HarfBuzz or FreeType find no usable face in the bytes.
  package func open(
    _ data: FontData, index: Int, axes: [AxisValue] = [], key: FaceKey
  ) throws(FontError) -> FontFace {
    if let known = faces[key] { return known }
    let face = try FontFace(data: data, index: index, axes: axes, key: key, library: freeType)
    faces[key] = face
    return face
  }
}
