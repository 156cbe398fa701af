import Experiments
import Foundation
import Reports
import Runs

/// Reads hostile records, and uses those that are accepted for everything that records are used for.
struct RecordFuzzer: Sendable {
  private let tokens: TokenMutator

  init() {
    let documents = [Samples.growth, Samples.anatomy].map { record in
      do {
        return String(decoding: try CanonicalJSON.encode(record), as: UTF8.self)
      } catch {
        preconditionFailure("a sample that is no record: \(error)")
      }
    }
    tokens = TokenMutator(
      pieces: [
        "{", "}", "[", "]", ":", ",", "null", "true", "\"\"", "0", "-1", "1e400", "\\u0000",
        "\\ud800", "\"a\"", "[]", "{}", "\"number\":", "\"integer\":", "//", "[null]",
      ], documents: documents)
  }

  func bytes(_ random: inout FuzzRandom) -> [UInt8] {
    var bytes = Array(tokens.text(&random).utf8)
    if random.oneIn(4) { ByteMutator.change(&bytes, &random) }
    return bytes
  }

  func fault(_ random: inout FuzzRandom) async -> String? {
    let bytes = bytes(&random)
    do {
      let record = try CanonicalJSON.decode(RunRecord.self, from: Data(bytes), name: "a record")
      return try roundTripFault(record) ?? useFault(record, isDrawn: random.oneIn(50))
    } catch {
      guard case .unreadable(_, let reason) = error as? RunsError else {
        return "another error: \(error)"
      }
      if reason.contains("\n") || reason.contains("Swift.") || reason.contains("Context(") {
        return "a riddle: \(reason)"
      }
      return reason.isEmpty ? "refused without a reason" : nil
    }
  }

  private func roundTripFault(_ record: RunRecord) throws -> String? {
    let again = try CanonicalJSON.decode(
      RunRecord.self, from: try CanonicalJSON.encode(record), name: "again")
    return again == record ? nil : "another record comes back"
  }

  private func useFault(_ record: RunRecord, isDrawn: Bool) throws -> String? {
    if ValueListing(record).text(width: 80).isEmpty { return "an empty listing" }
    guard !record.series.isEmpty else { return nil }
    do {
      let plot = try SeriesPlot(of: record, matching: ["*"], looks: .standard)
      if isDrawn { for picture in plot.pictures { _ = try picture.figure.png() } }
    } catch is ReportError {
      return nil
    } catch {
      return "\(error)".contains("panel") || "\(error)".contains("room") ? nil : "\(error)"
    }
    return nil
  }
}
