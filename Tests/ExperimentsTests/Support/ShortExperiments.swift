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

  static let pinnedHash: UInt64 = 0xd170_0ce1_016b_a896
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

  static let pinnedHash: UInt64 = 0xc855_d84a_f3e4_56ea
}

extension Magnitude: ShortExperiment {
  static var short: Specification { .short(steps: 30, seeds: [0, 1, 2]) }

  static let pinnedHash: UInt64 = 0x517d_2670_2651_fc46
}

extension FrozenMagnitude: ShortExperiment {
  static var short: Specification { .short() }

  static let pinnedHash: UInt64 = 0xdc55_c813_146f_38a6
}

extension Start: ShortExperiment {
  static var short: Specification { .short() }

  static let pinnedHash: UInt64 = 0x75dd_8c64_2c80_f598
}

extension Imbalance: ShortExperiment {
  static var short: Specification { .short() }

  static let pinnedHash: UInt64 = 0xec59_ec68_06c1_58bb
}

extension Noise: ShortExperiment {
  static var short: Specification {
    var specification = Specification.short(steps: 250, seeds: [0, 1, 2])
    specification.longSteps = 400
    specification.longFrom = 40
    return specification
  }

  static let pinnedHash: UInt64 = 0x8693_77dc_8d9d_85a0
}

extension ImplicitBias: ShortExperiment {
  static var short: Specification { .short(seeds: [0, 1, 2]) }

  static let pinnedHash: UInt64 = 0x4999_0bfd_68e7_883f
}

extension WrongRate: ShortExperiment {
  static var short: Specification { .short() }

  static let pinnedHash: UInt64 = 0x64d6_6883_4759_5632
}

extension Penalty: ShortExperiment {
  static var short: Specification { .short() }

  static let pinnedHash: UInt64 = 0x9986_0166_4203_4d46
}

extension Convergence: ShortExperiment {
  static var short: Specification {
    let rates = RateGrid(lowest: -2, highest: 2, step: 1)
    return Specification(
      cells: [
        .tiny(rates: rates, arms: coreArms + batchArms, window: RateWindow()),
        .tiny(name: "other", rates: rates),
      ])
  }

  static let pinnedHash: UInt64 = 0x7d25_2fb7_732b_bb15
}

extension RateAllocation: ShortExperiment {
  static var short: Specification {
    var specification = Specification()
    specification.comparison = .tiny(
      rates: RateGrid(lowest: -2, highest: 2, step: 1), arms: specification.comparison.arms,
      window: RateWindow(hopelessRatio: nil))
    return specification
  }

  static let pinnedHash: UInt64 = 0xe072_4e16_c521_014f
}

extension BatchSize: ShortExperiment {
  static var short: Specification { .short }

  static let pinnedHash: UInt64 = 0x5a21_cf68_3595_8758
}

extension Features: ShortExperiment {
  static var short: Specification { .short }

  static let pinnedHash: UInt64 = 0xa127_bba5_2a3b_b1af
}

extension FullSize: ShortExperiment {
  static var short: Specification { .short() }

  static let pinnedHash: UInt64 = 0x90a3_c8ac_f6c1_2198
}
