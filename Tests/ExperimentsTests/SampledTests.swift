import Runs
import Statistics
import Testing
import WeightNormCore

@testable import Experiments

/// A result whose values depend on seeds.
private struct Lucky: Recorded {
  @Measured("a number", unit: "steps") var number: Sampled<Double>
  @Measured("a count") var count: Sampled<Int>
  @Measured("an interval", unit: "octaves") var interval: Sampled<Interval>
  @Measured("a number that is there") var present: Sampled<Double>?
  @Measured("a number that is not") var absent: Sampled<Double>?

  init() {
    number = Sampled(of: "lucky", [1.0, 2, 4, 8], \.mean)
    count = Sampled(of: "lucky", [1.0, 2, 4, 8]) { seeds in seeds.count { $0 > 3 } }
    interval = Sampled(Self.effect, of: "lucky")
    present = Sampled(of: "lucky", [0.25, 0.5], \.maximum)
  }

  static let effect = PairedEffect(
    [1.0 / 3, 0.5, 0.75], from: RandomStream(experiment: "lucky", .bootstrap, seed: 0))
}

struct SampledTests {
  /// Of those seeds, with repetitions, in each of the studies.
  private func draws<Seed>(_ experiment: String, _ seeds: [Seed]) -> [[Seed]] {
    var stream = RandomStream(experiment: experiment, .bootstrap, seed: 0)
    return (0..<100).map { _ in
      seeds.map { _ in seeds[stream.integer(below: seeds.count)] }
    }
  }

  private func record(_ lucky: Lucky) throws -> RunRecord {
    let writer = try RecordWriter(lucky)
    let record = RunRecord(
      experiment: "lucky", title: "", profile: "default", specification: .null, seeds: [],
      values: writer.values, series: writer.series)
    return try CanonicalJSON.decode(
      RunRecord.self, from: try CanonicalJSON.encode(record), name: "lucky.json")
  }

  @Test func `a value is its rule's of all seeds, and a study's of those that it draws`() {
    let seeds = [1.0, 2, 4, 8]
    let sampled = Sampled(of: "x", seeds, \.mean)
    #expect(sampled.value == 3.75)
    #expect(sampled.studies == draws("x", seeds).map(\.mean))
    #expect(Set(sampled.studies).count > 10)
    let count = Sampled(of: "x", seeds) { seeds in seeds.count { $0 > 3 } }
    #expect(count.value == 2)
    #expect(count.studies == draws("x", seeds).map { Double($0.count { $0 > 3 }) })
  }

  @Test func `values of one experiment are drawn jointly, those of another apart`() {
    let seeds = [1.0, 2, 4, 8]
    let sampled = Sampled(of: "x", seeds, \.mean)
    let negative = Sampled(of: "x", seeds.map { -$0 }, \.mean)
    #expect(negative.studies == sampled.studies.map { -$0 })
    let count = Sampled(of: "x", seeds) { seeds in seeds.count { $0 == 8 } }
    for (greatest, mean) in zip(count.studies, sampled.studies) {
      let others = 4 * mean - 8 * greatest
      #expect((4 - greatest...4 * (4 - greatest)).contains(others), "each is 1, 2 or 4")
    }
    let effect = PairedEffect(seeds, from: RandomStream(seed: 1))
    #expect(Sampled(effect, of: "x").studies == sampled.studies)
    #expect(Sampled(of: "y", seeds, \.mean).studies != sampled.studies)
  }

  @Test func `studies have four digits, and the value and its seeds all of them`() {
    let seeds = [1.0 / 3, 2.0 / 3, 1e-5 / 7]
    let sampled = Sampled(of: "x", seeds, \.mean)
    #expect(sampled.value == seeds.mean)
    for (study, drawn) in zip(sampled.studies, draws("x", seeds)) {
      #expect(abs(study / drawn.mean - 1) <= 5e-4)
      #expect(study == study.fourDigits)
    }
    #expect(sampled.studies.contains(0.5556), "a mean of 1/3, 2/3 and 2/3")
    let found = Sampled(Lucky.effect, of: "x")
    #expect(found.sampling?.seeds == Lucky.effect.differences)
    #expect(found.value == Lucky.effect.interval)
  }

