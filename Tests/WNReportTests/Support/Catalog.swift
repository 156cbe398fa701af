import Foundation

/// What `wnreport list --json` says there is.
struct Catalog: Decodable, Sendable {
  struct Experiment: Decodable, Sendable {
    var id: String
    var title: String
    var dataSets: [String]
    var seconds: Double
  }

  struct Claim: Decodable, Sendable {
    var id: String
    var experiments: [String]
    var pinned: String
    var statement: String
    var kind: String
    var source: String
  }

  var experiments: [Experiment]
  var claims: [Claim]
  var figures: [String]
  var templates: [String]

  /// The catalog of the program with the templates of a workspace.
  init(in workspace: Workspace) async throws {
    let result = try await workspace.run("list", "--json")
    self = try JSONDecoder().decode(Self.self, from: Data(result.output.utf8))
  }

  /// The experiment that tests run when any will do: one that takes little.
  static let quickest = "penalty"

  /// The names of the experiments but one.
  func experiments(without id: String) -> [String] {
    experiments.map(\.id).filter { $0 != id }
  }

  /// Every file of a report, by path within its folder.
  var reportFiles: [String] {
    let figures = figures.map { "figures/\($0).png" }
    return (templates + figures + experiments.map { "runs/\($0.id).json" }).sorted()
  }
}
