import Foundation

/// Finds in a text what belongs to one machine or one moment.
enum Leaks {
  /// The absolute paths, host names, dates and times of day in a text.
  static func found(in text: String, host: String = ProcessInfo.processInfo.hostName) -> [String] {
    let paths = text.matches(
      of: #/(?:^|[\s"'`(=:])(\/(?:bin|etc|home|opt|private|root|tmp|usr|var|Users)\/[^\s"'`)]*)/#)
    let dates = text.matches(of: #/\b(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]\b/#)
    let times = text.matches(of: #/\b[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?\b/#)
    let names = [Executable.package.path, host].filter { $0.count > 3 && text.contains($0) }
    return paths.map { String($0.1) } + dates.map { String($0.0) } + times.map { String($0.0) }
      + names
  }
}
