extension Features {
  static let claims = [
    Claim(
      id: "beats-feature-normalization",
      statement: "It is not sure that weight normalization is better than feature normalization.",
      kind: .experiment, source: .answer, pinned: .supported, from: Features.self
    ) { evidence, features in
      let isSlower = try [
        ("scale", "steps of weight norm over those on standardized features, unequal scales"),
        ("offset", "means far from 0"), ("both", "both"),
      ].map { cell, words in
        evidence.check(try features.cells[cell].$stepRatio, words, .above(3))
      }
      let isHigher = try [
        ("wine-softmax", "wine, softmax"), ("wine-hidden", "wine, one hidden layer"),
        ("breast-softmax", "breast cancer, softmax"),
      ].map { model, words in
        evidence.check(
          try features.models[model].$lossRatio,
          "\(words): training loss on standardized features over weight norm's on raw ones",
          .below(0.5))
      }
      return switch Set(isSlower + isHigher) {
      case [true]: .supported("on raw features it stays far behind what standardized ones give")
      case [false]: .refuted("on raw features it keeps up with standardized ones")
      default: .mixed("on raw features it stays far behind on some tasks and not on others")
      }
    }
  ]
}
