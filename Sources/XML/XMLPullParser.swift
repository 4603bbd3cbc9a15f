import CXML

/// Reads XML piece by piece as it is asked for, through libxml2's text reader.
///
/// Nothing is fetched, no entity of a document is expanded, and a document type is an error; libxml2's
/// own caps on depth, names and text apply.
package final class XMLPullParser {
  /// What comes next in a document; names are without prefix.
  package enum Event: Sendable, Equatable {
    case start(String)
    case end(String)
    /// Part of an element's text, white space included.
    case text(String)
  }

  private let reader: xmlTextReaderPtr
  private let source: Source
  /// The end of an element that was written as empty.
  private var pendingEnd: String?
  /// The reader stands on a node already that is still to be told of.
  private var isAhead = false

  /// Bytes on their way into the C library.
  private final class Source {
    let read: () throws -> [UInt8]
    var chunk: ArraySlice<UInt8> = []
    var error: (any Error)?

    init(_ read: @escaping () throws -> [UInt8]) {
      self.read = read
    }

    /// Copies what there is into `buffer`; 0 at the end, -1 after an error.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int32 {
      if chunk.isEmpty {
        do {
          chunk = try read()[...]
        } catch {
          self.error = error
          return -1
        }
      }
      let part = chunk.prefix(buffer.count)
      buffer.copyBytes(from: part)
      chunk = chunk.dropFirst(part.count)
      return Int32(part.count)
    }
  }

  /// - Parameter read: gives the document's next bytes, an empty array at its end.
  package init(_ read: @escaping () throws -> [UInt8]) throws(XMLError) {
    source = Source(read)
    xmlInitParser()
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_NOCDATA.rawValue | XML_PARSE_COMPACT.rawValue
    let made = xmlReaderForIO(
      { context, buffer, count in
        guard let context, let buffer, count > 0 else { return -1 }
        // The source lives as long as the reader, whose owner holds both.
        return Unmanaged<Source>.fromOpaque(context).takeUnretainedValue()
          .fill(UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)))
      }, nil, Unmanaged.passUnretained(source).toOpaque(), nil, nil, Int32(options))
    guard let made else { throw XMLError(message: "the parser cannot start", line: 0) }
    reader = made
  }

  deinit { xmlFreeTextReader(reader) }

  /// The next event; nil at the document's end.
  ///
  /// - Throws: for XML that is not well-formed and for bytes that cannot be read.
  package func next() throws(XMLError) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name)
    }
    while true {
      if isAhead {
        isAhead = false
      } else if try !advance(xmlTextReaderRead) {
        return nil
      }
      switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        let name = string(xmlTextReaderConstLocalName(reader))
        if xmlTextReaderIsEmptyElement(reader) == 1 { pendingEnd = name }
        return .start(name)
      case XML_READER_TYPE_END_ELEMENT.rawValue:
        return .end(string(xmlTextReaderConstLocalName(reader)))
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
        XML_READER_TYPE_WHITESPACE.rawValue, XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
        return .text(string(xmlTextReaderConstValue(reader)))
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue, XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
        throw failure("document types and entities are not accepted")
      default: continue
      }
    }
  }

  /// Steps over the rest of the element that has just begun, its end included.
  package func skip() throws(XMLError) {
    if pendingEnd != nil {
      pendingEnd = nil
    } else {
      isAhead = try advance(xmlTextReaderNext)
    }
  }

  /// - Returns: false at the document's end.
  private func advance(_ step: (xmlTextReaderPtr?) -> Int32) throws(XMLError) -> Bool {
    switch step(reader) {
    case 1: return true
    case 0: return false
    default: throw failure("the XML is not well-formed")
    }
  }

  /// An attribute of the element that has just begun, by its name as written.
  package func attribute(_ name: String) -> String? {
    guard xmlTextReaderMoveToAttribute(reader, name) == 1 else { return nil }
    return currentAttribute()
  }

  /// An attribute of the element that has just begun, by its name and namespace.
  package func attribute(_ name: String, namespace: String) -> String? {
    guard xmlTextReaderMoveToAttributeNs(reader, name, namespace) == 1 else { return nil }
    return currentAttribute()
  }

  private func currentAttribute() -> String {
    let value = string(xmlTextReaderConstValue(reader))
    xmlTextReaderMoveToElement(reader)
    return value
  }

  private func string(_ text: UnsafePointer<xmlChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }

  private func failure(_ message: String) -> XMLError {
    XMLError(
      message: source.error.map { "\($0)" } ?? message,
      line: Int(xmlTextReaderGetParserLineNumber(reader)))
  }
}

/// XML that cannot be read (further).
package struct XMLError: Error, Sendable {
  package let message: String
  /// The physical line, from 1; 0 where unknown.
  package let line: Int
}
