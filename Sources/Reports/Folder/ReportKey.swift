import Figures
import Foundation
public import Runs

/// Everything that can change the files of a report. Where the report lies changes none of them, but
/// what is kept says what stands in one folder: that of another report is kept beside it, and a report
/// that was moved is not known any more.
public struct ReportKey: CacheKey, Equatable {
  /// A digest of the folder's path, which leads through no link.
  private let folder: ContentDigest
  private let profile: String
  /// Short inputs, and digests of long ones, by name.
  private let inputs: [String: String]

  /// - Parameters:
  ///   - folder: where the report lies.
  ///   - profile: the profile of the runs.
  ///   - math: how formulas are marked.
  ///   - templates: what is filled.
  ///   - runs: what fills it.
  ///   - code: the digest of the program.
  /// - Throws: `RunsError.notFinite`, or `.cannotRead` for the font.
  public init(
    folder: String, profile: String, math: MathForm, templates: TemplateFolder, runs: [RunKey],
    code: ContentDigest
  ) throws(RunsError) {
    let path = URL(filePath: folder).standardizedFileURL.resolvingSymlinksInPath().path
    self.folder = ContentDigest(of: Array(path.utf8))
    self.profile = profile
    var inputs = ["math": math.rawValue, "code": "\(code)"]
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

  public var fileName: String { "\(folder).report" }

  public func changes(since old: ReportKey) -> [String] {
    let names = Set(inputs.keys).union(old.inputs.keys).sorted()
    return (profile == old.profile ? [] : ["profile: \(old.profile) → \(profile)"])
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
