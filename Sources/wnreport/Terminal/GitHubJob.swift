import Foundation
import Reports

/// What a job of GitHub Actions, or of a system that works like it, takes from its commands.
enum GitHubJob {
  /// Prints what the job shows at its place in a pull request; nothing elsewhere.
  static func show(_ annotations: [Annotation]) {
    guard ProcessInfo.processInfo.environment["GITHUB_ACTIONS"] == "true" else { return }
    for annotation in annotations { Output.print(annotation) }
  }

  /// The summary of this job; nil elsewhere.
  static func summary() throws -> JobSummary? {
    guard let path = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty
    else { return nil }
    return try JobSummary(path: path)
  }
}
