import Experiments
import Reports
import Runs

extension Pipeline {
  /// Says what is wrong in the templates before minutes are spent on experiments.
  ///
  /// `current` are records that a run would give again: what they do not hold is a mistake. Of the
  /// other experiments the report folder may have older records, which only make a mistake likely: it
  /// is told, and the runs decide.
  ///
  /// - Throws: ``ReportError/templates(_:)`` with the mistakes that are certain.
  func checkTemplates(current: [RunRecord]) async throws {
    let current = try await decided(current)
    let certain = await problems(with: current)
    guard certain.isEmpty else { throw ReportError.templates(certain) }
    let older = missing(in: current).compactMap(olderRecord)
    guard !older.isEmpty, !runner.isQuiet else { return }
    let likely = try await likelyProblems(with: current + older)
    guard !likely.isEmpty else { return }
    for problem in likely { Terminal.say(problem.description) }
    Terminal.say(
      "so it is with the records in \(notebook.output), which may be of an earlier program;"
        + " going on, since the runs decide")
  }

  private func problems(with records: [RunRecord]) async -> [TemplateProblem] {
    await builder.problems(
      in: notebook.pages, records: records, undecided: undecided(without: records),
      pending: Set(missing(in: records)))
  }

  /// What is wrong in the pages while no claim of the notebook can be decided.
  func problems(withoutVerdictsOn records: [RunRecord]) async -> [TemplateProblem] {
    let program = ExperimentCatalog.standard.undecided(without: records)
    return await builder.problems(
      in: notebook.pages, records: records, undecided: notebook.undecided(program, without: []),
      pending: Set(missing(in: records)), areVerdictsKnown: false)
  }

  /// What is wrong with records of which some may be of an earlier program, and from before a claim was
  /// stated.
  private func likelyProblems(with records: [RunRecord]) async throws -> [TemplateProblem] {
    do {
      return await problems(with: try notebook.decided(records, partial: partial))
    } catch ReportError.templates(let problems) {
      return problems
    }
  }

  /// The experiments of the profile that none of the records is of.
  private func missing(in records: [RunRecord]) -> [String] {
    let names = records.map(\.experiment)
    return catalog.experiments(of: profile).map(\.id).filter { !names.contains($0) }
  }

  /// A record that cannot be read tells nothing; whether that matters, others say.
  private func olderRecord(of experiment: String) -> RunRecord? {
    let recorded = RecordedRuns(reportFolder: notebook.output)
    do {
      return try recorded.record(of: experiment, profile: profile)
    } catch {
      return nil
    }
  }
}
