/// The version that manifests and `platen --version` state. `[SemVer 2.0.0]`
package enum PlatenVersion {
  package static let current = "0.1.0"
}