  @Test func `a study may compare by a rule of its own`() {
    let sampled = Sampled(Lucky.effect, of: "x", [1.0, 2, 4], \.maximum)
    #expect(sampled.value == Lucky.effect.interval)
    #expect(sampled.studies == draws("x", [1.0, 2, 4]).map(\.maximum))
  }

  @Test func `in a study a number is the study's, and an interval as wide around it`() throws {
    let lucky = Lucky()
    for study in [0, 42, 99] {
      #expect(lucky.number.measurement(in: study) == .number(lucky.number.studies[study]))
      #expect(lucky.count.measurement(in: study) == .integer(Int(lucky.count.studies[study])))
      guard case .interval(let moved) = lucky.interval.measurement(in: study) else {
        Issue.record("no interval")
        continue
      }
      let value = lucky.interval.value
      #expect(moved.estimate == lucky.interval.studies[study])
      #expect(abs((moved.high - moved.estimate) - (value.high - value.estimate)) < 1e-12)
      #expect(abs((moved.estimate - moved.low) - (value.estimate - value.low)) < 1e-12)
      #expect(lucky.present.measurement(in: study) == .number(lucky.present?.studies[study] ?? 0))
      #expect(2.5.measurement(in: study) == .number(2.5))
    }
    #expect(lucky.number.measurement(in: nil) == .number(3.75))
    #expect(lucky.interval.measurement(in: nil) == .interval(lucky.interval.value))
    #expect(lucky.absent.measurement(in: 0) == nil)
  }

  @Test func `what is read back from a record is what was sampled`() throws {
    let lucky = Lucky()
    let record = try record(lucky)
    let read = try RecordDecoder(record).read(Lucky.self)
    #expect(read.number.value == 3.75 && read.number.studies == lucky.number.studies)
    #expect(read.count.value == 2 && read.count.studies == lucky.count.studies)
    #expect(read.interval.value == lucky.interval.value)
    #expect(read.interval.studies == lucky.interval.studies)
    #expect(read.interval.sampling == lucky.interval.sampling)
    #expect(read.present?.value == 0.5 && read.present?.studies == lucky.present?.studies)
    #expect(read.absent == nil)
    #expect(
      record.value("number")
        == MeasuredValue(
          "number", .number(3.75), unit: "steps", "a number",
          sampling: Sampling(studies: lucky.number.studies)))
    #expect(record.value("interval")?.sampling?.seeds == [1.0 / 3, 0.5, 0.75])
  }

  @Test(arguments: ["number", "count", "interval", "present"])
  func `a value without its studies is missing`(_ name: String) throws {
    let whole = try record(Lucky())
    let values = whole.values.map { value in
      var other = value
      if value.name == name { other.sampling = nil }
      return other
    }
    let record = RunRecord(
      experiment: "lucky", title: "", profile: "default", specification: .null, seeds: [],
      values: values, series: [])
    #expect(throws: ExperimentsError.missingValue(name: "lucky.\(name)")) {
      try RecordDecoder(record).read(Lucky.self)
    }
  }

  @Test func `an effect at chosen rates brings its own studies`() {
    var stream = RandomStream(experiment: "x", .data, seed: 0)
    let curves = (0..<2).map { _ in
      ChosenRateEffect.Curves(
        octavesOf: (0..<3).map { _ in (0..<6).map { _ in 1 + stream.uniform() } }, edges: [])
    }
    let effect = ChosenRateEffect(
      first: curves[0], second: curves[1], from: RandomStream(experiment: "x", .bootstrap, seed: 0))
    let sampled = Sampled(effect)
    #expect(sampled.value == effect.interval)
    #expect(sampled.studies.count == 100 && Set(sampled.studies).count > 50)
    #expect(sampled.studies == effect.studies.map(\.fourDigits))
    #expect(sampled.sampling?.seeds == nil)
  }

  @Test func `another number of studies stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = Sampled(1.0, Sampling(studies: [1, 2, 3]))
    }
  }
}
