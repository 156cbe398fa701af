internal import Foundation
import Runs
import Testing
import WeightNormCore

@testable import Experiments

/// The same source gives the same record, byte for byte, however it is run.
struct DeterminismTests {
  /// Each set of kernels with another number of workers.
  private static let settings: [(kernels: String, workers: Int)] = {
    let kernels = KernelVariant.allCases.filter(\.isSupported).map(\.rawValue)
    return [1, 2, 7].enumerated().map { (kernels[$0 % kernels.count], $1) }
  }()

  /// The kernels in use are those of the whole process, so each set gets a process of its own.
  @Test(arguments: settings)
  func `records keep their pinned bytes with any kernels and any number of workers`(
    _ kernels: String, _ workers: Int
  ) async {
    await #expect(processExitsWith: .success) { [kernels, workers] in
      let variant = try #require(KernelVariant(rawValue: kernels))
      variant.select()
      for short in ShortRecord.all {
        let hash = try await short.record(workers: workers).hash
        #expect(
          hash == short.experiment.pinnedHash, "\(short.experiment): 0x\(String(hash, radix: 16))")
      }
      #expect(KernelVariant.selected == variant)
    }
  }

  @Test func `another seed gives another record`() async throws {
    func hash(_ seeds: [Int]) async throws -> UInt64 {
      try await Magnitude.record(
        .short(steps: 5, seeds: seeds),
        RunContext(profile: .default, workers: Workers(count: 2), data: .installed)
      ).hash
    }
    let first = try await hash([0, 1])
    #expect(try await hash([0, 1]) == first)
    #expect(try await hash([0, 2]) != first)
    #expect(try await hash([1, 0]) != first)
  }

  @Test(arguments: ShortRecord.all)
  func `a record reads back to the same bytes`(_ short: ShortRecord) async throws {
    let record = try await short.experiment.shortRecord()
    let bytes = try CanonicalJSON.encode(record)
    let read = try CanonicalJSON.decode(RunRecord.self, from: bytes, name: short.experiment.id)
    #expect(read == record)
    #expect(try CanonicalJSON.encode(read) == bytes)
    #expect(throws: Never.self) { try short.experiment.result(of: read) }
  }
}
