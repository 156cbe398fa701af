/// One way in which a folder differs from the report that was built anew.
public struct Finding: Equatable, Sendable {
  /// What is different.
  public enum Kind: Equatable, Sendable {
    /// A line of a chapter reads otherwise; the parts that differ.
    case changedText(old: String, new: String)
    /// A line stands in the folder that was not built.
    case addedLine(String)
    /// A line was built that is not in the folder.
    case missingLine(String)
    /// A value of a record is another one.
    case changedValue(path: String, old: String, new: String)
    /// A record holds the same values in another form.
    case changedForm
    /// A picture shows something else.
    case changedPicture(String)
    /// A file was built that is not in the folder.
    case missing
    /// A file of an earlier build, which the next one removes.
    case orphaned
    /// A file or folder that no report wrote, and that none removes.
    case foreign
    /// A file that cannot be read as what it should be.
    case broken(String)
  }

  /// The path as people name it: `reports/03-how-it-works.md`.
  public let path: String
  /// The line in the folder's file, where there is one.
  public let line: Int?
  public let kind: Kind

  /// A finding in a file.
  public init(path: String, line: Int? = nil, kind: Kind) {
    self.path = path
    self.line = line
    self.kind = kind
  }

  /// What is different, without the place.
  public var message: String {
    switch kind {
    case .changedText(let old, let new): return "\(old) → \(new)"
    case .addedLine(let text): return "not in the report built now: \(text)"
    case .missingLine(let text): return "missing: \(text)"
    case .changedValue(let path, let old, let new): return "\(path): \(old) → \(new)"
    case .changedForm: return "the same values, but not as they are written now"
    case .changedPicture(let difference): return "the picture differs: \(difference)"
    case .missing: return "missing"
    case .orphaned: return "belongs to no chapter, figure or record of the report"
    case .foreign:
      return "no report wrote this, and none will remove it; move it out of the report by hand"
    case .broken(let reason): return reason
    }
  }

  /// What shows the finding at its line in a pull request.
  public var annotation: Annotation { Annotation(message, file: path, line: line) }
}

extension Finding: CustomStringConvertible {
  /// `reports/03-how-it-works.md:41: 0.0132 → 0.0134`
  public var description: String {
    "\(path)\(line.map { ":\($0)" } ?? ""): \(message)"
  }
}
