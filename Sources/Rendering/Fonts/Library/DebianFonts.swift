extension SystemFonts {
  private static let folder = "/usr/share/fonts/"

  static let debianFamilies: [Family] =
    [
      Family(name: "Inter", files: interFiles("Inter")),
      Family(name: "Inter Display", files: interFiles("InterDisplay")),
      noto("Noto Sans"), noto("Noto Serif"), noto("Noto Sans Mono"), noto("Noto Sans Display"),
      noto("Noto Serif Display"), noto("Noto Sans Math"), noto("Noto Sans Symbols"),
      noto("Noto Sans Symbols2"), noto("Noto Music"), noto("Noto Naskh Arabic"),
      noto("Noto Kufi Arabic"), noto("Noto Nastaliq Urdu"), noto("Noto Rashi Hebrew"),
      noto("Noto Looped Thai"), noto("Noto Looped Lao"),
      Family(name: "Noto Color Emoji", files: [folder + "truetype/noto/NotoColorEmoji.ttf"]),
      cjk("Noto Sans CJK JP"), cjk("Noto Sans CJK KR"), cjk("Noto Sans CJK SC"),
      cjk("Noto Sans CJK TC"), cjk("Noto Sans CJK HK"), cjk("Noto Serif CJK JP"),
      cjk("Noto Serif CJK KR"), cjk("Noto Serif CJK SC"), cjk("Noto Serif CJK TC"),
      cjk("Noto Serif CJK HK"), cjk("Noto Sans Mono CJK JP"), cjk("Noto Sans Mono CJK KR"),
      cjk("Noto Sans Mono CJK SC"), cjk("Noto Sans Mono CJK TC"), cjk("Noto Sans Mono CJK HK"),
      dejaVu("DejaVu Sans", ["", "-Bold", "-Oblique", "-BoldOblique"]),
      dejaVu("DejaVu Sans Mono", ["", "-Bold", "-Oblique", "-BoldOblique"]),
      dejaVu("DejaVu Serif", ["", "-Bold", "-Italic", "-BoldItalic"]),
    ] + unique(notoSansScripts).map { noto("Noto Sans " + $0) }
    + unique(notoSerifScripts).map { noto("Noto Serif " + $0) }

  static let debianScripts: [String: [String]] = {
    let western = ["Noto Sans", "DejaVu Sans"]
    var scripts = ["Latn": western, "Grek": western, "Cyrl": western]
    for (script, family) in notoSansScripts { scripts[script] = ["Noto Sans " + family] }
    for (script, family) in notoSerifScripts {
      scripts[script, default: []].append("Noto Serif " + family)
    }
    for script in ["Hani", "Hira", "Kana", "Bopo"] { scripts[script] = ["Noto Sans CJK JP"] }
    scripts["Hang"] = ["Noto Sans CJK KR"]
    return scripts
  }()

  private static func unique(_ scripts: KeyValuePairs<String, String>) -> [String] {
    scripts.map(\.value).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static func noto(_ name: String) -> Family {
    // The one family whose files keep an older name.
    let stem =
      name == "Noto Serif Hmong Nyiakeng"
      ? "NotoSerifNyiakengPuachueHmong" : String(name.filter { $0 != " " })
    return Family(
      name: name,
      files: ["Regular", "Bold", "Italic", "BoldItalic"].map {
        folder + "truetype/noto/\(stem)-\($0).ttf"
      })
  }

  private static func cjk(_ name: String) -> Family {
    let stem = name.hasPrefix("Noto Serif") ? "NotoSerifCJK" : "NotoSansCJK"
    return Family(
      name: name,
      files: ["Regular", "Bold"].map { folder + "opentype/noto/\(stem)-\($0).ttc" })
  }

  private static func dejaVu(_ name: String, _ styles: [String]) -> Family {
    let stem = String(name.filter { $0 != " " })
    return Family(name: name, files: styles.map { folder + "truetype/dejavu/\(stem)\($0).ttf" })
  }

  private static func interFiles(_ stem: String) -> [String] {
    let weights = [
      "Thin", "ExtraLight", "Light", "Medium", "SemiBold", "Bold", "ExtraBold", "Black",
    ]
    let styles = ["Regular", "Italic"] + weights + weights.map { $0 + "Italic" }
    return styles.map { folder + "opentype/inter/\(stem)-\($0).otf" }
  }
}
