internal import CCairo
internal import Glibc

extension DrawingContext {
  /// Narrows the clip to the path, which is empty afterwards.
  package func clip() { clipKeepingPaths(context) }
}

/// Takes the place of `cairo_clip` in the whole process, for librsvg as well.
///
/// On pixels, cairo 1.16 keeps a clip of upright boxes as boxes, and ends the process where it then draws
/// other boxes of whole pixels, such as dashes, through parts of pixels. With a slanted line, which
/// encloses nothing, such a clip is kept as a path.
@c(cairo_clip)
package func clipKeepingPaths(_ context: OpaquePointer) {
  if cairo_surface_get_type(cairo_get_target(context)) == CAIRO_SURFACE_TYPE_IMAGE,
    isPathOfBoxesOffPixels(context)
  {
    var matrix = cairo_matrix_t()
    cairo_get_matrix(context, &matrix)
    cairo_identity_matrix(context)
    cairo_move_to(context, 0, 0)
    cairo_line_to(context, 1, 2)
    cairo_close_path(context)
    cairo_set_matrix(context, &matrix)
  }
  cairosOwnClip?(context)
}

/// The function of cairo itself. It is loaded wherever a context exists.
private let cairosOwnClip: (@convention(c) (OpaquePointer) -> Void)? = {
  // RTLD_NEXT, which Swift does not import: the next definition after this program's own.
  let next = UnsafeMutableRawPointer(bitPattern: -1)
  // The type is that of the C declaration.
  return dlsym(next, "cairo_clip").map {
    unsafeBitCast($0, to: (@convention(c) (OpaquePointer) -> Void).self)
  }
}()

/// Whether all lines of the path are upright or level on the device, and some lie off its pixels'
/// edges.
private func isPathOfBoxesOffPixels(_ context: OpaquePointer) -> Bool {
  guard let path = cairo_copy_path(context) else { return false }
  defer { cairo_path_destroy(path) }
  guard path.pointee.status == CAIRO_STATUS_SUCCESS else { return false }
  var isOffPixels = false
  var start = (x: 0.0, y: 0.0)
  var current = start
  func position(_ point: cairo_path_data_t) -> (x: Double, y: Double) {
    var (x, y) = (point.point.x, point.point.y)
    cairo_user_to_device(context, &x, &y)
    return (x, y)
  }
  // Half of what cairo can tell apart.
  let slack = 1.0 / 512
  func isUpright(from a: (x: Double, y: Double), to b: (x: Double, y: Double)) -> Bool {
    abs(a.x - b.x) <= slack || abs(a.y - b.y) <= slack
  }
  var index = 0
  while index < Int(path.pointee.num_data) {
    let element = path.pointee.data + index
    let header = element.pointee.header
    index += max(1, Int(header.length))
    switch header.type {
    case CAIRO_PATH_MOVE_TO, CAIRO_PATH_LINE_TO:
      let next = position(element[1])
      if header.type == CAIRO_PATH_MOVE_TO {
        start = next
      } else if !isUpright(from: current, to: next) {
        return false
      }
      current = next
      if abs(next.x - next.x.rounded()) > slack || abs(next.y - next.y.rounded()) > slack {
        isOffPixels = true
      }
    case CAIRO_PATH_CLOSE_PATH:
      if !isUpright(from: current, to: start) { return false }
      current = start
    default: return false
    }
  }
  return isOffPixels
}
