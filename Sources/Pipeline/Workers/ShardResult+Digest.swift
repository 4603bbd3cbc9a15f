import Findings
import Hashing

extension ShardResult {
  /// The result with its digest filled in.
  func sealed() -> ShardResult {
    var result = self
    result.digest = contentDigest.hex
    return result
  }

  /// SHA-256 over everything but the digest; bundles count by their own digests.
  private var contentDigest: SHA256Digest {
    var hasher = SHA256Hasher()
    for bundle in bundles { hasher.update(bundle.json.line + "\n") }
    for recipient in leftOut {
      hasher.update("\(recipient.row)\t\(recipient.failed)\t\(recipient.finding.json.line)\n")
    }
    for finding in findings { hasher.update(finding.json.line + "\n") }
    return hasher.finalize()
  }
}
