import Markup

/// `grid`, `grid-template`, `grid-area` and its parts. `[CSS Grid 1, §§7.4, 7.8 and 8.4]`
extension PropertyTable {
  private static let template = [
    "grid-template-rows", "grid-template-columns", "grid-template-areas",
  ]
  private static let automatic = ["grid-auto-rows", "grid-auto-columns", "grid-auto-flow"]

  mutating func addGridShorthands() {
    for axis in ["row", "column"] {
      let longhands = ["grid-\(axis)-start", "grid-\(axis)-end"]
      add(shorthand: "grid-\(axis)", longhands) { Self.readLines(&$0, longhands) }
    }
    let area = ["grid-row-start", "grid-column-start", "grid-row-end", "grid-column-end"]
    add(shorthand: "grid-area", area) { Self.readLines(&$0, area) }
    add(shorthand: "grid-template", Self.template) { Self.readTemplate(&$0) }
    add(shorthand: "grid", Self.template + Self.automatic) { reader in
      let start = reader
      if Self.readTemplate(&reader), reader.cursor.isDone {
        reader.reset(Self.automatic)
        return true
      }
      reader = start
      return Self.readAutoFlow(&reader)
    }
  }

  /// Lines between slashes; one left out is the name of its opposite, else `auto`.
  private static func readLines(_ reader: inout ShorthandReader, _ longhands: [String]) -> Bool {
    var lines: [GridLine] = []
    repeat {
      guard let line = reader.cursor.gridLine() else { return false }
      lines.append(line)
    } while reader.cursor.consumeSlash()
    guard lines.count <= longhands.count else { return false }
    while lines.count < longhands.count {
      // Of four lines: the second follows the first, the third the first, the fourth the second.
      let opposite = longhands.count == 2 ? 0 : lines.count == 1 ? 0 : lines.count - 2
      if case .named(let name) = lines[opposite] {
        lines.append(.named(name))
      } else {
        lines.append(.auto)
      }
    }
    for (name, line) in zip(longhands, lines) {
      let path: StylePath<ContainerStyle, GridLine> =
        switch name {
        case "grid-row-start": \.gridRowStart
        case "grid-row-end": \.gridRowEnd
        case "grid-column-start": \.gridColumnStart
        default: \.gridColumnEnd
        }
      reader.set(name) { builder, _ in builder.style.container[keyPath: path] = line }
    }
    return true
  }

  private static func readTemplate(_ reader: inout ShorthandReader) -> Bool {
    if reader.cursor.peek?.isIdent("none") == true, reader.cursor.rest.trimmed.range.count == 1 {
      _ = reader.cursor.next()
      reader.reset(template)
      return true
    }
    let start = reader
    if reader.take("grid-template-rows"), reader.cursor.consumeSlash(),
      reader.take("grid-template-columns"), reader.cursor.isDone
    {
      reader.reset("grid-template-areas")
      return true
    }
    reader = start
    return readAreas(&reader)
  }

  /// `[a] "x y" 10px [b] "z z" / 1fr 2fr`
  private static func readAreas(_ reader: inout ShorthandReader) -> Bool {
    var entries: [Specified<TrackEntry>] = []
    var strings: [CSSToken] = []
    while let token = reader.cursor.peek, !token.isDelim("/") {
      if let names = reader.cursor.lineNames() {
        // Names at the end of one row and the start of the next are of one line.
        if case .constant(.lineNames(let before))? = entries.last {
          entries[entries.count - 1] = .constant(.lineNames(before + names))
        } else {
          entries.append(.constant(.lineNames(names)))
        }
        guard let next = reader.cursor.peek, next.kind == .string else {
          if reader.cursor.isDone || reader.cursor.peek?.isDelim("/") == true { break }
          if reader.cursor.peek?.kind == .openSquare { continue }
          return false
        }
      }
      guard let string = reader.cursor.next(), string.kind == .string else { return false }
      strings += [string, CSSToken(.whitespace)]
      entries.append(
        reader.cursor.trackSize().map { $0.map { .track($0) } } ?? .constant(.track(.auto)))
    }
    guard !strings.isEmpty,
      reader.take("grid-template-areas", from: ComponentValues(tokens: strings).trimmed)
    else { return false }
    if reader.cursor.consumeSlash() {
      guard let columns = reader.cursor.trackTemplate(), reader.cursor.isDone else { return false }
      reader.set("grid-template-columns") {
        $0.style.container.gridTemplateColumns = columns.resolve($1)
      }
    } else {
      reader.reset("grid-template-columns")
    }
    let rows = entries.gathered()
    reader.set("grid-template-rows") { builder, context in
      var template = TrackTemplate()
      template.entries = rows.resolve(context)
      builder.style.container.gridTemplateRows = template
    }
    return true
  }

  /// `<rows> / auto-flow <columns>`, or the other way round.
  private static func readAutoFlow(_ reader: inout ShorthandReader) -> Bool {
    func flow() -> Bool? {
      var hasFlow = false
      var isDense = false
      while let token = reader.cursor.peek, token.kind == .ident {
        if !hasFlow, token.isIdent("auto-flow") {
          hasFlow = true
        } else if !isDense, token.isIdent("dense") {
          isDense = true
        } else {
          break
        }
        _ = reader.cursor.next()
      }
      return hasFlow ? isDense : nil
    }
    let isColumn: Bool
    let isDense: Bool
    if let dense = flow() {
      isColumn = false
      isDense = dense
      if reader.cursor.peek?.isDelim("/") == true {
        reader.reset("grid-auto-rows")
      } else if !reader.take("grid-auto-rows") {
        return false
      }
      guard reader.cursor.consumeSlash(), reader.take("grid-template-columns") else { return false }
      reader.reset("grid-template-rows", "grid-auto-columns")
    } else {
      guard reader.take("grid-template-rows"), reader.cursor.consumeSlash(), let dense = flow()
      else { return false }
      isColumn = true
      isDense = dense
      if reader.cursor.isDone {
        reader.reset("grid-auto-columns")
      } else if !reader.take("grid-auto-columns") {
        return false
      }
      reader.reset("grid-template-columns", "grid-auto-rows")
    }
    reader.reset("grid-template-areas")
    reader.set("grid-auto-flow") { builder, _ in
      builder.style.container.gridAutoFlow.isColumn = isColumn
      builder.style.container.gridAutoFlow.isDense = isDense
    }
    return true
  }
}
