import Foundation
import Runs

/// The Markdown files that a report is made from.
public struct TemplateFolder: Equatable, Sendable {
  /// The folder as people name it, which begins every position: `templates`.
  public let name: String
  /// The contents by path within the folder.
  public let files: [String: String]

  /// A folder in memory.
  public init(name: String, files: [String: String]) {
    self.name = name
    self.files = files
  }

  /// Reads every Markdown file of a folder and the folders in it, hidden ones apart.
  ///
  /// - Throws: ``ReportError/unreadable(path:reason:)`` for the folder, a file, or a file that is
  ///   not UTF-8; ``ReportError/noTemplates(folder:)`` when no chapter is among them.
  public init(readingFrom path: String) throws(ReportError) {
    let paths: [String]
    do {
      paths = try FileManager.default.subpathsOfDirectory(atPath: path)
    } catch {
      throw .unreadable(
        path: path,
        reason: "\(systemReason(error)); name the folder of the templates with --templates")
    }
    var files: [String: String] = [:]
    for file in paths.sorted() where file.hasSuffix(".md") && !Self.isHidden(file) {
      files[file] = try Self.content(of: "\(path)/\(file)")
    }
    self.init(name: path, files: files)
    guard !chapters.isEmpty else { throw .noTemplates(folder: path) }
  }

  private static func isHidden(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0.hasPrefix(".") }
  }

  private static func content(of path: String) throws(ReportError) -> String {
    guard let content = String(validating: try FileBytes.read(path), as: UTF8.self) else {
      throw .unreadable(path: path, reason: "it is not UTF-8 text")
    }
    return content
  }

  /// The files that become pages, in order: the index, then the chapters by number.
  var chapters: [String] {
    files.keys.filter(Self.isChapter).sorted()
  }

  /// The identifiers of the figures that the chapters show, in the order of the pages, as they are
  /// typed in the figure cells.
  public var figureIdentifiers: [String] {
    chapters.compactMap { files[$0] }.flatMap { text in
      text.matches(of: #/(?m)^```figure\nid: *(.+)$/#).map { String($0.1) }
    }
  }

  /// `README.md` or `NN-name.md` at the top of the folder.
  static func isChapter(_ path: String) -> Bool {
    path == "README.md" || path.wholeMatch(of: #/[0-9]{2}-[^\/]+\.md/#) != nil
  }

  /// How a file is named in messages.
  func displayName(of file: String) -> String { "\(name)/\(file)" }
}
