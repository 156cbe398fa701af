import Foundation
import Reports
import Runs
import Statistics
import Testing

@testable import Notebooks

struct OwnRecordTests {
  private static let yaml = """
    title: MNIST, with and without weight normalization
    columns: {group: run, seed: seed, step: step}
    series:
      loss: {label: "training loss", unit: "nats", better: lower}
      norm: {label: "‖v‖"}
    below: {loss: [0.5, 1e-1]}
    compare:
      - {first: wn, second: plain, of: loss}

    """
  private static let csv = """
    run,seed,step,loss,norm
    wn,0,0,1,2
    wn,0,1,0.4,2.5
    wn,0,2,0.5,3
    wn,1,0,2,2
    wn,1,1,0.05,2.5
    wn,1,2,0.25,4
    plain,1,2,1,
    plain,1,0,2,
    plain,1,1,1.5,
    plain,0,0,1,
    plain,0,1,1,
    plain,0,2,1,

    """

  private func number(_ record: RunRecord, _ name: String) -> Double? {
    switch record.value(name)?.value {
    case .number(let number): number
    case .integer(let integer): Double(integer)
    default: nil
    }
  }

  private func interval(_ record: RunRecord, _ name: String) -> Interval? {
    guard case .interval(let interval) = record.value(name)?.value else { return nil }
    return interval
  }

  @Test func `a table becomes a record of this profile`() throws {
    let record = try RunsFolder.record(Self.yaml, Self.csv)
    #expect(record.experiment == "log" && record.profile == "quick")
    #expect(record.title == "MNIST, with and without weight normalization")
    #expect(record.seeds == [0, 1])
    #expect(record.verdicts.isEmpty)
    #expect(record.specification["columns"]?["group"] == .string("run"))
    #expect(record.specification["series"]?["loss"]?["better"] == .string("lower"))
  }

  @Test func `every value by hand`() throws {
    let record = try RunsFolder.record(Self.yaml, Self.csv)
    let expected: [String: Double] = [
      "wn.seedCount": 2, "wn.stepCount": 3, "wn.diverged": 0, "wn.droppedSteps": 0,
      "wn.loss.final": 0.375, "wn.loss.final.lowerQuartile": 0.3125,
      "wn.loss.final.upperQuartile": 0.4375,
      "wn.loss.best": 0.225, "wn.loss.best.lowerQuartile": 0.1375,
      "wn.loss.best.upperQuartile": 0.3125, "wn.loss.bestStep": 1,
      "wn.loss.below0_5.step": 1, "wn.loss.below0_5.reached": 2,
      "wn.loss.below1e-1.step": 1, "wn.loss.below1e-1.reached": 1,
      "wn.norm.final": 3.5, "wn.norm.final.lowerQuartile": 3.25,
      "wn.norm.final.upperQuartile": 3.75,
      "plain.seedCount": 2, "plain.stepCount": 3, "plain.diverged": 0, "plain.droppedSteps": 0,
      "plain.loss.final": 1, "plain.loss.final.lowerQuartile": 1,
      "plain.loss.final.upperQuartile": 1, "plain.loss.best": 1,
      "plain.loss.best.lowerQuartile": 1, "plain.loss.best.upperQuartile": 1,
      "plain.loss.bestStep": 1,
      "plain.loss.below0_5.reached": 0, "plain.loss.below1e-1.reached": 0,
      "wn-over-plain.loss.seedCount": 2, "wn-over-plain.loss.favourable": 2,
    ]
    for (name, value) in expected {
      let found = try #require(number(record, name), "\(name)")
      #expect(abs(found - value) < 1e-12, "\(name)")
    }
    let intervals = ["wn-over-plain.loss.difference", "wn-over-plain.loss.ratio"]
    #expect(Set(record.values.map(\.name)) == Set(expected.keys).union(intervals))
    #expect(record.value("wn.loss.final")?.unit == "nats")
  }

  @Test func `the effect is the paired one of experiments`() throws {
    let record = try RunsFolder.record(Self.yaml, Self.csv)
    let difference = try #require(interval(record, "wn-over-plain.loss.difference"))
    #expect(difference == PairedEffect([-0.5, -0.75], of: "log").interval)
    let student = PairedEffect.studentInterval([-0.5, -0.75])
    #expect(difference.low == student.low && difference.high == student.high)
    let ratio = try #require(interval(record, "wn-over-plain.loss.ratio"))
    // exp((log 0.5 + log 0.25)/2) = √0.125
    #expect(abs(ratio.estimate - 0.125.squareRoot()) < 1e-15)
    let logs = PairedEffect.studentInterval([log(0.5), log(0.25)])
    #expect(abs(ratio.low / exp(logs.low) - 1) < 1e-12)
    #expect(abs(ratio.high / exp(logs.high) - 1) < 1e-12)
    let sampling = try #require(record.value("wn-over-plain.loss.difference")?.sampling)
    #expect(sampling.seeds == [-0.5, -0.75] && sampling.studies.count == Stability.studies)
    #expect(Set(sampling.studies) == [-0.5, -0.625, -0.75])
  }

