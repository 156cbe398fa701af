import Foundation
package import Reports
package import Runs

/// The claims of a notebook, and what it calls those who say them.
package struct OwnClaims: Sendable {
  /// The name of the file in the notebook's folder.
  static let fileName = "claims.yaml"
  /// In the order of the file.
  package let claims: [OwnClaim]
  private let sources: [String: String]

  /// Reads the text of a file; what is wrong in it is noted. One of blanks and comments holds no claims.
  ///
  /// - Parameters:
  ///   - contents: the text.
  ///   - file: its name in messages.
  ///   - sources: the notebook's words for who says what is claimed, with their texts in print; nil where
  ///     any word may be one.
  ///   - log: where it is noted.
  package init(contents: String, file: String, sources: [String: String]?, log: ProblemLog) {
    self.sources = sources ?? [:]
    let isBlank = contents.split(whereSeparator: \.isNewline).allSatisfy { line in
      line.first { !$0.isWhitespace }.map { $0 == "#" } ?? true
    }
    let all =
      isBlank
      ? nil
      : log.attempt { () throws(TemplateProblem) in
        let root = try YAMLMapping(contents: contents, file: file, keys: ["claims"], log: log)
        return try root.mapping("claims", log: log)
      }
    claims =
      all.map { all in
        all.keys.compactMap { OwnClaim($0, in: all, sources: sources, log: log) }
      } ?? []
  }

  /// Reads the file of a folder, if it has one.
  init(
    of folder: String, sources: [String: String]?, log: ProblemLog
  ) throws(ReportError) {
    let path = "\(folder)/\(Self.fileName)"
    let files = FileManager.default
    let text = files.fileExists(atPath: path) ? try NotebookFile.text(path) : ""
    let other = "\(folder)/claims.yml"
    if files.fileExists(atPath: other) {
      log.add([
        TemplateProblem(
          "the claims of a notebook stand in `\(Self.fileName)`; rename this file",
          at: SourcePosition(file: other, line: 1, column: 1))
      ])
    }
    self.init(contents: text, file: path, sources: sources, log: log)
  }
}

// MARK: Verdicts

extension OwnClaims {
  /// The records with the verdict of each claim in that of its first experiment, behind the program's own
  /// verdicts, whose sources have the notebook's names.
  ///
  /// - Parameters:
  ///   - records: what was run and what the notebook brings.
  ///   - partial: the experiments of which the profile does not gather all evidence: what they decide is
  ///     left undecided.
  /// - Returns: the records in their order.
  /// - Throws: `ReportError.templates` with everything that is wrong in the rules.
  package func decided(
    _ records: [RunRecord], partial: Set<String> = []
  ) throws(ReportError) -> [RunRecord] {
    let whole = records.filter { !partial.contains($0.experiment) }
    let names = Set(whole.map(\.experiment))
    let values = RecordedValues(claims.isEmpty ? [] : whole)
    let log = ProblemLog()
    let verdicts = claims.map { claim in
      claim.experiments.allSatisfy(names.contains)
        ? claim.verdict(over: values, of: whole, log: log) ?? claim.undecided : claim.undecided
    }
    guard log.problems.isEmpty else { throw .templates(log.sorted) }
    let own = Set(claims.map(\.id))
    return records.map { record in
      var decided = record
      decided.verdicts =
        named(record.verdicts.filter { !own.contains($0.claim) })
        + verdicts.filter { $0.experiments[0] == record.experiment }
      return decided
    }
  }

  /// The verdicts that none of the records holds: those of the program, and the claims whose first
  /// experiment is not among them.
  package func undecided(_ program: [Verdict], without records: [RunRecord]) -> [Verdict] {
    let names = Set(records.map(\.experiment))
    return named(program)
      + claims.filter { !names.contains($0.experiments[0]) }.map(\.undecided)
  }

  /// The program's verdicts with the notebook's names of those who say what is claimed.
  private func named(_ verdicts: [Verdict]) -> [Verdict] {
    verdicts.map { verdict in
      let source = ClaimSource.allCases.first { $0.text == verdict.source }
      var named = verdict
      named.source = source.flatMap { sources[$0.rawValue] } ?? verdict.source
      return named
    }
  }

  /// Looks for what a notebook alone cannot know to be wrong.
  ///
  /// - Parameters:
  ///   - experiments: all that have records, run or brought along.
  ///   - program: the claims of the program, whose names are taken.
  /// - Throws: `ReportError.templates`.
  package func check(experiments: [String], program: [String]) throws(ReportError) {
    var problems: [TemplateProblem] = []
    for claim in claims {
      if program.contains(claim.id) {
        problems.append(
          TemplateProblem(
            "`\(claim.id)` is a claim of the program; give this one another name",
            at: claim.position))
      }
      for name in claim.rule.names where !experiments.contains(name.experiment) {
        problems.append(TemplateProblem(unknownExperimentOf: name, among: experiments))
      }
    }
    let log = ProblemLog()
    log.add(problems)
    guard problems.isEmpty else { throw .templates(log.sorted) }
  }
}
