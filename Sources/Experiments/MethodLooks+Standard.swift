public import Runs

extension MethodLooks {
  /// How the methods of the catalog look in every figure.
  ///
  /// The colour tells the family (standard, weight norm, log g, +L2, batch-normalized), dashes and
  /// marker tell the members of a family apart.
  public static let standard = MethodLooks([parameterizations, optimizers])

  private static let parameterizations = [
    MethodLook("standard", "black", "solid", "disc", "ordinary weights"),
    MethodLook("std-he", "black", "solid", "square", "ordinary weights, He start"),
    MethodLook("std-ddi", "black", "short", "triangle", "ordinary weights, data-dependent start"),
    MethodLook(
      "std-replay", "black", "long", "triangleDown",
      "ordinary weights at the rates that another run took"),
    MethodLook(
      "std-schedule", "black", "dotted", "openDiamond", "ordinary weights, rate by a schedule"),
    MethodLook(
      "std-standardized", "black", "long", "openSquare", "ordinary weights, standardized features"),

    MethodLook("wn", "blue", "solid", "square", "weight normalization"),
    MethodLook("wn-he", "blue", "solid", "diamond", "weight normalization, He start"),
    MethodLook(
      "wn-ddi", "blue", "short", "triangleDown", "weight normalization, data-dependent start"),
    MethodLook("wn-fixed", "blue", "dashDotted", "pentagon", "weight normalization, g frozen"),
    MethodLook(
      "wn-unit", "blue", "long", "plus", "weight normalization, g set whatever the length of v"),
    MethodLook(
      "wn-own-rate", "blue", "dotted", "disc", "weight normalization, g at a rate of its own"),
    MethodLook(
      "wn-standardized", "blue", "dotted", "openTriangle",
      "weight normalization, standardized features"),
    MethodLook(
      "wn-gs", "blue", "long", "openDiamond", "weight normalization, g = √k·γ for k inputs"),

    MethodLook("wn-log", "green", "solid", "diamond", "weight normalization, g = e^s"),

    MethodLook("std-l2", "vermillion", "long", "openSquare", "ordinary weights, L2 penalty"),
    MethodLook(
      "std-l2-implicit", "vermillion", "short", "plus",
      "ordinary weights, L2 penalty, implicit steps"),
    MethodLook("wn-l2-g", "vermillion", "short", "openTriangle", "weight normalization, L2 on g"),
    MethodLook("wn-l2-v", "vermillion", "dotted", "openDiamond", "weight normalization, L2 on v"),
    MethodLook(
      "wn-l2-both", "vermillion", "dashDotted", "openTriangleDown",
      "weight normalization, L2 on g and v"),

    MethodLook("bn", "orange", "dashDotted", "star", "batch normalization"),
    MethodLook(
      "mobn-wn", "orange", "long", "triangle", "weight normalization, mean-only batch normalization"
    ),
  ]

  private static let optimizers = [
    MethodLook("sgd", "black", "solid", "disc", "gradient descent"),
    MethodLook("heavy-ball", "blue", "long", "square", "momentum"),
    MethodLook("nesterov", "green", "dashDotted", "triangle", "Nesterov momentum"),
    MethodLook("adam", "vermillion", "solid", "diamond", "Adam"),
    MethodLook("adam-slow", "vermillion", "dotted", "openDiamond", "Adam at a lower rate"),
    MethodLook("adam-no-momentum", "vermillion", "long", "plus", "Adam without momentum"),
    MethodLook("adam-vector", "purple", "solid", "square", "Adam with one scale a vector"),
    MethodLook("adam-projected", "sky", "dashDotted", "triangle", "Adam, the step projected off v"),
    MethodLook("normalized", "green", "short", "disc", "gradient descent with normalized steps"),
  ]
}
