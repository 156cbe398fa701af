import Experiments
import Notebooks
import Reports
import Runs

/// Reads hostile claims of a notebook, decides those that are accepted and shows them on a page.
struct ClaimsFuzzer: Sendable {
  private let claims: TokenMutator
  private let settings: TokenMutator
  private let builder: ReportBuilder
  private static let records = [Samples.growth, Samples.anatomy]

  init() throws {
    claims = TokenMutator(pieces: Samples.claimPieces, documents: Samples.claimFiles)
    settings = TokenMutator(
      pieces: [
        "title: ", "output: ", "profile: ", "sources:\n  ", "lecture: ", "\n", "quick", "a",
      ],
      documents: [Samples.notebookFile])
    builder = try ReportBuilder(
      profile: .default, looks: .standard, jobs: 1, encode: { _ in [] }, draw: { _ in [] })
  }

  func files(_ random: inout FuzzRandom) -> [String: String] {
    let isChanged = random.oneIn(4)
    return [
      "notebook.yaml": isChanged ? settings.text(&random) : Samples.notebookFile,
      "claims.yaml": claims.text(&random),
    ]
  }

  func fault(_ random: inout FuzzRandom) async -> String? {
    let files = files(&random)
    let places = ProblemPlaces(files: files)
    let log = ProblemLog()
    let settings = NotebookSettings(
      contents: files["notebook.yaml"] ?? "", file: "notebook.yaml", folder: "lecture",
      builtIn: Self.records.map(\.experiment), log: log)
    let own = OwnClaims(
      contents: files["claims.yaml"] ?? "", file: "claims.yaml", sources: settings.sources, log: log
    )
    guard log.problems.isEmpty else { return places.fault(in: log.sorted) }
    do throws(ReportError) {
      try own.check(experiments: Self.records.map(\.experiment), program: ["role-of-g"])
      let decided = try own.decided(Self.records)
      return await fault(of: own, decided)
    } catch {
      guard case .templates(let problems) = error else { return "another error: \(error)" }
      return places.fault(in: problems)
    }
  }

  /// What was decided is told in boxes and in a table, and reads the same from a record.
  private func fault(of own: OwnClaims, _ records: [RunRecord]) async -> String? {
    let verdicts = records.flatMap(\.verdicts)
    for claim in own.claims {
      guard let verdict = verdicts.first(where: { $0.claim == claim.id }) else {
        return "no verdict on \(claim.id)"
      }
      if verdict.outcome == nil { return "undecided with all records: \(claim.id)" }
      if verdict.evidence.isEmpty { return "decided by nothing: \(claim.id)" }
    }
    if let fault = roundTripFault(records) { return fault }
    guard !own.claims.isEmpty else { return nil }
    let boxes = own.claims.map { "```claim\nclaim: \($0.id)\n```\n\n" }.joined()
    let list = own.claims.map(\.id).joined(separator: ", ")
    let page = "# A\n\n" + boxes + "```table\nverdicts: [\(list)]\n```\n"
    let folder = TemplateFolder(name: "templates", files: ["01-a.md": page])
    do {
      _ = try await builder.build(records, templates: folder)
      return nil
    } catch {
      guard case .templates(let problems) = error else { return "another error: \(error)" }
      return ProblemPlaces(folder).fault(in: problems)
    }
  }

  private func roundTripFault(_ records: [RunRecord]) -> String? {
    do {
      for record in records {
        let bytes = try CanonicalJSON.encode(record)
        let again = try CanonicalJSON.decode(RunRecord.self, from: bytes, name: "again")
        if again != record { return "another record comes back" }
      }
      return nil
    } catch {
      return "a record that cannot be kept: \(error)"
    }
  }
}
