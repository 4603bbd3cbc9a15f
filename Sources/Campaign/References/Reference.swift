package import Findings
import Foundation

/// A file that HTML or CSS refers to.
package struct Reference: Sendable {
  package var url: String
  package var role: Role
  package var place: Place

  package enum Role: Sendable {
    case stylesheet
    case resource
  }

  package enum Target: Equatable {
    /// A data URL or a fragment of the same document.
    case inPlace
    /// Anything with a scheme or an authority.
    case remote
    /// A path, percent-decoded, without query and fragment. A leading slash means the root.
    case path(String)
  }

  package var target: Target {
    let url = url.trimmingCharacters(in: .whitespacesAndNewlines)
    if url.isEmpty || url.hasPrefix("#") { return .inPlace }
    if url.hasPrefix("//") || url.hasPrefix("\\\\") { return .remote }
    if let scheme = Self.scheme(of: url) {
      return scheme == "data" ? .inPlace : .remote
    }
    let end = url.firstIndex { $0 == "?" || $0 == "#" } ?? url.endIndex
    let path = String(url[..<end])
    if path.isEmpty { return .inPlace }
    return .path((path.removingPercentEncoding ?? path).replacing("\\", with: "/"))
  }

  /// The lower-case scheme of an absolute URL.
  static func scheme(of url: String) -> String? {
    guard let colon = url.firstIndex(of: ":"), let first = url.first, first.isASCII, first.isLetter
    else { return nil }
    let scheme = url[..<colon]
    let isScheme = scheme.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+" || $0 == "-" || $0 == ".")
    }
    return isScheme ? scheme.lowercased() : nil
  }
}
