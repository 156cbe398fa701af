import Figures
import Foundation
public import Runs

/// Everything that can change the files of a report. Where the report lies changes none of them, but
/// what is kept says what stands in one folder: that of another report is kept beside it. A report that
/// was moved is known again if the cache was moved with it.
public struct ReportKey: CacheKey, Equatable {
  /// A digest of the way from the cache to the report.
  private let place: ContentDigest
  private let profile: String
  /// Short inputs, and digests of long ones, by name.
  private let inputs: [String: String]

  /// - Parameters:
  ///   - folder: where the report lies.
  ///   - cache: the folder in which this is a key.
  ///   - profile: the profile of the runs.
  ///   - math: how formulas are marked.
  ///   - templates: what is filled.
  ///   - files: the other files of the notebook that matter, by path within it.
  ///   - runs: what fills it.
  ///   - code: the digest of the program.
  /// - Throws: `RunsError.notFinite`, or `.cannotRead` for the font.
  public init(
    folder: String, in cache: String, profile: Profile, math: MathForm, templates: TemplateFolder,
    files: [String: ContentDigest] = [:], runs: [RunKey], code: ContentDigest
  ) throws(RunsError) {
    place = ContentDigest(of: Array(Self.way(from: cache, to: folder).utf8))
    self.profile = profile.rawValue
    var inputs = ["math": math.rawValue, "code": "\(code)"]
    for (path, content) in templates.files {
      inputs[path] = "\(ContentDigest(of: Array(content.utf8)))"
    }
    for (path, digest) in files { inputs[path] = "\(digest)" }
    for run in runs {
      inputs["run \(run.experiment)"] = "\(ContentDigest(of: try CanonicalJSON.encode(run)))"
    }
    let drawing = FontCheck()
    inputs["libgd"] = drawing.libgdVersion
    if let font = drawing.fontPath { inputs["font"] = "\(try ContentDigest(ofFile: font))" }
    self.inputs = inputs
  }

  public var fileName: String { "\(place).report" }

  /// How many folders to go up, and the path from there; no link plays a part.
  private static func way(from start: String, to end: String) -> String {
    let (from, to) = (components(of: start), components(of: end))
    let shared = zip(from, to).prefix { ExactText($0) == ExactText($1) }.count
    return "\(from.count - shared) " + to.dropFirst(shared).joined(separator: "/")
  }

  private static func components(of path: String) -> [String] {
    URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
  }

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
