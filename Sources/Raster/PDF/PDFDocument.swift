import Cairo
import Foundation
import Scene

/// Writes display lists as the pages of one PDF document.
struct PDFDocument {
  let pages: [DisplayList]
  let caches: RasterCaches
  let fonts: PDFFonts
  let islands = IslandBudget()

  func write() throws(CairoError) -> [UInt8] {
    let size = pages.first?.sizeInPoints ?? Size(width: 1, height: 1)
    let surface = try PDFSurface(
      width: size.width, height: size.height, title: pages.first?.title ?? "")
    let destinations = PDFDestinations(pages)
    fonts.begin(pages)
    for (index, list) in pages.enumerated() {
      if index > 0 {
        let size = list.sizeInPoints
        surface.beginPage(width: size.width, height: size.height)
      }
      caches.images.inlineImages = list.inlineImages
      try PDFPainter(
        list: list, caches: caches, fonts: fonts, islands: islands, surface: surface
      ).paintPage(destinations, page: index + 1)
    }
    if pages.count > 1 { destinations.addOutline(to: surface) }
    return try surface.finish()
  }
}

/// Where links and the outline lead, by what they name.
struct PDFDestinations {
  struct Place {
    /// What the PDF calls it.
    var name: String
    /// From 1.
    var page: Int
    /// Points from the page's top left corner.
    var x: Double
    var y: Double
  }

  private var places: [String: Place] = [:]
  /// The places that links lead to.
  private var targets: [Place] = []
  private var headings: [(heading: Destination.Heading, place: Place)] = []

  init(_ pages: [DisplayList]) {
    var seen: Set<Int32> = []
    for (index, list) in pages.enumerated() {
      for destination in list.destinations {
        let point = list.toPoints.apply(destination.point)
        let place = Place(
          name: "e\(destination.element)", page: index + 1, x: Self.bounded(point.x),
          y: Self.bounded(point.y))
        if !destination.name.isEmpty, places[destination.name] == nil {
          places[destination.name] = place
        }
        // An element that goes on over pages begins on the first of them.
        if let heading = destination.heading, !heading.text.isEmpty,
          seen.insert(destination.element).inserted
        {
          headings.append((heading, place))
        }
      }
    }
    var named: Set<String> = []
    for link in pages.flatMap(\.links) {
      if let place = place(of: link.target), named.insert(place.name).inserted {
        targets.append(place)
      }
    }
  }

  /// Transforms may take elements anywhere.
  private static func bounded(_ position: Double) -> Double {
    position.isFinite ? min(max(0, position), 14_400) : 0
  }

  /// The place of a reference within the document; nil for other references.
  func place(of target: String) -> Place? {
    guard target.hasPrefix("#") else { return nil }
    let name = String(target.dropFirst())
    return places[name] ?? name.removingPercentEncoding.flatMap { places[$0] }
  }

  /// What links lead to on a page.
  func places(on page: Int) -> [Place] { targets.filter { $0.page == page } }

  func addOutline(to surface: PDFSurface) {
    var open: [(level: Int, entry: Int32)] = []
    for (heading, place) in headings {
      while let last = open.last, last.level >= heading.level { open.removeLast() }
      let entry = surface.addOutline(
        heading.text, under: open.last?.entry, page: place.page, x: place.x, y: place.y)
      open.append((heading.level, entry))
    }
  }
}

extension DisplayList {
  /// From device pixels to points: a CSS pixel is 1/96 inch, a point 1/72.
  var toPoints: Scene.AffineTransform {
    let factor = 0.75 / scale
    return .scale(x: factor, y: factor)
  }

  /// The page's size in points.
  var sizeInPoints: Size {
    if let sheet { return Size(width: sheet.width * 0.75, height: sheet.height * 0.75) }
    let factor = 0.75 / scale
    return Size(width: Double(width) * factor, height: Double(height) * factor)
  }
}
