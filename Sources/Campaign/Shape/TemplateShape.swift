/// `template.yaml`.
enum TemplateShape {
  static let template = Shape.object([
    .init("platen", .scalar(.formatVersion), "The version of this format."),
    .init("name", .scalar(.identifier), "The template's name; its folder's where absent."),
    .init("title", .scalar(.text), "What people call it."),
    .init("entry", .scalar(.path), "The HTML file; template.html where absent."),
    .init("fields", .map(names: .fieldName, of: .definition(.field)), "What the template reads."),
    .init("formats", .map(names: .identifier, of: size), "The sizes that it is made for."),
    .init(
      "colorways", .map(names: .identifier, of: properties),
      "Named sets of CSS custom properties."),
    .init(
      "fonts", .list(of: .scalar(.path), identity: .value),
      "Folders with fonts; fonts where absent."),
    .init("sample", .scalar(.path), "A data file that shows the template."),
  ])

  static let properties = Shape.map(names: .customProperty, of: .scalar(.value))

  private static let size = Shape.object(sizeKeys)

  static let sizeKeys: [Shape.Key] = [
    .init("width", .scalar(.integer(SizeRange.length)), "CSS pixels.", required: true),
    .init("height", .scalar(.integer(SizeRange.length)), "CSS pixels.", required: true),
    .init(
      "scale", .scalar(.number(SizeRange.scale)), "Device pixels per CSS pixel; 1 where absent."),
  ]
}
