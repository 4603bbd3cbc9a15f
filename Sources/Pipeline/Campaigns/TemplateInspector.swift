package import Campaign
import Findings
import Rendering

/// Lets preflight look at templates with the eyes of the renderer.
package enum TemplateInspector {
  package static var inspecting: PageInspecting {
    { page in
      guard
        let renderer = try? PageRenderer(
          roots: [page.drop, page.template], top: page.template, fonts: page.fonts,
          limits: RenderingLimits())
      else { return [] }
      var setup = PageSetup(
        width: page.width, height: page.height, file: page.file, label: page.label)
      setup.rootAttributes["data-format"] = page.format
      let colorways = page.colorways.map { colorway in
        var setup = setup
        setup.rootAttributes["data-colorway"] = colorway.name
        setup.rootProperties = colorway.properties.map { ($0.name, $0.value) }
        return setup
      }
      return renderer.inspect(
        template: page.markup, filler: InspectedPage.filler, isSnippet: page.isSnippet,
        colorways.isEmpty ? [setup] : colorways)
    }
  }
}
