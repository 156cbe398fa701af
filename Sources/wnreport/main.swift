import Experiments
import Foundation

let data = DataLibrary(
  vendored: URL(filePath: "Sources/Experiments/Data"),
  fashionMNIST: URL(filePath: "/usr/share/datasets/fashion-mnist"))
let catalog = ExperimentCatalog.standard
let workers = Workers(count: 2)
let start = Date()
let records = try await catalog.run(
  try catalog.select(Array(CommandLine.arguments.dropFirst())), profile: .default, data: data, workers: workers)
for record in try catalog.decided(records) {
  print(record.experiment, Date().timeIntervalSince(start))
  for value in record.values { print("  \(value.name) = \(value.value)  -- \(value.explanation)") }
  for trace in record.series { print("  ~\(trace.name) \(trace.positions.count) \(trace.median.prefix(2)) \(trace.median.suffix(2))") }
  for verdict in record.verdicts { print("  * \(verdict.claim): \(verdict.outcome as Any) pinned \(verdict.pinned)"); for e in verdict.evidence where !e.holds { print("      FAILS \(e.name) \(e.value) \(e.requirement)") } }
}
