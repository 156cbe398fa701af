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
  /// The reasons, by explanation.
  private static let kept = [
    "whether η* is an inner rate of those tried":
      "says for whoever recomputes an interval whether it is void",
    "share of studies, with seeds drawn from these, that say the same":
      "says of each pairing what boxes say of claims",
    "log₂ of the greatest constant rate at which the standard neuron has an equal floor":
      "says which standard neuron an effect is over",
    "log₂ of the constant rate of the standard neuron":
      "says which standard neuron an effect is over",
    "runs that did not come to the residual at which training stops":
      "says that the runs have ended where ends are compared",
    "log₂ of the ratio of null parts, positive where weight normalization ends closer to the shortest solution":
      "the intervals behind the counts of closer and farther settings",
  ]

  /// Values and series with the same last name and the same explanation.
  private struct Field: Hashable {
    let name: String
    let explanation: String

    init(_ name: String, _ explanation: String) {
      self.name = String(name.split(separator: ".").last ?? "")
      self.explanation = explanation
    }
  }

  @Test func `of every recorded field something is read, or there is a reason to keep it`()
    async throws
  {
    let package = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let store = RunStore(reportFolder: package.appending(path: "reports"))
    let records = try ExperimentCatalog.standard.experiments.compactMap {
      try store.record(of: $0.id)
    }
    try #require(records.count == ExperimentCatalog.standard.experiments.count)
    let unread = Set(
      try await ReportBuilder(profile: .default, looks: .standard, jobs: 1).unread(
        in: records,
        templates: TemplateFolder(readingFrom: package.appending(path: "templates").path)))
    var fields: [Field: (names: [String], isRead: Bool)] = [:]
    for record in records {
      let all =
        record.values.map { ($0.name, $0.explanation) }
        + record.series.map { ($0.name, $0.explanation) }
      for (name, explanation) in all {
        let name = "\(record.experiment).\(name)"
        let isRead = !unread.contains(name)
        fields[Field(name, explanation), default: ([], false)].names.append(name)
        if isRead { fields[Field(name, explanation)]?.isRead = true }
      }
    }
    let never = fields.filter { !$0.value.isRead }
    #expect(fields.count > 200 && unread.count > never.count)
    for (field, places) in never {
      #expect(
        Self.kept[field.explanation] != nil,
        """
        no page and no claim reads \(places.names.joined(separator: ", ")): \(field.explanation); \
        read it, leave it out of the result, or give a reason here in `kept`
        """)
    }
    for explanation in Self.kept.keys {
      #expect(
        never.keys.contains { $0.explanation == explanation }, "it is read, or no longer there")
    }
  }

  @Test func `what stands in a branch that is not taken counts as read`() async throws {
    let template = "# A\n\n{% if growth.share > 2 %}{{ growth.low | fixed:1 }}{% endif %}\n"
    let unread = await Workshop.builder.unread(
      in: Samples.records, templates: TemplateFolder(name: "t", files: ["01-a.md": template]))
    #expect(!unread.contains("growth.share"))
    #expect(!unread.contains("growth.low"))
    #expect(!unread.isEmpty)
  }
}