  @Test func `series have medians, spreads and seeds as those of experiments`() throws {
    let record = try RunsFolder.record(Self.yaml, Self.csv)
    #expect(record.series.map(\.name) == ["plain.loss", "wn.loss", "wn.norm"])
    let loss = try #require(record.series("wn.loss"))
    #expect(loss.positions == [0, 1, 2] && loss.median == [1.5, 0.225, 0.375])
    #expect(loss.spread?.minimum == [1, 0.05, 0.25] && loss.spread?.maximum == [2, 0.4, 0.5])
    #expect(
      loss.seeds == [
        SeedPath(seed: 0, values: [1, 0.4, 0.5]), SeedPath(seed: 1, values: [2, 0.05, 0.25]),
      ])
    #expect(loss.x.label == "step" && loss.y.label == "training loss (nats)")
    #expect(record.series("wn.norm")?.y.label == "‖v‖")
  }

  @Test func `without a group and a seed there is one run without a group in its names`() throws {
    let record = try RunsFolder.record(
      "title: A\ncolumns: {step: epoch}\nseries: {loss: {column: \"train/loss\"}}\n",
      "epoch,train/loss\n0.5,2\n1,1\n")
    #expect(
      record.values.map(\.name) == [
        "diverged", "droppedSteps", "loss.final", "seedCount", "stepCount",
      ])
    #expect(number(record, "loss.final") == 1)
    #expect(record.value("loss.final")?.sampling == nil)
    #expect(record.series("loss")?.positions == [0.5, 1])
    #expect(record.series("loss")?.spread == nil)
    #expect(record.series("loss")?.seeds == [SeedPath(seed: 0, values: [2, 1])])
  }

  @Test func `groups have the names that they are given`() throws {
    let record = try RunsFolder.record(
      """
      title: A
      columns: {group: run, step: step}
      groups: {wn: "weight norm, 1e-3", plain: none}
      series: {loss: {}}

      """, "run,step,loss\n\"weight norm, 1e-3\",0,1\nnone,0,2\n")
    #expect(number(record, "wn.loss.final") == 1)
    #expect(number(record, "plain.loss.final") == 2)
  }

  /// W&B and TensorBoard write a row for each quantity.
  @Test func `rows that fill different series of one step are one`() throws {
    let record = try RunsFolder.record(
      "title: A\ncolumns: {step: step}\nseries: {loss: {}, norm: {}}\n",
      "step,loss,norm\n0,1,\n0,,2\n1,0.5,\n1,,3\n2,,4\n")
    #expect(record.series("loss")?.positions == [0, 1])
    #expect(record.series("norm")?.positions == [0, 1, 2])
    #expect(number(record, "stepCount") == 3)
  }

  @Test func `the best is the highest where higher is better`() throws {
    let record = try RunsFolder.record(
      "title: A\ncolumns: {step: step}\nseries: {accuracy: {better: higher}}\nabove: {accuracy: [0.9]}\n",
      "step,accuracy\n0,0.1\n1,0.95\n2,0.95\n3,0.9\n")
    #expect(number(record, "accuracy.best") == 0.95)
    #expect(number(record, "accuracy.bestStep") == 1)
    #expect(number(record, "accuracy.above0_9.step") == 1)
    #expect(number(record, "accuracy.final") == 0.9)
  }

  @Test func `steps that not all runs have can be left out, in all groups alike`() throws {
    let yaml = """
      title: A
      columns: {group: run, seed: seed, step: step}
      series: {loss: {}}
      steps: common
      compare: [{first: a, second: b, of: loss}]

      """
    let record = try RunsFolder.record(
      yaml,
      """
      run,seed,step,loss
      a,0,0,1
      a,0,1,2
      a,0,2,3
      a,1,0,4
      a,1,2,5
      a,1,3,6
      b,0,0,10
      b,0,1,0
      b,1,0,20

      """)
    for group in ["a", "b"] {
      #expect(record.series("\(group).loss")?.positions == [0])
      #expect(number(record, "\(group).stepCount") == 1)
    }
    #expect(number(record, "a.droppedSteps") == 3 && number(record, "b.droppedSteps") == 1)
    #expect(number(record, "a.loss.final") == 2.5 && number(record, "b.loss.final") == 15)
    #expect(
      record.value("a.loss.final")?.explanation == "loss at the last step (0), median over seeds")
    #expect(interval(record, "a-over-b.loss.difference")?.estimate == -12.5)
  }

  @Test func `a run that is not finite can be left out and is counted`() throws {
    let yaml = """
      title: A
      columns: {group: run, seed: seed, step: step}
      series: {loss: {}}
      diverged: leave-out

      """
    let record = try RunsFolder.record(
      yaml, "run,seed,step,loss\na,0,0,1\na,1,0,2\na,1,1,nan\na,1,2,5\nb,0,0,inf\n")
    #expect(number(record, "a.diverged") == 1 && number(record, "a.seedCount") == 1)
    #expect(number(record, "a.loss.final") == 1)
    #expect(number(record, "b.diverged") == 1 && number(record, "b.seedCount") == 0)
    #expect(record.series("b.loss") == nil && record.seeds == [0])
  }

  @Test func `no ratio is taken of what is not positive`() throws {
    let yaml = """
      title: A
      columns: {group: run, seed: seed, step: step}
      series: {gain: {}}
      compare: [{first: a, second: b, of: gain}]

      """
    let rows = "run,seed,step,gain\na,0,0,1\na,1,0,2\nb,0,0,0\nb,1,0,1\n"
    let record = try RunsFolder.record(yaml, rows)
    #expect(interval(record, "a-over-b.gain.difference")?.estimate == 1)
    #expect(record.value("a-over-b.gain.ratio") == nil)
    #expect(record.value("a-over-b.gain.favourable") == nil)
  }

  @Test func `a long path is thinned, and its last step stays`() throws {
    let rows = (0..<1000).map { "\(10_000_000 + $0),\($0)\n" }.joined()
    let record = try RunsFolder.record(
      "title: A\ncolumns: {step: step}\nseries: {loss: {}}\n", "step,loss\n" + rows)
    let loss = try #require(record.series("loss"))
    #expect(loss.positions.count <= Thinning.limit)
    #expect(loss.positions.last == 10_000_999 && loss.median.last == 999)
    #expect(zip(loss.positions, loss.positions.dropFirst()).allSatisfy { $0 < $1 })
    #expect(number(record, "stepCount") == 1000)
  }

  @Test func `a mark of the byte order, quotes, CRLF and tabs are read`() throws {
    let record = try RunsFolder.with([
      "log.yaml": "title: A\ncolumns: {step: step}\nseries: {loss: {}}\n",
      "log.tsv": "\u{FEFF}\"step\"\tloss\r\n0\t\"0.5\"\r\n",
    ]) { folder in
      try OwnRecords(of: folder, builtIn: []).record(named: "log", profile: .full)
    }
    #expect(number(record, "loss.final") == 0.5)
  }

  @Test func `what wnlog writes of any model with weight_norm is what PyTorch says`() throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let csv = try String(contentsOf: fixtures.appending(path: "wnlog.csv"), encoding: .utf8)
    let record = try RunsFolder.record(
      """
      title: Norms
      columns: {group: run, seed: seed, step: step}
      series: {loss: {}, g: {}, norm: {}, expected: {}}

      """, csv)
    for run in ["old", "new", "conv", "whole"] {
      let norm = try #require(record.series("\(run).norm")?.median)
      let expected = try #require(record.series("\(run).expected")?.median)
      for (norm, expected) in zip(norm, expected) {
        #expect(abs(try #require(norm) / #require(expected) - 1) < 1e-6, "\(run)")
      }
      // PyTorch begins with g = ‖v‖.
      let g = try #require(record.series("\(run).g")?.median.first ?? nil)
      #expect(abs(try #require(norm.first ?? nil) - g) < 1e-6, "\(run)")
    }
    #expect(record.series("old.norm")?.median == record.series("new.norm")?.median)
    #expect(record.series("plain.norm") == nil && record.series("plain.loss") != nil)
  }

  @Test func `the log of the example has ten seeds with and without weight normalization`() throws {
    let example = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Notebooks/Examples/training-log")
    let record = try OwnRecords(of: example.path, builtIn: [])
      .record(named: "digits", profile: .default)
    #expect(record.seeds == Array(0..<10))
    #expect(
      record.series.map(\.name) == [
        "plain.accuracy", "plain.loss", "wn.accuracy", "wn.g", "wn.loss", "wn.norm",
      ])
    #expect(number(record, "wn-over-plain.loss.seedCount") == 10)
  }
}
