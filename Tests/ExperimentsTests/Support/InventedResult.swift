import Runs

@testable import Experiments

/// A result with one of everything.
struct Whole: Recorded {
  @Measured("a number", unit: "steps") var number: Double
  @Measured("an integer") var integer: Int
  @Measured("a flag") var flag: Bool
  @Measured("a word") var word: String
  @Measured("an interval", unit: "pp") var interval: Interval
  @Measured("a number that is there") var present: Double?
  @Measured("a number that is not") var absent: Double?
  @Measured("a word that is not there") var absentWord: String?
  @Measured("an interval that is there") var presentInterval: Interval?
  @Plotted("a series", x: "step", y: "‖v‖") var series: SeriesValues
  @Plotted("a series that is there", x: "epoch", y: "loss") var presentSeries: SeriesValues?
  @Plotted("a series that is not", x: "epoch", y: "loss") var absentSeries: SeriesValues?
  var inner: Inner
  var presentInner: Inner?
  var absentInner: Inner?
  var parts: Parts<Part>
  /// Under the same name as the others, and apart from them by the names of the parts.
  var others: Parts<Inner>

  init() {
    inner = Inner(7)
    presentInner = Inner(8)
    parts = Parts([
      ("a", Part(1, layers: [("layer1", Inner(11)), ("layer2", Inner(12))])),
      ("a-b", Part(2, layers: [])),
    ])
    others = Parts([("c", Inner(3))])
    number = 0.1
    integer = -3
    flag = true
    word = "better"
    interval = Interval(estimate: 1, low: 0.5, high: 1.75)
    present = 2
    presentInterval = Interval(estimate: -1, low: -2, high: 0)
    series = SeriesValues(
      at: [1, 2, 4], [[1, 2, 3], [3, .nan, 5]])
    presentSeries = SeriesValues(positions: [0, 1], median: [nil, 1e-300])
  }

  struct Inner: Recorded {
    @Measured("an inner number", unit: "nats") var value: Int

    init(_ value: Int) {
      self.value = value
    }
  }

  struct Part: Recorded {
    @Measured("how large the part is") var size: Double
    var layers: Parts<Inner>

    init(_ size: Double, layers: [(name: String, part: Inner)]) {
      self.layers = Parts(layers)
      self.size = size
    }
  }
}

/// An experiment that measures nothing.
enum Invented: Experiment {
  struct Specification: ExperimentSpecification {
    var seeds = [4, 5]
  }

  static let id = "invented"
  static let title = "What is not measured?"

  static func work(_ specification: Specification) -> Work { .zero }
  static func run(_ specification: Specification, _ context: RunContext) -> Whole { Whole() }
}

extension Invented {
  static func record() async throws -> RunRecord { try await record(Specification(), .clusters) }

  /// Without some values, and with others.
  static func record(
    without names: [String], and values: [MeasuredValue] = []
  ) async throws -> RunRecord {
    let whole = try await record()
    return RunRecord(
      experiment: whole.experiment, title: "", profile: "default", specification: .null, seeds: [],
      values: whole.values.filter { !names.contains($0.name) } + values,
      series: whole.series.filter { !names.contains($0.name) })
  }
}
