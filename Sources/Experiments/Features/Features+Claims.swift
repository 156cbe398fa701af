extension Features {
  static let claims: [Claim] = [
    Claim(
      id: "beats-feature-normalization",
      statement:
        "It is not sure that weight normalization is better than feature normalization.",
      kind: .experiment, source: .answer, experiments: [id], pinned: .supported
    ) { evidence throws(ExperimentsError) in
      var lost = 0
      for (cell, words) in [
        ("scale", "unequal scales"), ("offset", "means far from 0"), ("both", "both"),
      ] {
        let isSlower = try evidence.check(
          "features.\(cell).std-standardized-over-wn.low",
          "\(words): steps of weight norm over those on standardized features, log₂, lower end",
          .above(3))
        if isSlower { lost += 1 }
      }
      for (model, words) in [
        ("wine-softmax", "wine, softmax"), ("wine-hidden", "wine, one hidden layer"),
        ("breast-softmax", "breast cancer, softmax"),
      ] {
        let isHigher = try evidence.check(
          "features.\(model).lossRatio",
          "\(words): training loss on standardized features over weight norm's on raw ones",
          .below(0.5))
        if isHigher { lost += 1 }
      }
      switch lost {
      case 6: return .supported("on raw features it stays far behind what standardized ones give")
      case 0: return .refuted("on raw features it keeps up with standardized ones")
      default: return .mixed("on raw features it stays far behind on some tasks and not on others")
      }
    }
  ]
}
