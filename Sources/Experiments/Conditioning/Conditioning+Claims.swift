extension Conditioning {
  static let claims = [
    Claim(
      id: "improves-conditioning",
      statement:
        "The coordinates g and v improve the conditioning of the optimization problem: looked at in the"
        + " Gauss–Newton matrix of a dense network on digits, from four starts.",
      kind: .experiment, source: .paper, pinned: .mixed, from: Conditioning.self
    ) { evidence, conditioning in
      var verdicts: [CellVerdict] = []
      for arm in arms {
        let start = try conditioning.starts[arm.name]
        for (time, result) in [("before training", start.start), ("after it", start.end)] {
          for rank in Specification().ranks {
            verdicts.append(
              evidence.cell(
                try result.ranks["rank\(rank)"].$effect,
                "\(name(of: arm)), \(time), λ₁ over eigenvalue \(rank)", margin: Margins().effect))
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
