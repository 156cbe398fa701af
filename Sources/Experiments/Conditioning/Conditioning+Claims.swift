extension Conditioning {
  static let claims = [
    Claim(
      id: "improves-conditioning",
      statement:
        "The coordinates g and v improve the conditioning of the optimization problem: looked at in the"
        + " Gauss–Newton matrix of a small dense network on digits, from four starts, one of them the paper's.",
      kind: .experiment, source: .paper, pinned: .mixed, from: Conditioning.self
    ) { evidence, conditioning in
      var verdicts: [CellVerdict] = []
      for arm in arms {
        let start = try conditioning.starts[arm.name]
        for (time, result) in zip(times, [start.start, start.end]) {
          for rank in Specification().ranks {
            let effect = try result.ranks["rank\(rank)"].$effect
            let label = "\(name(of: arm)), \(time), λ₁ over eigenvalue \(rank)"
            if startsMatched.contains(arm), time == times[0] {
              _ = evidence.check(effect, "\(label): none, by algebra", .within(none), .beside)
            } else {
              verdicts.append(evidence.cell(effect, label, margin: Margins().effect))
            }
          }
        }
      }
      let better = verdicts.count { $0 == .better }
      if better == verdicts.count {
        return .supported("it is better from every start, before training and after it")
      }
      return better == 0
        ? .refuted("it is surely better from no start")
        : .mixed("it is better from some starts or at some times, and not from others")
    }
  ]

  private static let times = ["before training", "after it"]
  /// Where g = ‖v‖ before training the two coordinates have one conditioning.
  private static let startsMatched = [Arm.weightNormHe, RateAllocation.unitRatio]
  private static let none = -Margins().effect...Margins().effect

  /// In print.
  private static func name(of arm: Arm) -> String {
    switch arm {
    case .weightNormHe: "He's start"
    case RateAllocation.unitRatio: "from data with v := w"
    case .weightNormDataDependent: "from data with He's v"
    default: "from data with the paper's v"
    }
  }
}
