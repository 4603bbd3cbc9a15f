import CPlatform

/// The two ends of a pipe, both closed on exec.
package struct Pipe: ~Copyable {
  package let readEnd: Int32
  package let writeEnd: Int32

  package init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    let status = platen_pipe(&ends)
    guard status == 0 else { throw SystemError("pipe2", code: -status) }
    readEnd = ends[0]
    writeEnd = ends[1]
  }
}
