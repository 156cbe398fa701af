internal import Runs

extension LogG {
  struct Result: Recorded {
    /// By way to train the length: `log`.
    var arms: Parts<ArmResult>
  }

  struct ArmResult: Recorded {
    /// By ‖w*‖: `norm0_5`.
    var sizes: Parts<SizeResult>

    init(sizes: Parts<SizeResult>) {
      self.sizes = sizes
    }
  }

  struct SizeResult: Recorded {
    @Measured("share of seeds that end with w near 0") var collapsed: Sampled<Double>
    @Measured("share of seeds that blow up") var blownUp: Double

    /// Of ‖w‖ at the end over ‖w*‖, one element a seed.
    init(_ ends: [Double], _ specification: Specification) {
      func share(_ ends: [Double], _ isMeant: (Double) -> Bool) -> Double {
        Double(ends.count(where: isMeant)) / Double(ends.count)
      }
      collapsed = Sampled(of: id, ends) { share($0) { $0 < specification.collapseShare } }
      blownUp = share(ends) { !$0.isFinite }
    }
  }
}
