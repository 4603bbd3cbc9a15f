import Foundation
import Imaging
import Testing

/// A picture of 6 x 4 pixels, left half red and right half blue, in one format.
struct Sample: Sendable, CustomTestStringConvertible {
  var name: String
  var format: ImageFormat
  /// How far a channel may be off.
  var tolerance: Int
  var bytes: [UInt8]

  var testDescription: String { name }

  init(_ name: String, _ format: ImageFormat, tolerance: Int, _ base64: String) {
    self.name = name
    self.format = format
    self.tolerance = tolerance
    bytes = Data(base64Encoded: base64, options: .ignoreUnknownCharacters).map { [UInt8]($0) } ?? []
  }
}

enum Samples {
  static let rgbPNG = Sample(
    "rgbPNG", .png, tolerance: 0,
    """
    iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAIAAAAiZtkUAAAAFklEQVR4nGP8zwAFjAxQJhMDBiBOCACMMwIH \
    YBTs5wAAAABJRU5ErkJggg==
    """)
  static let palettePNG = Sample(
    "palettePNG", .png, tolerance: 0,
    """
    iVBORw0KGgoAAAANSUhEUgAAAAYAAAAEAQMAAACXytwAAAAABlBMVEX/AAAAAP9sof2OAAAAEElEQVR4nGOQ \
    YWJgYmBiAAAA5AAj1fa/rgAAAABJRU5ErkJggg==
    """)
  static let jpeg = Sample(
    "jpeg", .jpeg, tolerance: 8,
    """
    /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkI \
    BgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoK \
    CgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgr/wAARCAAEAAYDAREAAhEBAxEB/8QAHwAAAQUBAQEB \
    AQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKB \
    kaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1 \
    dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl \
    5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcF \
    BAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5 \
    OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0 \
    tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD8uf2nv+R+ \
    s/8AsDx/+jZa/v39nF/yZDMf+xjW/wDUbCH9FfT4/wCTw4H/ALAKX/qRij//2Q==
    """)
  static let cmykJPEG = Sample(
    "cmykJPEG", .jpeg, tolerance: 40,
    """
    /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYH \
    CQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/8AAFAgABAAGBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAA \
    AAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNC \
    scEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6 \
    g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq \
    8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD59/4PVv8AlKb4B/7N/wBK/wDT5rlfz/179/wZU/8AKLLx9/2c \
    Bqv/AKY9Dr9/K//Z
    """)
  static let turnedJPEG = Sample(
    "turnedJPEG", .jpeg, tolerance: 8,
    """
    /9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAAIB \
    AQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/ \
    2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoK \
    CgoKCgr/wAARCAAGAAQDAREAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAA \
    AgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJico \
    KSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWm \
    p6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEB \
    AQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEI \
    FEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0 \
    dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk \
    5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD86P8AhmLwF/0F9Y/8CIv/AI3X6n/xUd8b/wDoXZd/4JxP \
    /wA1n+j3/Eg/g9/0HY//AMG4f/5lP//Z
    """)
  static let webp = Sample(
    "webp", .webp, tolerance: 0,
    """
    UklGRh4AAABXRUJQVlA4TBIAAAAvBcAAAA8Q87//8x8OehDR/wA=
    """)
  static let gif = Sample(
    "gif", .gif, tolerance: 2,
    """
    R0lGODdhBgAEAIEAAP8AAAAA/wAAAAAAACwAAAAABgAEAAAIEAABCAxAUCAAggEMIlRIMCAAOw==
    """)
  static let avif = Sample(
    "avif", .avif, tolerance: 8,
    """
    AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGlj \
    dAAAAAAAAAAAAAAAAAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAETAAAANQAAAChp \
    aW5mAAAAAAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAABqaXBycAAAAEtpcGNvAAAAFGlzcGUAAAAA \
    AAAABgAAAAQAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBIAAAAAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1h \
    AAAAAAAAAAEAAQQBAoMEAAAAPW1kYXQSAAoIOAhuwgIaDSAyJxAAAIu7FZWwq0Kb27g/bQFv/VBoGSTKMts8 \
    jC188bm6vjlzAOD6BA==
    """)
  /// Stored lying down, with an `eXIf` chunk that says so.
  static let turnedPNG = Sample(
    "turnedPNG", .png, tolerance: 0,
    """
    iVBORw0KGgoAAAANSUhEUgAAAAQAAAAGCAIAAABrW6giAAAAGmVYSWZNTQAqAAAACAABARIAAwAA \
    AAEABgAAAAAAANZnS2kAAAAaSURBVHjaY2Rg+M8AA0wMSACFw/gflwwKBwByigIJi/f6lAAAAABJ \
    RU5ErkJggg==
    """)
  static let svg = Sample(
    "svg", .svg, tolerance: 0,
    Data(
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="6" height="4"><g transform="scale(2)">\
      <path d="M0 0h3v2z" fill="red"/><text x="1" y="2">a</text></g></svg>
      """.utf8
    ).base64EncodedString())

  static let raster = [
    rgbPNG, palettePNG, jpeg, cmykJPEG, webp, gif, avif,
  ]
  static let all = raster + [turnedJPEG, turnedPNG, svg]
}
