/// Codes of what happens to worker processes.
extension FindingCode {
  package static let workerLost = FindingCode(
    "render.worker-lost", .error,
    "Rendering a recipient crashed, hung or outgrew its memory on every try.",
    remedy:
      "Look at what is unusual in this row, above all its images; the other recipients went on.")

  static let workerCodes = [workerLost]
}
