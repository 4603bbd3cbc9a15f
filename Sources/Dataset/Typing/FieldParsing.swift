import Findings

/// Typing of single texts outside data files: defaults, bounds and choices of declarations.
extension Field {
  /// The value of a text as the field's (a list's item) type has it, ignoring every bound of the
  /// field; nil when the text does not fit the type.
  ///
  /// Dates follow the field's format, else ISO 8601; numbers are plain digits with `.`.
  package func typedValue(of text: String) -> Value? {
    var bare = Field(name, type)
    if case .list(let item, _) = type { bare.type = item }
    bare.dateFormat = dateFormat
    let typing = FieldTyping(bare, cleaning: TextCleaning(), notation: .plain)
    var faults: [RowFault] = []
    let value = typing.value(of: .text(text), faults: &faults)
    return faults.contains { $0.code.severity == .error } || value == .null ? nil : value
  }
}
