import Markup

/// `[CSS Flexbox 1; CSS Box Alignment 3]`
extension PropertyTable {
  mutating func addFlexProperties() {
    add(keywords: "flex-direction", .container(\.flexDirection))
    add(keywords: "flex-wrap", .container(\.flexWrap))
    add("flex-grow", .container(\.flexGrow)) { $0.number(.nonNegative) }
    add("flex-shrink", .container(\.flexShrink)) { $0.number(.nonNegative) }
    add("flex-basis", .container(\.flexBasis)) { cursor in
      if cursor.consumeIdent("auto") { return .constant(.auto) }
      if cursor.consumeIdent("content") { return .constant(.content) }
      return cursor.size()
    }
    add("order", .container(\.order)) { $0.integer() }
    add("justify-content", .container(\.justifyContent)) { cursor in
      cursor.contentAlignment(isInline: true).map { .constant($0) }
    }
    add("align-content", .container(\.alignContent)) { cursor in
      cursor.contentAlignment(isInline: false).map { .constant($0) }
    }
    add("justify-items", .container(\.justifyItems)) { cursor in
      cursor.selfAlignment(isInline: true, allowsAuto: false, allowsLegacy: true).map {
        .constant($0)
      }
    }
    add("align-items", .container(\.alignItems)) { cursor in
      cursor.selfAlignment(isInline: false, allowsAuto: false).map { .constant($0) }
    }
    add("justify-self", .container(\.justifySelf)) { cursor in
      cursor.selfAlignment(isInline: true, allowsAuto: true).map { .constant($0) }
    }
    add("align-self", .container(\.alignSelf)) { cursor in
      cursor.selfAlignment(isInline: false, allowsAuto: true).map { .constant($0) }
    }
    for (name, path) in [("row-gap", \.rowGap), ("column-gap", \.columnGap)]
      as [(String, StylePath<ContainerStyle, LengthPercentage?>)]
    {
      add(name, .container(path)) { cursor in
        if cursor.consumeIdent("normal") { return .constant(nil) }
        return cursor.lengthPercentage(.nonNegative)?.map { $0 }
      }
    }
  }
}

extension ValueCursor {
  fileprivate mutating func contentAlignment(isInline: Bool) -> ContentAlignment? {
    attempt { cursor in
      guard var keyword = cursor.keyword() else { return nil }
      var isSafe = false
      var isUnsafe = false
      if keyword == "safe" || keyword == "unsafe" {
        isSafe = keyword == "safe"
        isUnsafe = !isSafe
        guard let next = cursor.keyword(),
          ["center", "start", "end", "flex-start", "flex-end", "left", "right"].contains(next)
        else { return nil }
        keyword = next
      }
      if keyword == "last" || keyword == "first" {
        guard !isInline, cursor.consumeIdent("baseline") else { return nil }
        keyword = keyword == "last" ? "last baseline" : "baseline"
      }
      if isInline, keyword.hasSuffix("baseline") { return nil }
      if !isInline, keyword == "left" || keyword == "right" { return nil }
      return ContentAlignment.Keyword(rawValue: keyword).map {
        ContentAlignment($0, isSafe: isSafe, isUnsafe: isUnsafe)
      }
    }
  }

  fileprivate mutating func selfAlignment(
    isInline: Bool, allowsAuto: Bool, allowsLegacy: Bool = false
  ) -> SelfAlignment? {
    attempt { cursor in
      guard var keyword = cursor.keyword() else { return nil }
      var isSafe = false
      var isLegacy = false
      if allowsLegacy, keyword == "legacy" {
        guard let token = cursor.peek, token.kind == .ident else {
          return SelfAlignment(.normal, isLegacy: true)
        }
        keyword = cursor.keyword() ?? ""
        guard ["left", "right", "center"].contains(keyword) else { return nil }
        isLegacy = true
      } else if allowsLegacy, ["left", "right", "center"].contains(keyword),
        cursor.consumeIdent("legacy")
      {
        isLegacy = true
      }
      if keyword == "safe" || keyword == "unsafe" {
        isSafe = keyword == "safe"
        guard let next = cursor.keyword(),
          !["normal", "stretch", "baseline", "auto"].contains(next)
        else { return nil }
        keyword = next
      }
      if keyword == "last" || keyword == "first" {
        guard cursor.consumeIdent("baseline") else { return nil }
        keyword = keyword == "last" ? "last baseline" : "baseline"
      }
      if !isInline, keyword == "left" || keyword == "right" { return nil }
      if !allowsAuto, keyword == "auto" { return nil }
      return SelfAlignment.Keyword(rawValue: keyword).map {
        SelfAlignment($0, isSafe: isSafe, isLegacy: isLegacy)
      }
    }
  }
}
