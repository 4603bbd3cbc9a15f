/// Reads the style sheets that a page or another style sheet names.
package protocol StylesheetLoader: AnyObject {
  /// The text of a style sheet, or nil where there is none that may be read.
  ///
  /// - Parameter reference: resolved against the file that names it.
  func stylesheet(_ reference: String) -> String?
}
