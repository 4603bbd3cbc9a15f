import Imaging
import Pango
import Scene

@testable import Raster

/// Images by identity, for lists made by hand.
final class TestImages: EncodedImages {
  var files: [ImageID: [UInt8]] = [:]
  func bytes(of id: ImageID) -> [UInt8]? { files[id] }
}

/// A rasterizer without fonts.
func makeRasterizer(
  images: any EncodedImages = TestImages(), cacheLimit: Int = 64 << 20
) throws -> PageRasterizer {
  PageRasterizer(
    glyphs: GlyphRasterizer(fonts: try FontStore()), images: images, cacheLimit: cacheLimit)
}

extension DisplayList {
  mutating func add(
    _ command: DisplayCommand, transform: AffineTransform = .identity, clip: ClipID? = nil
  ) {
    if let item = item(command, transform: transform, clip: clip) { items.append(item) }
  }

  mutating func fill(
    _ rect: Rect, _ brush: Brush, transform: AffineTransform = .identity, clip: ClipID? = nil
  ) {
    add(.fill(Fill(.rect(rect), brush)), transform: transform, clip: clip)
  }
}

func rounded(_ rect: Rect, _ radius: Double) -> RoundedRect {
  let size = Size(width: radius, height: radius)
  return RoundedRect(
    rect, topLeft: size, topRight: size, bottomRight: size, bottomLeft: size)
}

func ramp(_ geometry: Gradient.Geometry, _ colors: [Color], isRepeating: Bool = false) -> Gradient {
  let last = Double(max(colors.count - 1, 1))
  return Gradient(
    geometry: geometry,
    stops: colors.enumerated().map { Gradient.Stop(offset: Double($0) / last, color: $1) },
    isRepeating: isRepeating)
}

/// Numbers that look random and are the same every time.
struct Sequence64: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

/// A page of everything that is painted, varied by a seed: what stays the same stays equal.
func busyPage(seed: UInt64, width: Int = 300, height: Int = 420) -> DisplayList {
  var random = Sequence64(seed: seed)
  var list = DisplayList(width: width, height: height)
  let page = Rect(x: 0, y: 0, width: Double(width), height: Double(height))
  func color(_ alpha: Double = 1) -> Color {
    Color(
      red: .random(in: 0...1, using: &random), green: .random(in: 0...1, using: &random),
      blue: .random(in: 0...1, using: &random), alpha: alpha)
  }
  list.fill(
    page,
    .gradient(
      ramp(.linear(from: .zero, to: Point(x: 300, y: 420)), [.white, Color(r: 80, g: 120, b: 200)]))
  )
  let clip = list.addClip(
    .roundedRect(rounded(Rect(x: 30, y: 90, width: 240, height: 200), 40)),
    transform: .identity, inside: nil)
  list.fill(
    Rect(x: 20.5, y: 80.25, width: 250, height: 220),
    .gradient(ramp(.radial(center: Point(x: 150, y: 190), rx: 140, ry: 90), [color(), color()])),
    clip: clip)
  list.add(
    .boxShadow(
      BoxShadowCommand(
        shape: rounded(Rect(x: 60, y: 130, width: 150, height: 90), 12),
        box: rounded(Rect(x: 56, y: 120, width: 150, height: 90), 12), isInset: false, sigma: 9,
        color: Color(red: 0, green: 0, blue: 0, alpha: 0.4))))
  list.fill(
    Rect(x: 40, y: .random(in: 100...260, using: &random), width: 80, height: 50),
    .color(color(0.7)),
    transform: AffineTransform(a: 0.9, b: 0.3, c: -0.3, d: 0.9, tx: 30, ty: 10))
  list.fill(
    Rect(x: 180, y: 40, width: 90, height: 120),
    .gradient(ramp(.conic(center: Point(x: 225, y: 100), angle: 30), [.white, .black, color()])))
  var inside = DisplayList(width: width, height: height)
  inside.fill(Rect(x: 100, y: 230, width: 120, height: 120), .color(color()))
  inside.add(
    .fill(
      Fill(
        .roundedRect(rounded(Rect(x: 130, y: 250, width: 120, height: 140), 30)), .color(color()))
    ))
  list.add(
    .group(Group(items: inside.items, opacity: 0.6, blendMode: .multiply)))
  list.add(.group(Group(items: inside.items, filters: [.blur(sigmaX: 5, sigmaY: 5)])))
  list.add(
    .backdrop(
      Backdrop(
        shape: .roundedRect(rounded(Rect(x: 20, y: 300, width: 200, height: 80), 16)),
        filters: [.blur(sigmaX: 4, sigmaY: 4)], opacity: 1)))
  var path = Path()
  path.append(ellipse: Point(x: 150, y: 210), rx: 130, ry: 190)
  list.add(
    .stroke(
      Stroke(path: path, width: 5, cap: .round, dashes: [0, 11], color: color(0.8))))
  return list
}
