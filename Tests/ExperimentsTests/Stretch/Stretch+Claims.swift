@testable import Experiments

extension Stretch {
  static let claims: [Claim] = [
    Claim(
      id: "stretch", statement: "A longer v makes a longer w.",
      source: .users, group: .whatItIsNot, experiments: ["stretch"], pinned: .refuted
    ) { evidence throws(ExperimentsError) in
      let isFixed = try evidence.check(
        "stretch.lengthError", "‖w‖ against g, relative", .below(1e-14))
      return isFixed ? .refuted : .supported
    }
  ]
}
