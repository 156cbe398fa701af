import Foundation
import Runs

/// The Markdown files that a report is made from.
public struct TemplateFolder: Equatable, Sendable {
  /// The folder as people name it, which begins every position: `templates`.
  public let name: String
  /// The folder's own name, however it was reached, which tells one notebook from another.
  public let notebook: String
  /// The contents by path within the folder.
  public let files: [String: String]

  /// A folder in memory. What Git and editors do to a text on its way to a disk does not count: the
  /// two characters that end a line elsewhere are read as a line feed, and a mark of the order of
  /// bytes in front of the first line is left out.
  public init(name: String, files: [String: String]) {
    self.name = name
    notebook = URL(filePath: name).resolvingSymlinksInPath().lastPathComponent
    self.files = files.mapValues(Self.portable)
  }

  /// The same text with line feeds at the ends of lines and without a mark of the order of bytes.
  package static func portable(_ text: String) -> String {
    let hasMark = text.unicodeScalars.first == "\u{FEFF}"
    let content = hasMark ? String(text.unicodeScalars.dropFirst()) : text
    return content.utf8.contains(UInt8(ascii: "\r"))
      ? String(content.map { $0 == "\r\n" ? "\n" : $0 }) : content
  }

  /// Reads every Markdown file of a folder and the folders in it, hidden ones apart.
  ///
  /// Files of other kinds are none of its business, and neither are the pages of a report: those in
  /// `output`, and in every folder that holds the list of a report's files.
  ///
  /// Where it `mayBeEmpty`, chapters may be missing, too.
  ///
  /// - Throws: ``ReportError/unreadable(path:reason:)`` for the folder, a file, a file that is not
  ///   UTF-8 or larger than a mebibyte, a link that leads out of the folder; ``ReportError/noTemplates(folder:)`` when no chapter is among them.
  public init(
    readingFrom path: String, except output: String? = nil, mayBeEmpty: Bool = false
  ) throws(ReportError) {
    let paths: [String]
    do {
      let real = URL(filePath: path).resolvingSymlinksInPath().path
      paths = try FileManager.default.subpathsOfDirectory(atPath: real)
    } catch {
      throw .unreadable(
        path: path,
        reason: "\(systemReason(error)); name the folder of the notebook")
    }
    let reports = Self.reports(among: paths)
    let folder = Place(path)
    let output = output.map { Place($0) }.flatMap { $0.isInside(folder) ? $0 : nil }
    var files: [String: String] = [:]
    let names = paths.sorted(by: Self.standsBefore).filter {
      name in
      Self.isMarkdown(name) && !Self.isHidden(name) && !reports.contains { name.hasPrefix($0) }
        && !(output.map { Place("\(path)/\(name)").isInside($0) } ?? false)
    }
    try Self.expectDistinct(names, in: path)
    for file in names {
      try Self.expectInside(file, of: path)
      try Self.expectComposed(file, of: path)
      files[file] = try Self.content(of: "\(path)/\(file)")
    }
    self.init(name: path, files: files)
    guard mayBeEmpty || !chapters.isEmpty else { throw .noTemplates(folder: path) }
  }

  /// Whether a file looks like a template; one with another ending than `.md` is complained of.
  private static func isMarkdown(_ path: String) -> Bool {
    rightName(of: path) != nil || path.hasSuffix(".md")
  }

  /// The name that a template should have whose ending is another spelling of `.md`; nil for every
  /// other file.
  static func rightName(of path: String) -> String? {
    let ending = path.dropFirst(stem(of: path).count)
    let spellings = [".md", ".markdown", ".mdown", ".mkd", ".mkdn"]
    guard ending != ".md", spellings.contains(ending.lowercased()) else { return nil }
    return stem(of: path) + ".md"
  }

  /// The folders of reports among some paths, each with a slash behind it.
  private static func reports(among paths: [String]) -> [String] {
    paths.filter { $0.hasSuffix("/" + FileList.name) }
      .map { String($0.dropLast(FileList.name.count)) }
  }

  private static func stem(of path: String) -> Substring {
    path.lastIndex(of: ".").map { path[..<$0] } ?? path[...]
  }

  private static func isHidden(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0.hasPrefix(".") }
  }

  /// A template tells what lies in its folder, never what lies elsewhere on the disk.
  private static func expectInside(_ file: String, of folder: String) throws(ReportError) {
    let path = "\(folder)/\(file)"
    guard !file.unicodeScalars.contains(where: \.isHidden) else {
      throw .unreadable(path: path.shown, reason: "its name holds an invisible character")
    }
    let base = URL(filePath: folder).resolvingSymlinksInPath().path
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    guard target.hasPrefix(base + "/") else {
      throw .unreadable(path: path, reason: "it is a link that leads out of the folder")
    }
  }

  /// Two names that differ only in the case of letters, or in the form that Unicode gives one letter,
  /// are one name on some disks, and one page hides the other.
  private static func expectDistinct(
    _ files: [String], in folder: String
  ) throws(ReportError) {
    var known: [String: String] = [:]
    for file in files {
      guard let other = known.updateValue(file, forKey: file.lowercased()) else { continue }
      throw .unreadable(
        path: "\(folder)/\(file)",
        reason: "its name differs from that of \(other) only in the case or the form of letters;"
          + " rename one of them")
    }
  }

  private static func expectComposed(_ file: String, of folder: String) throws(ReportError) {
    for character in file {
      guard let fault = CharacterForm.fault(of: character) else { continue }
      throw .unreadable(path: "\(folder)/\(file)", reason: "its name holds \(fault.message)")
    }
  }

  private static func standsBefore(_ one: String, _ other: String) -> Bool {
    ExactText(one) < ExactText(other)
  }

  private static func content(of path: String) throws(ReportError) -> String {
    guard let content = String(validating: try FileBytes.read(path, limit: 1 << 20), as: UTF8.self)
    else {
      throw .unreadable(path: path, reason: "it is not UTF-8 text")
    }
    return content
  }

  /// The files that become pages, in order: the chapters by number, the index, the short answer.
  var chapters: [String] {
    files.keys.filter(Self.isChapter).sorted(by: Self.standsBefore)
  }

  /// The identifiers of the figures that the chapters show, in the order of the pages, as they are
  /// typed in the figure cells.
  public var figureIdentifiers: [String] {
    chapters.compactMap { files[$0] }.flatMap { text in
      text.matches(of: #/(?m)^```figure\nid: *(.+)$/#).map { String($0.1) }
    }
  }

  static let indexName = "README.md"
  /// What somebody reads who reads one page.
  static let answerName = "answer.md"

  /// `README.md`, `answer.md` or `NN-name.md` at the top of the folder.
  static func isChapter(_ path: String) -> Bool {
    [indexName, answerName].contains(path) || path.wholeMatch(of: #/[0-9]{2}-[^\/]+\.md/#) != nil
  }

  /// How a file is named in messages.
  func displayName(of file: String) -> String { "\(name)/\(file)" }
}
