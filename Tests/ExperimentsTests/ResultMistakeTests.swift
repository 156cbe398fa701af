import Runs
import Testing

@testable import Experiments

/// A result that cannot be recorded.
private struct Plain: Recorded {
  var number: Int
}

/// Mistakes of whoever wrote an experiment.
struct ResultMistakeTests {
  private struct Forgotten: Recorded {
    @Measured("what was never given") var value: Double

    init() {}
  }

  private struct ForgottenSeries: Recorded {
    @Plotted("what was never given", x: "", y: "") var series: SeriesValues

    init() {}
  }

  @Test func `a value that was never given stops the program`() async {
    await #expect(processExitsWith: .failure) { _ = try RecordWriter(Forgotten()) }
    await #expect(processExitsWith: .failure) { _ = Forgotten().value }
    await #expect(processExitsWith: .failure) { _ = try RecordWriter(ForgottenSeries()) }
    await #expect(processExitsWith: .failure) { _ = ForgottenSeries().series }
  }

  @Test func `a number that is not finite is an error with its name`() {
    var whole = Whole()
    whole.number = .nan
    #expect(throws: RunsError.notFinite(reason: "the value number")) { try RecordWriter(whole) }
    whole = Whole()
    whole.present = .infinity
    #expect(throws: RunsError.notFinite(reason: "the value present")) { try RecordWriter(whole) }
    whole = Whole()
    whole.interval.high = .infinity
    #expect(throws: RunsError.notFinite(reason: "the value interval")) { try RecordWriter(whole) }
    whole = Whole()
    whole.series.median[0] = -.infinity
    #expect(throws: RunsError.notFinite(reason: "the series series")) { try RecordWriter(whole) }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a measurement with a number that is not finite is not finite`(_ number: Double) {
    #expect(!Runs.Measurement.number(number).isFinite)
    for place in [\Interval.estimate, \.low, \.high] as [WritableKeyPath<Interval, Double>] {
      var interval = Interval(estimate: 0, low: 0, high: 0)
      #expect(Runs.Measurement.interval(interval).isFinite)
      interval[keyPath: place] = number
      #expect(!Runs.Measurement.interval(interval).isFinite)
    }
    #expect(Runs.Measurement.integer(.max).isFinite && Runs.Measurement.text("nan").isFinite)
  }

  @Test func `a plain property stops the program, when it is recorded and when it is read`() async {
    await #expect(processExitsWith: .failure) { _ = try RecordWriter(Plain(number: 1)) }
    await #expect(processExitsWith: .failure) {
      let record = RunRecord(
        experiment: "invented", title: "", profile: "default", specification: .null, seeds: [],
        values: [MeasuredValue("number", .integer(1), "")], series: [])
      // An error would not be a failure.
      _ = try? RecordDecoder(record).read(Plain.self)
    }
  }

  @Test func `parts that were read cannot be recorded, since they are not known by name`() async {
    await #expect(processExitsWith: .failure) {
      guard let record = try? await Invented.record(Invented.Specification(), .clusters),
        let read = try? Invented.result(of: record)
      else { return }
      _ = try RecordWriter(read)
    }
  }
}
