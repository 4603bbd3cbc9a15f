/// Why a settings file is not taken: its name, the line and key, and what was expected.
package struct SettingsFault: Error, Sendable, Hashable, CustomStringConvertible {
  package var file: String
  /// From 1; 0 where the file as a whole is meant.
  package var line: Int
  package var key: String?
  package var message: String

  package init(file: String, line: Int, key: String? = nil, message: String) {
    self.file = file
    self.line = line
    self.key = key
    self.message = message
  }

  package var description: String {
    file + (line > 0 ? ", line \(line)" : "") + (key.map { ", key \($0)" } ?? "") + ": " + message
  }
}
