import ArgumentParser
import Foundation
import HotFolder
import Linux

/// `platen init`: a new hot folder, or what an existing one lacks.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Makes a hot folder with a sample campaign.")

  @Argument(help: "The folder to make.") var directory: String

  func run() throws {
    let path = URL(filePath: directory).standardizedFileURL.path(percentEncoded: false)
    let maker = HotFolderMaker(
      path: path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path)
    do throws(HotFolderMaker.Refusal) {
      try maker.make()
    } catch {
      Console.note(error.description)
      throw ExitCode.refused
    }
    Console.answer(
      "\(maker.path) is a hot folder; drop a copy of \(maker.path)/sample into its inbox")
  }
}
