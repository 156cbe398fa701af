@testable import Experiments

// The short specification of each experiment, and the hash of its record.

extension Anatomy: ShortExperiment {
  static var short: Specification {
    var specification = Specification()
    specification.inputSizes = [3, 16]
    specification.pathSteps = 10
    specification.differenceLimit = 8
    specification.foldingSizes = [6, 8, 3]
    specification.foldingEpochs = 1
    specification.seeds = [0, 1]
    return specification
  }

  static let pinnedHash: UInt64 = 0x8b14_3611_8da9_9dac
}

extension Growth: ShortExperiment {
  static var short: Specification {
    var specification = Specification()
    specification.steps = 60
    specification.seeds = [0, 1, 2]
    specification.network.sizes = [6, 8, 3]
    specification.network.epochs = 1
    return specification
  }

  static let pinnedHash: UInt64 = 0xab22_a238_781a_edb6
}

extension Magnitude: ShortExperiment {
  static var short: Specification { .short(steps: 30, seeds: [0, 1, 2]) }

  static let pinnedHash: UInt64 = 0x5bc7_9e30_19fe_6be3
}

extension FrozenMagnitude: ShortExperiment {
  static var short: Specification { .short() }

  static let pinnedHash: UInt64 = 0x577c_dcd4_9e5e_e9ef
}

extension Start: ShortExperiment {
  static var short: Specification { .short() }

  static let pinnedHash: UInt64 = 0x8405_270a_821b_3a82
}

extension Imbalance: ShortExperiment {
  static var short: Specification { .short() }

  static let pinnedHash: UInt64 = 0x525c_e5ee_b4f9_7f1f
}

extension Noise: ShortExperiment {
  static var short: Specification {
    var specification = Specification.short(steps: 250, seeds: [0, 1, 2])
    specification.longSteps = 400
    specification.longFrom = 40
    return specification
  }

  static let pinnedHash: UInt64 = 0xbec9_e94a_3854_4e4a
}

extension ImplicitBias: ShortExperiment {
  static var short: Specification { .short(seeds: [0, 1, 2]) }

  static let pinnedHash: UInt64 = 0x4938_24f5_7d57_e927
}

extension WrongRate: ShortExperiment {
  static var short: Specification { .short() }

  static let pinnedHash: UInt64 = 0xf98e_ca95_e6e9_24ab
}

extension Penalty: ShortExperiment {
  static var short: Specification { .short() }

  static let pinnedHash: UInt64 = 0x4b7d_a4aa_66c3_5426
}

extension Convergence: ShortExperiment {
  static var short: Specification {
    let rates = RateGrid(lowest: -2, highest: 2, step: 1)
    return Specification(
      cells: [
        .tiny(rates: rates),
        .tiny(rates: rates, arms: batchArms, evaluationSeeds: [0, 1]),
      ])
  }

  static let pinnedHash: UInt64 = 0x1bec_b754_f110_d424
}

extension RateAllocation: ShortExperiment {
  static var short: Specification {
    var specification = Specification()
    specification.comparison = .tiny(
      rates: RateGrid(lowest: -2, highest: 2, step: 1), arms: specification.comparison.arms)
    return specification
  }

  static let pinnedHash: UInt64 = 0x13d9_5ada_5ef1_7fa9
}

extension BatchSize: ShortExperiment {
  static var short: Specification { .short }

  static let pinnedHash: UInt64 = 0x67b9_ce7e_9705_49e0
}

extension Features: ShortExperiment {
  static var short: Specification { .short }

  static let pinnedHash: UInt64 = 0x74e1_c826_9578_ebf9
}

extension FullSize: ShortExperiment {
  static var short: Specification { .short() }

  static let pinnedHash: UInt64 = 0x9aa0_7a54_3d78_4ab4
}
