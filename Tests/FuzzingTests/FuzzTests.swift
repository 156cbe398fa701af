import Foundation
import Fuzzing
import Testing

/// A short form of `make fuzz`: the same inputs every time.
struct FuzzTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(
    arguments: [
      (FuzzTarget.template, UInt64(150)), (.cell, 150), (.figure, 20), (.record, 400), (.data, 40),
      (.cache, 400), (.table, 400), (.claims, 400),
    ])
  func `no input crashes, and every wrong one is told its place and reason`(
    target: FuzzTarget, count: UInt64
  ) async throws {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "wnreport-fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: scratch) } }
    let fuzzer = try Fuzzer(package: Self.package, scratch: scratch)
    for seed in 0..<count {
      let fault = await fuzzer.fault(target, seed: seed)
      #expect(fault == nil, "wnfuzz \(target.rawValue) --from \(seed) --show")
    }
  }

  @Test func `a seed names one input`() throws {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "wnreport-fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: scratch) } }
    let fuzzer = try Fuzzer(package: Self.package, scratch: scratch)
    for target in [FuzzTarget.template, .cell, .figure, .record, .table, .claims] {
      let inputs = (UInt64(0)..<20).map { fuzzer.input(target, seed: $0) }
      #expect(inputs == (UInt64(0)..<20).map { fuzzer.input(target, seed: $0) })
      #expect(Set(inputs).count > 10)
    }
  }
}
