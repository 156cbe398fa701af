import Runs

/// Says on a page that it does not come from the default profile.
enum ProfileNotice {
  /// The lines with a notice behind the title, for any profile but the default.
  static func added(to lines: [LocatedText], _ profile: Profile) -> [LocatedText] {
    guard profile != .default, let title = lines.firstIndex(where: isTitle) else { return lines }
    let position = lines[title].start
    let notice = ["", "> Made with the profile **\(profile.rawValue)**, not with the default one."]
    var result = lines
    result.insert(contentsOf: notice.map { LocatedText($0, at: position) }, at: title + 1)
    return result
  }

  private static func isTitle(_ line: LocatedText) -> Bool {
    line.string.hasPrefix("# ")
  }
}
