/// The caps on an archive that somebody else made; every one is a setting under `limits`.
package struct ZipLimits: Sendable, Hashable {
  package var entries = 100_000
  /// Folders inside folders.
  package var depth = 32
  /// Bytes of one name between two separators.
  package var nameBytes = 200
  /// Real bytes of one unpacked file.
  package var fileBytes: Int64 = 2 << 30
  /// Real bytes of all unpacked files.
  package var totalBytes: Int64 = 20 << 30
  /// Unpacked bytes for each packed one, once `ratioFrom` bytes are written.
  package var ratio: Int64 = 200
  package var ratioFrom: Int64 = 64 << 20
  /// Seconds that unpacking may take.
  package var seconds = 600.0

  package init() {}
}

extension ZipLimits {
  /// The bytes of central directory that this many entries may take, so that a forged end record
  /// cannot make us read without bound.
  var directoryBytes: Int64 { Int64(entries) * 1024 + 65_536 }
}
