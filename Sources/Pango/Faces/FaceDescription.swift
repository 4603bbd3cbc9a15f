internal import CPango

/// What a face of a file says of itself: names, style and axes, for matching.
package struct FaceDescription: Sendable, Hashable {
  /// The index in a collection; 0 for a single font.
  package var index: Int
  /// Family names in all the file's languages, the typographic ones first.
  package var families: [String]
  /// Full and PostScript names in all the file's languages.
  package var fullNames: [String]
  /// 1…1000
  package var weight: Double
  /// Percent of the normal width.
  package var stretch: Double
  package var isItalic: Bool
  package var axes: [VariationAxis]

  package init(
    index: Int, families: [String], fullNames: [String], weight: Double, stretch: Double,
    isItalic: Bool, axes: [VariationAxis]
  ) {
    self.index = index
    self.families = families
    self.fullNames = fullNames
    self.weight = weight
    self.stretch = stretch
    self.isItalic = isItalic
    self.axes = axes
  }
}

/// One axis of a variable face.
package struct VariationAxis: Sendable, Hashable {
  package var tag: OpenTypeTag
  package var minimum: Double
  package var standard: Double
  package var maximum: Double

  /// The nearest value on the axis; the standard one for NaN.
  package func clamp(_ value: Double) -> Double {
    value.isNaN ? standard : min(max(value, minimum), maximum)
  }
}

/// Four ASCII bytes that name a table, feature, script or axis.
package struct OpenTypeTag: Sendable, Hashable, Comparable {
  package let code: UInt32

  package init(code: UInt32) { self.code = code }

  /// Nil unless the text has one to four printable ASCII characters; short ones are padded by spaces.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard (1...4).contains(bytes.count), bytes.allSatisfy({ (0x20...0x7e).contains($0) }) else {
      return nil
    }
    var code: UInt32 = 0
    for index in 0..<4 { code = code << 8 | UInt32(index < bytes.count ? bytes[index] : 0x20) }
    self.code = code
  }

  package static func < (a: Self, b: Self) -> Bool { a.code < b.code }
}

extension OpenTypeTag: ExpressibleByStringLiteral {
  /// For tags written in code: anything but four ASCII letters is a mistake there.
  package init(stringLiteral text: StaticString) {
    precondition(text.utf8CodeUnitCount == 4 && text.isASCII)
    code = text.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt32($1) } }
  }
}

/// The faces of an SFNT file or collection, described without rastering or shaping anything.
///
/// - Throws: `FontError.damaged` when no face has a glyph.
package func describeFaces(of data: FontData) throws(FontError) -> [FaceDescription] {
  defer { withExtendedLifetime(data) {} }
  let bytes = data.bytes
  guard bytes.count <= Int(Int32.max) else { throw .damaged("it is larger than 2 GB") }
  let blob = hb_blob_create(
    bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(bytes.count),
    HB_MEMORY_MODE_READONLY, nil, nil)
  defer { hb_blob_destroy(blob) }
  // A collection's header can claim any number of faces; real ones hold dozens.
  let count = min(hb_face_count(blob), 256)
  var faces: [FaceDescription] = []
  for index in 0..<count {
    guard let face = hb_face_create(blob, index) else { continue }
    defer { hb_face_destroy(face) }
    guard hb_face_get_glyph_count(face) > 0, let font = hb_font_create(face) else { continue }
    defer { hb_font_destroy(font) }
    let weight = Double(hb_style_get_value(font, HB_STYLE_TAG_WEIGHT))
    let stretch = Double(hb_style_get_value(font, HB_STYLE_TAG_WIDTH))
    faces.append(
      FaceDescription(
        index: Int(index), families: names(of: face, [16, 1]), fullNames: names(of: face, [4, 6]),
        weight: (1...1000).contains(weight) ? weight : 400,
        stretch: (10...1000).contains(stretch) ? stretch : 100,
        isItalic: hb_style_get_value(font, HB_STYLE_TAG_ITALIC) > 0, axes: axes(of: face)))
  }
  guard !faces.isEmpty else { throw .damaged("it holds no face with glyphs") }
  return faces
}

private func axes(of face: OpaquePointer) -> [VariationAxis] {
  var count: UInt32 = 32
  var infos = [hb_ot_var_axis_info_t](repeating: hb_ot_var_axis_info_t(), count: Int(count))
  hb_ot_var_get_axis_infos(face, 0, &count, &infos)
  return infos.prefix(Int(count)).map { info in
    // HarfBuzz orders the three values of damaged axes.
    VariationAxis(
      tag: OpenTypeTag(code: info.tag), minimum: Double(info.min_value),
      standard: Double(info.default_value), maximum: Double(info.max_value))
  }
}

/// The distinct names with these identifiers, in the order of the identifiers.
private func names(of face: OpaquePointer, _ identifiers: [UInt32]) -> [String] {
  var count: UInt32 = 0
  guard let entries = hb_ot_name_list_names(face, &count) else { return [] }
  var found: [String] = []
  for identifier in identifiers {
    for entry in UnsafeBufferPointer(start: entries, count: Int(min(count, 4096)))
    where entry.name_id == identifier {
      var buffer = [CChar](repeating: 0, count: 256)
      var size = UInt32(buffer.count)
      hb_ot_name_get_utf8(face, entry.name_id, entry.language, &size, &buffer)
      let text = String(
        decoding: buffer.prefix(Int(min(size, 255))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if !text.isEmpty, !found.contains(text) { found.append(text) }
    }
  }
  return found
}
