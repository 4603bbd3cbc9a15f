package import Dataset
package import Findings

/// `data` of a campaign: the recipients' file, its key, and what is joined to it.
package struct DataDescription: Sendable {
  package var source: DatasetSource
  package var filePlace: Place
  package var key: Located<String>
  package var joins: [JoinDescription] = []
  package var stated = StatedFile()

  package init(source: DatasetSource, filePlace: Place, key: Located<String>) {
    self.source = source
    self.filePlace = filePlace
    self.key = key
  }
}

/// One entry of `data.join`; its columns' types come from the template's field of the same name.
package struct JoinDescription: Sendable {
  package var name: String
  package var place: Place
  package var source: DatasetSource
  package var filePlace: Place
  package var by: [Join.Link]
  package var isMany = false
  package var isOptional = false
  package var order: [Join.Order] = []
  package var limit: Int?
  package var stated = StatedFile()

  package init(
    name: String, place: Place, source: DatasetSource, filePlace: Place, by: [Join.Link]
  ) {
    self.name = name
    self.place = place
    self.source = source
    self.filePlace = filePlace
    self.by = by
  }
}

/// What a descriptor states about a data file, as proof that the file arrived whole.
package struct StatedFile: Sendable, Hashable {
  package var rows: Int?
  /// Bytes.
  package var size: Int?
  /// 64 lower-case hexadecimal digits.
  package var sha256: String?

  package init() {}

  package var isEmpty: Bool { rows == nil && size == nil && sha256 == nil }
}
