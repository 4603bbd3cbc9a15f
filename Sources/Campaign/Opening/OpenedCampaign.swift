package import Foundation
import Linux

/// A drop that was found to hold a descriptor.
package struct OpenedCampaign {
  /// The folder that holds the descriptor: what its references are relative to. Absolute.
  package let root: String
  /// The descriptor's name in `root`.
  package let descriptor: String
  package let files: FolderFiles

  package init(root: String, descriptor: String) {
    self.root = root
    self.descriptor = descriptor
    files = FolderFiles(root: root)
  }

  /// The descriptor's bytes, at most one byte more than its limit.
  package func descriptorData(limits: YAMLLimits = YAMLLimits()) throws -> Data {
    try boundedData(at: files.path(descriptor), limit: limits.bytes)
  }
}

/// The first `limit + 1` bytes of a file: enough to see that it is too large.
func boundedData(at path: String, limit: Int) throws(SystemError) -> Data {
  Data(try Descriptor.reading(path).contents(limit: limit + 1))
}
