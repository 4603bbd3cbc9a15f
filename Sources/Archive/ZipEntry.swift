/// One entry of an archive's central directory, as its maker states it.
package struct ZipEntry: Sendable, Hashable {
  /// The name's bytes as stored; folders end with a slash.
  package let nameBytes: [UInt8]
  package let method: UInt16
  package let crc32: UInt32
  package let packedSize: Int64
  package let size: Int64

  let flags: UInt16
  let headerOffset: Int64
  let madeBy: UInt16
  let externalAttributes: UInt32

  /// The name as text, with U+FFFD where its bytes are not UTF-8.
  package var name: String { String(decoding: nameBytes, as: UTF8.self) }

  /// Whether the name's bytes are UTF-8.
  package var hasUTF8Name: Bool { String(validating: nameBytes, as: UTF8.self) != nil }

  package var isDirectory: Bool { nameBytes.last == UInt8(ascii: "/") || unixType == 0o040000 }

  package var isEncrypted: Bool { flags & 0x0001 != 0 || flags & 0x0040 != 0 }

  /// Whether sizes and CRC follow the data instead of standing in the local header.
  var hasDataDescriptor: Bool { flags & 0x0008 != 0 }

  /// The file type bits of `st_mode`, 0 where the maker was no Unix.
  var unixType: UInt32 {
    madeBy >> 8 == 3 ? externalAttributes >> 16 & 0o170000 : 0
  }

  /// Regular files, directories and entries without a stated type; everything else is refused.
  var isOrdinary: Bool { unixType == 0 || unixType == 0o100000 || unixType == 0o040000 }

  /// The name's parts without empty ones and `.`.
  package var components: [ArraySlice<UInt8>] {
    nameBytes.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual([UInt8(ascii: ".")]) }
  }
}
