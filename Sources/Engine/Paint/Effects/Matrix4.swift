import Glibc
import Scene

/// A map of space, as CSS transforms are defined by. `[CSS Transforms 2, §8]`
struct Matrix4 {
  /// Rows of four; points are columns.
  var m: [Double]

  static let identity = Matrix4(m: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])

  init(m: [Double]) { self.m = m }

  init(_ affine: AffineTransform) {
    m = [
      affine.a, affine.c, 0, affine.tx, affine.b, affine.d, 0, affine.ty, 0, 0, 1, 0, 0, 0, 0, 1,
    ]
  }

  static func translation(_ x: Double, _ y: Double, _ z: Double) -> Matrix4 {
    Matrix4(m: [1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z, 0, 0, 0, 1])
  }

  static func scale(_ x: Double, _ y: Double, _ z: Double) -> Matrix4 {
    Matrix4(m: [x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0, 0, 0, 0, 1])
  }

  /// A viewer at that distance; nearer than a pixel counts as a pixel.
  static func perspective(_ distance: Double) -> Matrix4 {
    Matrix4(m: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, -1 / max(distance, 1), 1])
  }

  static func skew(_ x: Double, _ y: Double) -> Matrix4 {
    Matrix4(
      m: [1, tan(x * .pi / 180), 0, 0, tan(y * .pi / 180), 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
  }

  static func rotation(x: Double, y: Double, z: Double, degrees: Double) -> Matrix4 {
    let length = (x * x + y * y + z * z).squareRoot()
    guard length > 0, degrees.isFinite else { return .identity }
    let (x, y, z) = (x / length, y / length, z / length)
    let turn = degrees.truncatingRemainder(dividingBy: 360)
    var s = sin(turn * .pi / 180)
    var c = cos(turn * .pi / 180)
    // Quarter turns are exact, so that turned boxes keep to whole pixels.
    if abs(s) < 1e-15 { s = 0 }
    if abs(c) < 1e-15 { c = 0 }
    if abs(abs(s) - 1) < 1e-15 { s = s < 0 ? -1 : 1 }
    if abs(abs(c) - 1) < 1e-15 { c = c < 0 ? -1 : 1 }
    let t = 1 - c
    return Matrix4(m: [
      t * x * x + c, t * x * y - s * z, t * x * z + s * y, 0,
      t * x * y + s * z, t * y * y + c, t * y * z - s * x, 0,
      t * x * z - s * y, t * y * z + s * x, t * z * z + c, 0,
      0, 0, 0, 1,
    ])
  }

  static func * (a: Matrix4, b: Matrix4) -> Matrix4 {
    var result = [Double](repeating: 0, count: 16)
    for row in 0..<4 {
      for column in 0..<4 {
        var sum = 0.0
        for index in 0..<4 { sum += a.m[row * 4 + index] * b.m[index * 4 + column] }
        result[row * 4 + column] = sum
      }
    }
    return Matrix4(m: result)
  }

  /// The map of the plane z = 0, seen from afar: nine numbers row by row.
  var flattened: [Double] {
    [m[0], m[1], m[3], m[4], m[5], m[7], m[12], m[13], m[15]]
  }

  /// The map of the plane if it is affine; nil where parallel lines would meet.
  var affine: AffineTransform? {
    let h = flattened
    guard abs(h[6]) < 1e-9, abs(h[7]) < 1e-9, h[8] != 0, h.allSatisfy(\.isFinite) else {
      return nil
    }
    let w = h[8]
    return AffineTransform(
      a: h[0] / w, b: h[3] / w, c: h[1] / w, d: h[4] / w, tx: h[2] / w, ty: h[5] / w)
  }

  /// Whether the plane's back is seen: its normal points away from the viewer.
  var showsBack: Bool {
    // The sign of the z component of the normal under the inverse transpose.
    let minor =
      m[0] * (m[5] * m[15] - m[7] * m[13]) - m[1] * (m[4] * m[15] - m[7] * m[12]) + m[3]
      * (m[4] * m[13] - m[5] * m[12])
    return minor * determinant < 0
  }

  /// How far toward the viewer a point of the plane z = 0 comes.
  func depth(of point: Point) -> Double {
    let z = m[8] * point.x + m[9] * point.y + m[11]
    let w = m[12] * point.x + m[13] * point.y + m[15]
    return w != 0 && (z / w).isFinite ? z / w : z
  }

  /// Whether the map crushes space, so that nothing shows. `[CSS Transforms 2, §8]`
  var isFlat: Bool { determinant == 0 }

  private var determinant: Double {
    func minor(_ rows: [Int], _ columns: [Int]) -> Double {
      func at(_ row: Int, _ column: Int) -> Double { m[rows[row] * 4 + columns[column]] }
      return at(0, 0) * (at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1))
        - at(0, 1) * (at(1, 0) * at(2, 2) - at(1, 2) * at(2, 0))
        + at(0, 2) * (at(1, 0) * at(2, 1) - at(1, 1) * at(2, 0))
    }
    let rows = [1, 2, 3]
    return m[0] * minor(rows, [1, 2, 3]) - m[1] * minor(rows, [0, 2, 3])
      + m[2] * minor(rows, [0, 1, 3]) - m[3] * minor(rows, [0, 1, 2])
  }
}
