import Testing

@testable import Experiments

extension Stretch: ShortExperiment {
  static let short = Specification()
  static let pinnedHash: UInt64 = 0
}

struct StretchTests {
  @Test func `the length of w is g, whatever the length of v`() async throws {
    let result = try await Stretch.run(Stretch.short, .clusters)
    #expect(result.lengthError < 1e-14)
  }
}
