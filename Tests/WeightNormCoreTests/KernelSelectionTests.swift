import Testing

@testable import WeightNormCore

/// The kernels in use are selected for the whole process, so all tests that select some stand in this
/// one serialized suite. All kernels give the same bits, so tests of other suites do not notice.
@Suite(.serialized)
struct KernelSelectionTests {
  @Test(arguments: KernelVariant.supported)
  func `selection stays until the next one`(_ variant: KernelVariant) {
    let before = KernelVariant.selected
    withKernels(variant) {
      #expect(KernelVariant.selected == variant)
    }
    #expect(KernelVariant.selected == before)
  }

  @Test func `baseline kernels run everywhere`() {
    #expect(KernelVariant.baseline.isSupported)
    #expect(KernelVariant.selected.isSupported)
  }
}

extension KernelVariant {
  static let supported = allCases.filter(\.isSupported)
}

/// Runs the body with those kernels and selects the ones before again.
func withKernels<Result>(_ variant: KernelVariant, _ body: () throws -> Result) rethrows -> Result {
  let before = KernelVariant.selected
  defer { before.select() }
  variant.select()
  return try body()
}
