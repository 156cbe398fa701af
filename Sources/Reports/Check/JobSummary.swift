import Foundation
import Runs

/// The file from which a CI system makes the page of a job; GitHub names it in `GITHUB_STEP_SUMMARY`.
public struct JobSummary {
  private let path: String
  private let file: FileHandle

  /// Opens the file, so that one that cannot be written is refused before minutes are spent.
  ///
  /// - Throws: ``ReportError/cannotSummarize(path:reason:)``.
  public init(path: String) throws(ReportError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .cannotSummarize(path: path, reason: String(cString: strerror(errno)))
    }
    self.path = path
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Adds Markdown to what earlier commands of the job wrote.
  ///
  /// - Throws: ``ReportError/cannotStore(path:reason:)``.
  public func append(_ markdown: String) throws(ReportError) {
    do {
      try file.write(contentsOf: Data(markdown.utf8))
    } catch {
      throw .cannotStore(path: path, reason: systemReason(error))
    }
  }
}
