/// An archive's end record and central directory, checked against its local headers.
///
/// libarchive believes whichever header it reads; a drop is judged by both, so that no two readers
/// can see two different archives in one file.
struct ZipDirectory {
  /// In the order of their data in the file.
  let entries: [ZipEntry]

  init(descriptor: Int32, limits: ZipLimits) throws(ArchiveError) {
    let end = try EndRecord(descriptor: descriptor)
    guard end.entries <= UInt64(limits.entries) else {
      throw ArchiveError(
        .limit, "\(end.entries) entries, \(limits.entries) are allowed", limit: "entries")
    }
    guard end.directorySize <= limits.directoryBytes else {
      throw ArchiveError(.limit, "the central directory is too large", limit: "entries")
    }
    let bytes = try read(
      descriptor, at: end.directoryOffset, count: Int(end.directorySize))
    guard bytes.count == Int(end.directorySize) else { throw .broken("it ends early") }

    var reader = FieldReader(bytes)
    var entries: [ZipEntry] = []
    while reader.remaining > 0 {
      guard let entry = ZipEntry(central: &reader) else {
        throw .broken("the central directory is damaged after entry \(entries.count)")
      }
      entries.append(entry)
    }
    guard UInt64(entries.count) == end.entries else {
      throw .broken("\(entries.count) entries where the end record says \(end.entries)")
    }
    entries.sort { $0.headerOffset < $1.headerOffset }
    try checkLocalHeaders(of: entries, descriptor, dataEnd: end.directoryOffset)
    self.entries = entries
  }
}

extension ArchiveError {
  static func broken(_ message: String, entry: String? = nil) -> ArchiveError {
    ArchiveError(.badZip, message, entry: entry)
  }
}

/// Each local header must say what the directory says, and no two entries may share bytes.
private func checkLocalHeaders(
  of entries: [ZipEntry], _ descriptor: Int32, dataEnd: Int64
) throws(ArchiveError) {
  for (index, entry) in entries.enumerated() {
    guard entry.headerOffset <= dataEnd - 30 else {
      throw .broken("its local header lies outside of the data", entry: entry.name)
    }
    let next = index + 1 < entries.count ? entries[index + 1].headerOffset : dataEnd
    let fixed = try read(descriptor, at: entry.headerOffset, count: 30)
    guard let header = LocalHeader(fixed) else {
      throw .broken("its local header is missing", entry: entry.name)
    }
    let variable = try read(
      descriptor, at: entry.headerOffset + 30, count: header.nameLength + header.extraLength)
    guard variable.count == header.nameLength + header.extraLength,
      Array(variable.prefix(header.nameLength)) == entry.nameBytes
    else {
      throw .broken("its local header has another name than the directory", entry: entry.name)
    }
    let extra = Zip64Extra(variable.dropFirst(header.nameLength))
    guard header.agrees(with: entry, extra) else {
      throw .broken("its local header contradicts the directory", entry: entry.name)
    }
    let data = entry.headerOffset + 30 + Int64(variable.count)
    let (dataEnd, overflow) = data.addingReportingOverflow(entry.packedSize)
    guard !overflow, dataEnd <= next else {
      throw .broken("its data overlaps what follows", entry: entry.name)
    }
  }
}

/// APPNOTE.TXT 4.3.7.
private struct LocalHeader {
  let flags: UInt16
  let method: UInt16
  let crc32: UInt32
  let packedSize: UInt32
  let size: UInt32
  let nameLength: Int
  let extraLength: Int

  init?(_ bytes: [UInt8]) {
    var reader = FieldReader(bytes)
    guard reader.u32() == ZipSignature.localHeader, reader.u16() != nil,
      let flags = reader.u16(), let method = reader.u16(), reader.u32() != nil,
      let crc32 = reader.u32(), let packedSize = reader.u32(), let size = reader.u32(),
      let nameLength = reader.u16(), let extraLength = reader.u16()
    else { return nil }
    self.flags = flags
    self.method = method
    self.crc32 = crc32
    self.packedSize = packedSize
    self.size = size
    self.nameLength = Int(nameLength)
    self.extraLength = Int(extraLength)
  }

  func agrees(with entry: ZipEntry, _ extra: Zip64Extra) -> Bool {
    guard method == entry.method, flags & 0x0009 == entry.flags & 0x0009 else { return false }
    // With a data descriptor the fields may be zero; where they are not, they still must agree.
    if entry.hasDataDescriptor && crc32 == 0 && packedSize == 0 && size == 0 { return true }
    if entry.hasDataDescriptor && packedSize == .max && size == .max { return true }
    return (crc32 == entry.crc32 || entry.hasDataDescriptor && crc32 == 0)
      && extra.resolve(size, at: 0) == entry.size
      && extra.resolve(packedSize, at: size == .max ? 1 : 0) == entry.packedSize
  }
}

/// The 64-bit values that stand for saturated 32-bit fields, APPNOTE.TXT 4.5.3.
private struct Zip64Extra {
  private var values: [UInt64] = []

  init(_ extra: ArraySlice<UInt8>) {
    var reader = FieldReader(extra)
    while let id = reader.u16(), let length = reader.u16(), let field = reader.take(Int(length)) {
      guard id == 0x0001 else { continue }
      var inner = FieldReader(field)
      while let value = inner.u64() { values.append(value) }
      return
    }
  }

  /// The field itself, or the value at `index` where the field is saturated; nil if it has none.
  func resolve(_ field: UInt32, at index: Int) -> Int64? {
    guard field == .max else { return Int64(field) }
    return index < values.count ? Int64(exactly: values[index]) : nil
  }
}

extension ZipEntry {
  /// Reads one central header, APPNOTE.TXT 4.3.12; nil where it is cut off or saturated in vain.
  fileprivate init?(central reader: inout FieldReader) {
    guard reader.u32() == ZipSignature.centralHeader, let madeBy = reader.u16(),
      reader.u16() != nil, let flags = reader.u16(), let method = reader.u16(),
      reader.u32() != nil, let crc32 = reader.u32(), let packedSize = reader.u32(),
      let size = reader.u32(), let nameLength = reader.u16(), let extraLength = reader.u16(),
      let commentLength = reader.u16(), let disk = reader.u16(), disk == 0 || disk == .max,
      reader.u16() != nil, let attributes = reader.u32(), let offset = reader.u32(),
      let name = reader.take(Int(nameLength)), let extra = reader.take(Int(extraLength)),
      reader.take(Int(commentLength)) != nil
    else { return nil }
    let wide = Zip64Extra(extra)
    let afterSize = size == .max ? 1 : 0
    let afterPacked = afterSize + (packedSize == .max ? 1 : 0)
    guard let size = wide.resolve(size, at: 0),
      let packedSize = wide.resolve(packedSize, at: afterSize),
      let offset = wide.resolve(offset, at: afterPacked)
    else { return nil }
    self.init(
      nameBytes: Array(name), method: method, crc32: crc32, packedSize: packedSize, size: size,
      flags: flags, headerOffset: offset, madeBy: madeBy, externalAttributes: attributes)
  }
}
