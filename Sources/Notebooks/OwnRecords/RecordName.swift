import Reports
import Runs

/// What a name must be so that a template can type it.
enum RecordName {
  /// What the words of a record's own stand for: no group and no series has their names.
  static let taken = [
    "title", "spec", "seeds", "seedCount", "stepCount", "diverged", "droppedSteps",
  ]

  /// What begins the names of no record: verdicts, and what the report says of itself.
  static let reserved = ["claims", "report"]

  /// Whether a name is one part of a dotted name: letters, digits, `_` and `-` of ASCII.
  static func isPart(_ name: String) -> Bool {
    !name.isEmpty && name.unicodeScalars.allSatisfy(isInPart)
  }

  /// Whether a name can be that of a record: a part that begins with a letter.
  static func isRecord(_ name: String) -> Bool {
    isPart(name) && name.first?.isLetter == true
  }

  /// Whether parts stand between points.
  static func isDotted(_ name: String) -> Bool {
    name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isPart(String($0)) }
  }

  private static func isInPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }

  /// What is wrong with the name of a group or a series; nil where nothing is.
  static func fault(_ name: String) -> String? {
    if taken.contains(name) { return "`\(name)` is a name that every record has; take another" }
    guard isPart(name) else {
      return "“\(name.shown(upTo: 60))” cannot be named in a template;"
        + " names are of letters, digits, `_` and `-`"
    }
    return nil
  }
}
