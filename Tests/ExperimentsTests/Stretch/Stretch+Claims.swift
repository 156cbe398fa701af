@testable import Experiments

extension Stretch {
  static let claims: [Claim] = [
    Claim(
      id: "stretch", statement: "A longer v makes a longer w.",
      kind: .identity, source: .readers, experiments: ["stretch"], pinned: .refuted
    ) { evidence throws(ExperimentsError) in
      let isFixed = try evidence.check(
        "stretch.lengthError", "‖w‖ against g, relative", .below(1e-14),
        .opposes)
      return isFixed
        ? .refuted("w is as long as g says, however long v is")
        : .supported("w grew with v")
    }
  ]
}
