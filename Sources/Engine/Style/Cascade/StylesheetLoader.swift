/// Reads the style sheets that a page or another style sheet names.
package protocol StylesheetLoader: AnyObject {
  /// The text of a style sheet, or nil where there is none that may be read.
  ///
  /// - Parameters:
  ///   - reference: resolved against the file that names it.
  ///   - encoding: the label of an encoding that whoever names the style sheet gives, for one that does
  ///     not say it itself.
  func stylesheet(_ reference: String, encoding: String?) -> String?
}
