import Foundation
import Testing

extension ExperimentRuns {
  struct GenerateTests {
    @Test func `everything that product and templates promise is written`() async throws {
      let generated = try await SharedRuns.generated.value
      #expect(generated.result.status == 0, "\(generated.result.messages)")
      #expect(generated.files.keys.sorted() == [".wnreport.json"] + generated.catalog.reportFiles)
      #expect(generated.files.values.allSatisfy { !$0.isEmpty })
    }

    @Test func `the verdict of every claim goes to stdout`() async throws {
      let generated = try await SharedRuns.generated.value
      let rows = generated.result.outputLines.filter { $0.hasPrefix("  ") }
        .map { $0.split(separator: " ").prefix(2).map(String.init) }
      let claims = generated.catalog.claims.map { [$0.id, $0.pinned] }
      #expect(Set(rows) == Set(claims))
      #expect(rows.count == claims.count)
    }

    @Test func `progress goes to stderr, one plain line an experiment`() async throws {
      let generated = try await SharedRuns.generated.value
      let lines = generated.result.messageLines
      let done = lines.compactMap { $0.wholeMatch(of: #/(.+): done after [0-9.]+ s/#)?.1 }
      #expect(done.map(String.init).sorted() == generated.catalog.experiments.map(\.id).sorted())
      let count = generated.files.count - 1
      #expect(
        lines.last == "reports: \(count) written, 0 unchanged; read reports/README.md")
      #expect(lines.count == done.count + 1)
      for sign in ["\u{1B}", "\r"] {
        #expect(!generated.result.messages.contains(sign))
        #expect(!generated.result.output.contains(sign))
      }
    }

    @Test func `records are valid JSON and small enough to review`() async throws {
      let generated = try await SharedRuns.generated.value
      let records = generated.files.filter { $0.key.hasPrefix("runs/") }
      for (path, data) in records {
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: data) }
        #expect(data.count <= 300_000, "\(path)")
      }
      #expect(records.values.map(\.count).reduce(0, +) <= 4_000_000)
    }

    @Test func `figures are PNG files`() async throws {
      let generated = try await SharedRuns.generated.value
      let signature = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
      for (path, data) in generated.files where path.hasSuffix(".png") {
        #expect(data.prefix(8) == signature, "\(path)")
      }
    }

    @Test func `no text tells of the machine or the moment that made it`() async throws {
      let generated = try await SharedRuns.generated.value
      for (path, text) in generated.texts {
        #expect(Leaks.found(in: text) == [], "\(path)")
      }
    }
  }
}
