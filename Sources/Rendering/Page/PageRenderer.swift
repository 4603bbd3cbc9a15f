package import Engine
package import Findings
import Foundation
package import Linux
package import Markup
import Pango
import Raster
import Scene

/// Takes pages from markup to files: the engine, the fonts, the images and the rasterizer of one
/// worker, with their caches. Belongs to one thread.
package final class PageRenderer {
  let styles: StyleEngine
  let fonts: PageFonts
  private let images: ImageLibrary
  private let files = FileReader()
  /// A file that pages needed and the machine failed to read: what was made since is not whole.
  package var readFault: SystemError? { files.fault }
  var imageSource: any ImageSource { images }
  private let rasterizer: PageRasterizer
  private let limits: RenderingLimits

  /// - Parameters:
  ///   - roots: folders that pages and their references lie in, in search order.
  ///   - top: the folder for references with a leading slash.
  ///   - fonts: font folders.
  /// - Throws: `FontError` where the font library cannot be set up.
  package init(roots: [String], top: String?, fonts: [String], limits: RenderingLimits) throws {
    let locator = ResourceLocator(roots: roots, top: top)
    self.limits = limits
    self.fonts = try PageFonts(folders: fonts, locator: locator)
    images = ImageLibrary(
      locator: locator, files: files, pixelLimit: limits.imagePixels,
      cacheLimit: limits.cacheBytes / 8)
    styles = StyleEngine(loader: StylesheetLibrary(locator: locator, files: files))
    rasterizer = PageRasterizer(
      glyphs: GlyphRasterizer(fonts: self.fonts.store, cacheLimit: limits.cacheBytes / 8),
      images: images, cacheLimit: limits.cacheBytes * 3 / 8)
  }

  /// Reads markup into a document that any number of layouts may share.
  package func parse(_ html: String, label: String) -> HTMLParser.Result {
    HTMLParser.parse(
      html, file: label,
      limits: HTMLLimits(
        depth: limits.documentDepth, nodes: limits.documentNodes, bytes: limits.documentBytes))
  }

  /// Styles and lays out a document: in pages where its style sheets have an `@page` rule.
  ///
  /// - Parameters:
  ///   - type: PDF has all pages, of the sizes that the rules state, and is printed matter to media
  ///     queries; a picture has the first page, of the setup's size.
  ///   - like: the same document in another colorway, whose layout serves where colors are all that
  ///     differs.
  package func layOut(
    _ document: Document, _ setup: PageSetup, as type: ArtifactType = .png,
    like: LaidOutPage? = nil
  ) -> LaidOutPage {
    images.beginPage(setup.file)
    var input = StyleInput(setup)
    if let page = layOutPages(document, setup, input.environment, as: type) { return page }
    let prepared = styles.prepare(document, input)
    let (shaper, fontFindings) = fonts.shaper(for: prepared.fontFaces)
    let viewport = LayoutSize(width: LayoutUnit(setup.width), height: LayoutUnit(setup.height))
    let (styled, layout) = styles.layOut(document, prepared, &input, shaper: shaper) { styled in
      Layout.run(
        styled: styled, viewport: viewport, shaper: shaper, images: images, like: like?.layout)
    } pages: {
      [$0.fragments]
    }
    var page = LaidOutPage(
      document: document, fragments: layout.fragments, layout: layout.shared,
      sharesLayout: layout.shared.map { $0 === like?.layout } ?? false,
      pagesType: type != .pdf && isPagedInPrint(document, input) ? type : nil)
    page.findings = fontFindings + styled.findings + layout.findings
    page.findings += SVGTextFindings(prepared.fontFaces).find(in: styled.tree)
    page.findings += TextFindings.missing(layout.missingGlyphs, on: page)
    page.findings += TextFindings.fallbacks(layout.fallbacks)
    page.findings += TextFindings.unhyphenated(layout.unhyphenated)
    return page
  }

  /// Paints a laid-out page into a file.
  package func paint(
    _ page: LaidOutPage, _ setup: PageSetup, as type: ArtifactType
  ) -> RenderedPage {
    var list = paintPage(page.fragments, of: page.document, images: images, scale: setup.scale)
    list.title = page.title
    let further =
      type == .pdf
      ? page.furtherPages.map {
        paintPage($0, of: page.document, images: images, scale: setup.scale)
      } : []
    var result = RenderedPage(findings: page.findings)
    if type != .pdf, !page.furtherPages.isEmpty {
      result.findings.append(
        Finding(
          .furtherPages,
          "the picture shows the first of \(page.furtherPages.count + 1) pages",
          at: Place(file: setup.file)))
    }
    result.findings += images.failures.map { reference, reason in
      Finding(
        .imageFailed,
        "the image ‘\(images.locator.shown(reference).prefix(120))’ cannot be shown: \(reason)",
        at: Place(file: setup.file))
    }
    for list in [list] + further {
      // A picture in every header is one finding.
      result.findings += EnlargedImages.find(in: list, images: images, scale: setup.scale)
        .filter { found in
          !result.findings.contains { $0.code == found.code && $0.message == found.message }
        }
    }
    do throws(RasterError) {
      let content =
        switch type {
        case .png: try rasterizer.png(list)
        case .jpg(let quality): try rasterizer.jpeg(list, quality: quality)
        case .pdf: try pdf([list] + further, setup, &result)
        }
      let isVector = type == .pdf
      result.artifact = Artifact(
        content: [content], width: isVector ? page.width ?? setup.width : list.width,
        height: isVector ? page.height ?? setup.height : list.height)
    } catch {
      result.findings.append(Finding(.rasterFailed, "\(error)", at: Place(file: setup.file)))
    }
    result.findings = result.findings.map { labelled($0, setup) }
    return result
  }

  private func pdf(
    _ pages: [DisplayList], _ setup: PageSetup, _ result: inout RenderedPage
  ) throws(RasterError) -> [UInt8] {
    let file = try rasterizer.pdf(pages)
    if file.hasCoarseEffects {
      result.findings.append(
        Finding(
          .coarseEffects, "shadows, filters or blends of later pages are drawn coarsely",
          at: Place(file: setup.file)))
    }
    return file.bytes
  }

  /// Forgets what past pages brought where it has become too much.
  package func trim() { images.trim() }

  /// Findings name files as people know them, not by their place on this machine.
  func labelled(_ finding: Finding, _ setup: PageSetup) -> Finding {
    var finding = finding
    guard let file = finding.place.file else {
      if finding.place.line != nil { finding.place.file = setup.label }
      return finding
    }
    guard file.hasPrefix("/") else { return finding }
    let folder = (setup.file as NSString).deletingLastPathComponent + "/"
    let label = (setup.label as NSString).deletingLastPathComponent
    if file == setup.file {
      finding.place.file = setup.label
    } else if file.hasPrefix(folder) {
      finding.place.file = (label.isEmpty ? "" : label + "/") + file.dropFirst(folder.count)
    }
    return finding
  }
}

