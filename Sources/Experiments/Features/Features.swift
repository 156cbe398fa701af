internal import Runs
internal import WeightNormCore

/// X7: features of unequal scale and mean. Does weight normalization do what standardizing them does?
/// On synthetic regressions, where the cause is known, and on two tables of real measurements.
enum Features: Experiment {
  static let id = "features"
  static let title = "Does weight normalization replace feature normalization?"
  static let dataSets = [DataSetName.wine, .breastCancer]

  struct Specification: ExperimentSpecification {
    var synthetic = SyntheticFeatures()
    var real = RealFeatures()

    var seeds: [Int] { synthetic.seeds }
  }

  static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .quick { specification.synthetic.seeds = Array(0..<10) }
    if profile == .full { specification.real.models.append(.breastHidden) }
    return specification
  }

  static func work(_ specification: Specification) -> Work {
    specification.synthetic.seeds.count * specification.synthetic.work
      + specification.real.seeds.count * specification.real.work
  }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    let (synthetic, real) = (specification.synthetic, specification.real)
    let tables = try real.models.map { try context.data.table($0.dataSet) }
    async let paths = context.workers.map(synthetic.seeds, work: synthetic.work) { seed in
      try SyntheticFeatures.Cell.allCases.map {
        try SyntheticProblem(synthetic, $0, seed: seed).bestPaths()
      }
    }
    let fits = try await context.workers.map(real.seeds, work: real.work) { seed in
      try zip(real.models, tables).map { try RealTask(real, $0, $1, seed: seed).bestFits() }
    }
    return Result(try await paths, fits, specification)
  }
}

/// A way to train on features of unequal scale: a parameterization, its start, and whether the
/// features are standardized first.
struct FeatureArm: Codable, Hashable, Sendable {
  /// The name in records, figures and templates.
  var name: String
  var isWeightNormalized = false
  var isDataDependent = false
  var isStandardized = false

  static let standard = FeatureArm(name: "standard")
  static let weightNorm = FeatureArm(name: "wn", isWeightNormalized: true)
  static let standardDataDependent = FeatureArm(name: "std-ddi", isDataDependent: true)
  static let weightNormDataDependent = FeatureArm(
    name: "wn-ddi", isWeightNormalized: true, isDataDependent: true)
  static let standardizedStandard = FeatureArm(name: "std-standardized", isStandardized: true)
  static let standardizedWeightNorm = FeatureArm(
    name: "wn-standardized", isWeightNormalized: true, isStandardized: true)

  /// A He draw in the arm's parameterization; `x` are the inputs that it will be trained on.
  ///
  /// - Throws: `CoreError` where the draw gives no direction.
  func start(
    sizes: [Int], hidden: Activation, from stream: RandomStream, on x: Matrix<Double>
  ) throws(CoreError) -> MLP<Double> {
    var stream = stream
    var network = try MLP<Double>.he(sizes: sizes, hidden: hidden, from: &stream)
    if isWeightNormalized { network = try network.weightNormalized() }
    if isDataDependent { try network.initializeFromData(x) }
    return network
  }
}
