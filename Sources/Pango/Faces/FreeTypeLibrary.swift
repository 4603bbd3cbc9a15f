internal import CPango

/// One instance of FreeType; faces keep it alive. Belongs to one thread.
final class FreeTypeLibrary {
  let handle: FT_Library

  init() throws(FontError) {
    var library: FT_Library?
    let code = FT_Init_FreeType(&library)
    guard code == 0, let library else { throw .libraryFailed("FreeType error \(code)") }
    handle = library
  }

  deinit { FT_Done_FreeType(handle) }
}
