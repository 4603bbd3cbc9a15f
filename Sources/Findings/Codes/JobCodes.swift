/// Codes of the area `job`.
extension FindingCode {
  static let jobCodes: [FindingCode] = [nestedArchive]

  package static let nestedArchive = FindingCode(
    "job.nested-archive", .warning, "An archive inside a drop is never opened.",
    remedy: "Put its files into the drop themselves if they are needed.")
}
