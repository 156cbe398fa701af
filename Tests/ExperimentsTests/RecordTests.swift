internal import Foundation
import Runs
import Testing

@testable import Experiments

/// What every record promises to those who draw and print it.
struct RecordTests {
  private func context() -> RunContext {
    RunContext(profile: .default, workers: Workers(count: 2), data: .installed)
  }

  private func expectFit(
    _ record: RunRecord, series count: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let size = try CanonicalJSON.encode(record).count
    #expect(size <= 300_000, "\(size) bytes", sourceLocation: sourceLocation)
    #expect(record.series.count == count, sourceLocation: sourceLocation)
    for series in record.series {
      let columns = [
        series.median, series.spread?.minimum, series.spread?.lowerQuartile,
        series.spread?.upperQuartile, series.spread?.maximum,
      ].compactMap { $0 }
      #expect(series.positions.count <= Thinning.limit, "\(series.name)")
      #expect(columns.allSatisfy { $0.count == series.positions.count }, "\(series.name)")
      #expect(zip(series.positions, series.positions.dropFirst()).allSatisfy { $0 < $1 })
      #expect(series.seeds.allSatisfy { $0.values.count == series.positions.count })
    }
  }

  @Test(arguments: ShortRecord.all)
  func `names are unique, and each is explained`(_ short: ShortRecord) async throws {
    let record = try await short.experiment.shortRecord()
    #expect(!record.values.isEmpty)
    #expect(Set(record.values.map(\.name)).count == record.values.count)
    #expect(Set(record.series.map(\.name)).count == record.series.count)
    #expect(record.values.allSatisfy { !$0.explanation.isEmpty })
    #expect(record.series.allSatisfy { !$0.explanation.isEmpty && !$0.x.label.isEmpty })
    #expect(Set(record.tables.map(\.name)).count == record.tables.count)
    for table in record.tables {
      #expect(!table.explanation.isEmpty && !table.x.label.isEmpty, "\(table.name)")
      #expect(zip(table.positions, table.positions.dropFirst()).allSatisfy { $0 < $1 })
      #expect(table.rows.count == table.positions.count, "\(table.name)")
      #expect(table.rows.allSatisfy { 4...record.seeds.count ~= $0.count }, "\(table.name)")
    }
    #expect(record.experiment == short.experiment.id)
    #expect(record.verdicts.isEmpty)
    let names =
      record.values.map(\.name) + record.series.map(\.name)
      + record.tables.map(\.name)
    #expect(names.allSatisfy { $0.allSatisfy { $0.isASCII && !$0.isWhitespace } })
  }

  /// As many steps as fill every series; seeds add nothing to a record's size.
  @Test func `the record of growth fits, whatever the number of steps`() async throws {
    var specification = Growth.Specification()
    specification.steps = 600
    specification.seeds = [0, 1]
    specification.network.sizes = [196, 8, 10]
    specification.network.epochs = 1
    let record = try await DataLibrary.withDrawnClothes { data in
      try await Growth.record(
        specification, RunContext(profile: .default, workers: Workers(count: 2), data: data))
    }
    try expectFit(record, series: 2 * specification.arms.count)
    #expect(record.series("sgd.norm")?.positions.last == 600)
    #expect(record.series("adam.cosine")?.positions.last == 599)
  }

  @Test func `the record of magnitude fits, whatever the number of steps`() async throws {
    var specification = Magnitude.Specification.short()
    specification.fixed = Magnitude.Specification().fixed
    specification.starts = Magnitude.Specification().starts
    let record = try await Magnitude.record(specification, context())
    try expectFit(record, series: 12 + 2 + 4 + 5)
    #expect(record.series("watched.weightNorm")?.positions.last == 300)
    #expect(record.series("watched.weightNorm")?.positions.count ?? 0 > 190)
  }

