import Figures
import Foundation
public import Runs

/// Everything that can change the files of a report.
public struct ReportKey: CacheKey, Equatable {
  /// The folder of the report, from the root of the file system.
  private let folder: String
  /// Short inputs, and digests of long ones, by name.
  private let inputs: [String: String]

  /// - Parameters:
  ///   - folder: where the report lies.
  ///   - options: what else was asked for, by name.
  ///   - templates: what is filled.
  ///   - runs: what fills it.
  ///   - code: the digest of the program.
  /// - Throws: `RunsError.notFinite`, or `.cannotRead` for the font.
  public init(
    folder: String, options: [String: String], templates: TemplateFolder, runs: [RunKey],
    code: ContentDigest
  ) throws(RunsError) {
    self.folder = URL(filePath: folder).standardizedFileURL.path
    var inputs = options
    inputs["code"] = "\(code)"
    for (path, content) in templates.files {
      inputs[templates.displayName(of: path)] = "\(ContentDigest(of: Array(content.utf8)))"
    }
    for run in runs {
      inputs["run \(run.experiment)"] = "\(ContentDigest(of: try CanonicalJSON.encode(run)))"
    }
    let drawing = FontCheck()
    inputs["libgd"] = drawing.libgdVersion
    if let font = drawing.fontPath { inputs["font"] = "\(try ContentDigest(ofFile: font))" }
    self.inputs = inputs
  }

  public var fileName: String { "\(ContentDigest(of: Array(folder.utf8))).report" }

  public func changes(since old: ReportKey) -> [String] {
    let names = Set(inputs.keys).union(old.inputs.keys).sorted()
    return (folder == old.folder ? [] : ["folder: \(old.folder) → \(folder)"])
      + names.filter { inputs[$0] != old.inputs[$0] }.map { name in
        "\(name): \(old.inputs[name] ?? "none") → \(inputs[name] ?? "none")"
      }
  }
}

/// What stands in the folder of a report after it was written.
public struct WrittenReport: Codable, Equatable, Sendable {
  /// The digest of each file, by path within the folder.
  public let files: [String: ContentDigest]
  /// The verdicts of all claims, in catalog order.
  public let verdicts: [Verdict]

  public init(files: [String: ContentDigest], verdicts: [Verdict]) {
    self.files = files
    self.verdicts = verdicts
  }
}
