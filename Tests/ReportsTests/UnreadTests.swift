import Experiments
import Foundation
import Runs
import Testing

@testable import Reports

/// What is recorded although no page and no claim of the report reads it.
///
/// A result records the same of all its arms, settings and cells, so that other notebooks find any of
/// them; of each such field somebody reads at least one, or it stands here with the reason.
struct UnreadTests {
  fileprivate static let kept = [
    "isInterior": "says for whoever recomputes an interval whether it is void",
    "standardExponent": "says which standard neuron an effect is over",
    "unsolved": "says that the runs have ended where ends are compared",
    "effect of null parts": "the intervals behind the counts of closer and farther settings",
  ]

  /// Of values and series with the same last name and the same explanation.
  private struct Field: Hashable {
    let name: String
    let explanation: String

    init(_ name: String, _ explanation: String) {
      self.name = String(name.split(separator: ".").last ?? "")
      self.explanation = explanation
    }

    var reason: String? {
      let isOfNullParts = name == "effect" && explanation.contains("null parts")
      return UnreadTests.kept[isOfNullParts ? "effect of null parts" : name]
    }
  }

  @Test func `of every recorded field something is read, or there is a reason to keep it`() throws {
    let package = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let store = RunStore(reportFolder: package.appending(path: "reports"))
    let records = try ExperimentCatalog.standard.experiments.compactMap {
      try store.record(of: $0.id)
    }
    try #require(records.count == ExperimentCatalog.standard.experiments.count)
    let unread = Set(
      try ReportBuilder(profile: .default, looks: .standard, jobs: 1).unread(
        in: records,
        templates: TemplateFolder(readingFrom: package.appending(path: "templates").path)))
    var fields: [Field: Bool] = [:]
    for record in records {
      let all =
        record.values.map { ($0.name, $0.explanation) }
        + record.series.map { ($0.name, $0.explanation) }
      for (name, explanation) in all {
        let isRead = !unread.contains("\(record.experiment).\(name)")
        fields[Field(name, explanation), default: false] =
          isRead
          || fields[Field(name, explanation)] == true
      }
    }
    let never = fields.filter { !$0.value }.keys
    #expect(fields.count > 200 && unread.count > never.count)
    for field in never {
      #expect(field.reason != nil, "nobody reads \(field.name): \(field.explanation)")
    }
    #expect(Set(never.compactMap(\.reason)).count == Self.kept.count, "a reason for what is read")
  }

  @Test func `what stands in a branch that is not taken counts as read`() throws {
    let template = "# A\n\n{% if growth.share > 2 %}{{ growth.low | fixed:1 }}{% endif %}\n"
    let unread = Workshop.builder.unread(
      in: Samples.records, templates: TemplateFolder(name: "t", files: ["01-a.md": template]))
    #expect(!unread.contains("growth.share"))
    #expect(!unread.contains("growth.low"))
    #expect(!unread.isEmpty)
  }
}