  @Test func `the record of noise fits, whatever the number of steps`() async throws {
    var specification = Noise.Specification()
    specification.steps = 600
    specification.seeds = [0, 1]
    let record = try await Noise.record(
      specification, context())
    try expectFit(record, series: 2 * 4 + 7 + 4 + 2 + 3)
    #expect(record.series("fixed.exponent-1.rate")?.positions.last == 600)
    #expect(record.series("standard.floor")?.positions.count == 23)
  }

  @Test func `the records of the starts fit`() async throws {
    try expectFit(try await Start.shortRecord(), series: 8)
    try expectFit(try await Imbalance.shortRecord(), series: 3 * 4 + 4 + 3)
    try expectFit(try await FrozenMagnitude.shortRecord(), series: 4 * 2)
  }

  @Test func `the record of implicit bias fits`() async throws {
    var specification = ImplicitBias.Specification()
    specification.seeds = [0, 1]
    let record = try await ImplicitBias.record(
      specification, context())
    try expectFit(record, series: 12)
  }

  /// Rates that fill the record; the number of steps fills the watched paths.
  @Test func `the record of the wrong rate fits`() async throws {
    var specification = WrongRate.Specification()
    specification.inputSize = 5
    specification.seeds = [0, 1]
    let record = try await WrongRate.record(
      specification, context())
    try expectFit(record, series: 7 * 5 + 4)
    #expect(record.series("wn-fixed.path")?.positions.last == 400)
    #expect(record.series("wn.growth")?.positions == specification.multiples)
  }

  @Test func `the record of the penalty fits, whatever the number of steps`() async throws {
    var specification = Penalty.Specification.short(steps: 600)
    specification.race.drawnSteps = 199
    let record = try await Penalty.record(
      specification, context())
    try expectFit(record, series: 6 + 3 + 3 * 2)
    #expect(record.series("wn-l2-v.weightNorm")?.positions.last == 600)
  }

  /// A mark stands on the line of its arm.
  @Test func `blow-ups and collapses are marked where the loss is drawn`() async throws {
    let record = try await WrongRate.shortRecord()
    for arm in WrongRateArm.allCases {
      let loss = try #require(record.series("\(arm.rawValue).lossRatio")).median
      for mark in ["blowUp", "collapse"] {
        let marks = try #require(record.series("\(arm.rawValue).\(mark)")).median
        for (index, mark) in marks.enumerated() where mark != nil { #expect(mark == loss[index]) }
      }
    }
    let blowUp = try #require(record.series("standard.blowUp")).median
    #expect(blowUp == [nil, nil, nil, 100, nil, nil])
    #expect(try #require(record.series("wn-fixed.blowUp")).median.allSatisfy { $0 == nil })
  }

  @Test func `shares of the budget sum to one at every step`() async throws {
    let record = try await Magnitude.shortRecord()
    let shares = record.series.filter { $0.name.hasPrefix("shares.") }
    #expect(
      shares.map(\.name)
        == ["rank1", "rank2", "rank3", "rank4", "rest"].map { "shares.\($0).share" })
    for index in shares[0].positions.indices {
      let sum = try shares.reduce(0) { $0 + (try #require($1.median[index])) }
      #expect(abs(sum - 1) < 5e-6)
    }
  }

  @Test func `the watched lengths are those of the arm`() async throws {
    let record = try await Magnitude.shortRecord()
    func medians(_ name: String) throws -> [Double] {
      try #require(record.series(name)).median.compactMap { $0 }
    }
    let lengths = try medians("watched.weightNorm")
    #expect(try medians("trained.start1.rate0_1.magnitude") == lengths)
    #expect(try medians("watched.unitNorm").allSatisfy { abs($0 - 1) < 1e-9 })
    #expect(lengths[0] == 1)
  }

  @Test func `a specification is recorded whole`() async throws {
    let record = try await Magnitude.shortRecord()
    #expect(record.specification["steps"] == .integer(30))
    #expect(record.specification["starts"] == .array([.number(0.1), .integer(1)]))
    #expect(record.seeds == [0, 1, 2])
    #expect(record.profile == "default")
  }
}
