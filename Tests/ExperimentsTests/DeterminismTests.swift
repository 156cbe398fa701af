internal import Foundation
import Runs
import Testing
import WeightNormCore

@testable import Experiments

/// The same source gives the same record, byte for byte, however it is run.
struct DeterminismTests {
  private static let kernels = KernelVariant.allCases.filter(\.isSupported).map(\.rawValue)

  @Test(arguments: ShortRecord.allCases, [1, 2, 7])
  func `a record keeps its pinned bytes with any number of workers`(
    _ short: ShortRecord, _ workers: Int
  ) async throws {
    let hash = try await short.record(workers: workers).hash
    #expect(hash == short.pinnedHash, "0x\(String(hash, radix: 16))")
  }

  /// The kernels in use are those of the whole process, so each set gets a process of its own.
  @Test(arguments: ShortRecord.allCases, kernels)
  func `a record keeps its pinned bytes with any kernels`(
    _ short: ShortRecord, _ kernels: String
  ) async {
    await #expect(processExitsWith: .success) { [short, kernels] in
      let variant = try #require(KernelVariant(rawValue: kernels))
      variant.select()
      let hash = try await short.record(workers: 2).hash
      #expect(hash == short.pinnedHash)
      #expect(KernelVariant.selected == variant)
    }
  }

  @Test func `another seed gives another record`() async throws {
    func hash(_ seeds: [Int]) async throws -> UInt64 {
      try await Magnitude.run(
        .short(steps: 5, seeds: seeds),
        RunContext(profile: .default, workers: Workers(count: 2), data: .installed)
      ).hash
    }
    let first = try await hash([0, 1])
    #expect(try await hash([0, 1]) == first)
    #expect(try await hash([0, 2]) != first)
    #expect(try await hash([1, 0]) != first)
  }

  @Test(arguments: ShortRecord.allCases)
  func `a record reads back to the same bytes`(_ short: ShortRecord) async throws {
    let record = try await short.shared()
    let bytes = try CanonicalJSON.encode(record)
    let read = try CanonicalJSON.decode(RunRecord.self, from: bytes, name: short.rawValue)
    #expect(read == record)
    #expect(try CanonicalJSON.encode(read) == bytes)
  }
}
