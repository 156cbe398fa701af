import ArgumentParser
import Foundation
import Reports

/// A folder as it is named on the command line or in an environment variable.
enum FolderArgument {
  /// The path that is meant. `~` is the home that HOME names, which a shell leaves to the program after
  /// an equals sign; names that lead up from a folder that is not there are resolved.
  ///
  /// - Parameters:
  ///   - text: what was typed.
  ///   - option: what it was typed for, to be named in the message.
  /// - Returns: the path.
  /// - Throws: `ValidationError`.
  static func path(_ text: String, of option: String) throws -> String {
    guard !text.isEmpty else {
      throw ValidationError("\(option) needs the name of a folder; `.` is the current one")
    }
    let expanded = try expandingHome(text, of: option)
    let leadsUp = expanded.split(separator: "/").contains("..")
    return leadsUp && !FileManager.default.fileExists(atPath: expanded)
      ? Place(expanded).path : expanded
  }

  /// The path that an environment variable names; nil where it is not set, or empty.
  ///
  /// - Throws: `ValidationError`.
  static func variable(_ name: String) throws -> String? {
    guard let text = ProcessInfo.processInfo.environment[name], !text.isEmpty else { return nil }
    return try path(text, of: name)
  }

  private static func expandingHome(_ text: String, of option: String) throws -> String {
    guard text.hasPrefix("~") else { return text }
    let isOwn = text == "~" || text.hasPrefix("~/")
    guard isOwn, let home = ProcessInfo.processInfo.environment["HOME"], home.hasPrefix("/") else {
      throw ValidationError(
        "\(option): nobody knows which folder \(text) is; write it out, or ./\(text) for a folder of"
          + " that name")
    }
    return home + text.dropFirst()
  }
}
