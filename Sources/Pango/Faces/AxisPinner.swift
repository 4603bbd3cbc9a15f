internal import CPango
internal import Glibc

/// A value for one axis of a variable face.
package struct AxisValue: Sendable, Hashable {
  package var tag: OpenTypeTag
  package var value: Double

  package init(tag: OpenTypeTag, value: Double) {
    self.tag = tag
    self.value = value
  }
}

/// Makes a static font of a variable face: all glyphs and features, every axis pinned.
///
/// PDF embeds the default instance of a variable font whatever was chosen for the screen, so faces
/// are made static before anybody sees them.
///
/// - Returns: nil where the axes cannot be pinned (outlines in CFF2).
package func pinAxes(of data: FontData, index: Int, to values: [AxisValue]) -> FontData? {
  defer { withExtendedLifetime(data) {} }
  let bytes = data.bytes
  guard bytes.count <= Int(Int32.max), let input = hb_subset_input_create_or_fail() else {
    return nil
  }
  defer { hb_subset_input_destroy(input) }
  let blob = hb_blob_create(
    bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(bytes.count),
    HB_MEMORY_MODE_READONLY, nil, nil)
  defer { hb_blob_destroy(blob) }
  guard let face = hb_face_create(blob, UInt32(clamping: index)) else { return nil }
  defer { hb_face_destroy(face) }

  hb_subset_input_set_flags(
    input,
    HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue | HB_SUBSET_FLAGS_NOTDEF_OUTLINE.rawValue
      | HB_SUBSET_FLAGS_GLYPH_NAMES.rawValue | HB_SUBSET_FLAGS_NAME_LEGACY.rawValue
      | HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED.rawValue)
  for set in [
    HB_SUBSET_SETS_GLYPH_INDEX, HB_SUBSET_SETS_UNICODE, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG,
    HB_SUBSET_SETS_LAYOUT_SCRIPT_TAG, HB_SUBSET_SETS_NAME_ID, HB_SUBSET_SETS_NAME_LANG_ID,
  ] {
    let members = hb_subset_input_set(input, set)
    hb_set_clear(members)
    hb_set_invert(members)
  }
  for value in values {
    guard
      hb_subset_input_pin_axis_location(input, face, value.tag.code, Float(value.value)) != 0
    else { return nil }
  }
  guard let pinned = hb_subset_or_fail(face, input) else { return nil }
  defer { hb_face_destroy(pinned) }
  let result = hb_face_reference_blob(pinned)
  defer { hb_blob_destroy(result) }
  var length: UInt32 = 0
  guard let start = hb_blob_get_data(result, &length), length > 0,
    let copy = malloc(Int(length))
  else { return nil }
  copy.copyMemory(from: start, byteCount: Int(length))
  let font = FontData(adopting: copy, count: Int(length))
  guard let described = try? describeFaces(of: font).first, described.axes.isEmpty else {
    return nil
  }
  return font
}
