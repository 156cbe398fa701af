public import Runs

extension MethodLooks {
  /// How the methods of the catalog look in every figure.
  ///
  /// The colour tells the family (standard, weight norm, log g, +L2, batch-normalized), dashes and
  /// marker tell the members of a family apart.
  public static let standard = MethodLooks([parameterizations, optimizers])

  private static let parameterizations = [
    MethodLook("standard", "black", "solid", "disc"),
    MethodLook("std-he", "black", "solid", "square"),
    MethodLook("std-ddi", "black", "short", "triangle"),
    MethodLook("std-replay", "black", "long", "triangleDown"),
    MethodLook("std-schedule", "black", "dotted", "openDiamond"),
    MethodLook("std-standardized", "black", "long", "openSquare"),

    MethodLook("wn", "blue", "solid", "square"),
    MethodLook("wn-he", "blue", "solid", "diamond"),
    MethodLook("wn-ddi", "blue", "short", "triangleDown"),
    MethodLook("wn-fixed", "blue", "dashDotted", "pentagon"),
    MethodLook("wn-unit", "blue", "long", "plus"),
    MethodLook("wn-own-rate", "blue", "dotted", "disc"),
    MethodLook("wn-standardized", "blue", "dotted", "openTriangle"),
    MethodLook("wn-gs", "blue", "long", "openDiamond"),

    MethodLook("wn-log", "green", "solid", "diamond"),

    MethodLook("std-l2", "vermillion", "long", "openSquare"),
    MethodLook("std-l2-implicit", "vermillion", "short", "plus"),
    MethodLook("wn-l2-g", "vermillion", "short", "openTriangle"),
    MethodLook("wn-l2-v", "vermillion", "dotted", "openDiamond"),
    MethodLook("wn-l2-both", "vermillion", "dashDotted", "openTriangleDown"),

    MethodLook("bn", "orange", "dashDotted", "star"),
    MethodLook("mobn-wn", "orange", "long", "triangle"),
  ]

  private static let optimizers = [
    MethodLook("sgd", "black", "solid", "disc"),
    MethodLook("heavy-ball", "blue", "long", "square"),
    MethodLook("nesterov", "green", "dashDotted", "triangle"),
    MethodLook("adam", "vermillion", "solid", "diamond"),
    MethodLook("adam-slow", "vermillion", "dotted", "openDiamond"),
    MethodLook("adam-no-momentum", "vermillion", "long", "plus"),
    MethodLook("adam-vector", "purple", "solid", "square"),
    MethodLook("adam-projected", "sky", "dashDotted", "triangle"),
    MethodLook("normalized", "green", "short", "disc"),
  ]
}