extension StyleInput {
  init(_ setup: PageSetup) {
    self.init(
      environment: MediaEnvironment(
        width: Double(setup.width), height: Double(setup.height), resolution: setup.scale),
      rootProperties: setup.rootProperties, rootAttributes: setup.rootAttributes, file: setup.file)
  }
}

/// A page between layout and paint.
package struct LaidOutPage {
  package let document: Document
  package let fragments: FragmentTree
  let layout: SharedLayout?
  /// Whether the layout is that of the page it was said to be like.
  package let sharesLayout: Bool
  package var findings: [Finding] = []
  /// The pages after the first of a document in pages.
  package let furtherPages: [FragmentTree]
  /// The kind of output that a document in pages was laid out for; nil for others, which serve all.
  let pagesType: ArtifactType?

  init(
    document: Document, fragments: FragmentTree, layout: SharedLayout?, sharesLayout: Bool,
    furtherPages: [FragmentTree] = [], pagesType: ArtifactType? = nil
  ) {
    self.document = document
    self.fragments = fragments
    self.layout = layout
    self.sharesLayout = sharesLayout
    self.furtherPages = furtherPages
    self.pagesType = pagesType
  }

  /// Whether an output of that type shows this layout.
  func serves(_ type: ArtifactType) -> Bool {
    guard let pagesType else { return true }
    return (pagesType == .pdf) == (type == .pdf)
  }

  /// The size of the first of a document's pages in whole CSS pixels.
  var width: Int? { fragments.page.map { _ in fragments.viewport.width.rounded } }
  var height: Int? { fragments.page.map { _ in fragments.viewport.height.rounded } }

  /// The text of the first `<title>`, with white space collapsed.
  var title: String {
    for index in document.nodes.indices {
      let node = NodeID(Int32(clamping: index))
      guard document[node].isElement, document[node].namespace == .html,
        document.tag(of: node) == "title"
      else { continue }
      return document.textContent(of: node).split(whereSeparator: \.isWhitespace).joined(
        separator: " ")
    }
    return ""
  }
}

/// A page as a file; nil where it could not be painted at all.
package struct RenderedPage {
  package var artifact: Artifact?
  package var findings: [Finding] = []
}
