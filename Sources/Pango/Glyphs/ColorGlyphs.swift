internal import CPango

extension FontFace {
  /// Whether the face has bitmaps or layers in colors of their own.
  package var hasColor: Bool { freeType.pointee.face_flags & FT_FACE_FLAG_COLOR != 0 }

  func paint(of glyph: UInt32) -> GlyphPaint {
    let layers = hasColor ? layers(of: glyph) : []
    if !layers.isEmpty { return .layers(layers) }
    if hasImages, image(of: glyph, size: 16) != nil { return .image }
    return .mono
  }

  /// Whether glyphs are bitmaps alone: faces with outlines are painted from these.
  private var hasImages: Bool {
    freeType.pointee.num_fixed_sizes > 0
      && (hasColor || freeType.pointee.face_flags & FT_FACE_FLAG_SCALABLE == 0)
  }

  /// The layers of a COLR version 0 glyph; none for other glyphs.
  private func layers(of glyph: UInt32) -> [ColorGlyphLayer] {
    var palette: UnsafeMutablePointer<FT_Color>?
    var data = FT_Palette_Data()
    guard FT_Palette_Data_Get(freeType, &data) == 0, FT_Palette_Select(freeType, 0, &palette) == 0,
      let palette
    else { return [] }
    var iterator = FT_LayerIterator()
    var layers: [ColorGlyphLayer] = []
    var layer: UInt32 = 0
    var color: UInt32 = 0
    let textColor: UInt32 = 0xffff
    while FT_Get_Color_Glyph_Layer(freeType, glyph, &layer, &color, &iterator) != 0 {
      if color == textColor {
        layers.append(ColorGlyphLayer(glyph: layer, color: nil))
      } else if color < UInt32(data.num_palette_entries) {
        let entry = palette[Int(color)]
        layers.append(
          ColorGlyphLayer(
            glyph: layer,
            color: ColorGlyphInk(
              red: entry.red, green: entry.green, blue: entry.blue, alpha: entry.alpha)))
      }
    }
    return layers
  }

  /// The bitmap nearest above `size`, else the largest, with where to draw it.
  func image(of glyph: UInt32, size: Double) -> ColorGlyphImage? {
    guard hasImages, size > 0, size < 1e6, let strike = bestStrike(for: size),
      FT_Select_Size(freeType, Int32(strike.index)) == 0
    else { return nil }
    // The selected strike replaced whatever size masks had chosen.
    selectedSize = 0
    guard FT_Load_Glyph(freeType, glyph, Int32(FT_LOAD_COLOR | FT_LOAD_NO_HINTING)) == 0,
      let slot = freeType.pointee.glyph, slot.pointee.format == FT_GLYPH_FORMAT_BITMAP
    else { return nil }
    let bitmap = slot.pointee.bitmap
    let width = Int(bitmap.width)
    let height = Int(bitmap.rows)
    let pitch = Int(bitmap.pitch)
    guard bitmap.pixel_mode == UInt8(FT_PIXEL_MODE_BGRA.rawValue), let buffer = bitmap.buffer,
      width > 0, height > 0, width <= 2048, height <= 2048, pitch >= width * 4
    else { return nil }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(width * height * 4)
    for row in 0..<height {
      pixels.append(
        contentsOf: UnsafeBufferPointer(start: buffer + row * pitch, count: width * 4))
    }
    let scale = size / strike.pixelsPerEm
    return ColorGlyphImage(
      width: width, height: height, pixels: pixels, x: Double(slot.pointee.bitmap_left) * scale,
      y: -Double(slot.pointee.bitmap_top) * scale, drawnWidth: Double(width) * scale,
      drawnHeight: Double(height) * scale)
  }

  private func bestStrike(for size: Double) -> (index: Int, pixelsPerEm: Double)? {
    var best: (index: Int, pixelsPerEm: Double)?
    guard let sizes = freeType.pointee.available_sizes else { return nil }
    for index in 0..<Int(freeType.pointee.num_fixed_sizes) {
      let pixels = Double(sizes[index].y_ppem) / 64
      guard pixels > 0 else { continue }
      guard let found = best else {
        best = (index, pixels)
        continue
      }
      let isBetter =
        found.pixelsPerEm < size
        ? pixels > found.pixelsPerEm : pixels >= size && pixels < found.pixelsPerEm
      if isBetter { best = (index, pixels) }
    }
    return best
  }
}
