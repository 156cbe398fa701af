internal import Runs
internal import WeightNormCore

extension ImplicitBias {
  /// One ρ and one start, over all seeds.
  private struct Cell {
    let name: String
    let rateRatio: Double
    let paths: [ImplicitBiasPath]
    let standard: [ImplicitBiasPath]
    /// ‖P₀w‖ at the end by the law: at the g that was reached, and from the start alone.
    let predicted: [Double]
    let predictedFromStart: [Double]

    /// ‖P₀w‖ at the end over that of standard gradient descent, one per seed.
    var changes: [Double] { zip(paths, standard).map { $0.lastNull / $1.lastNull } }
    var observedOverPredicted: [Double] { zip(paths, predicted).map { $0.lastNull / $1 } }
    var lastStep: Int { paths.map(\.lastStep).max() ?? 0 }
  }

  static func record(
    _ problems: [ImplicitBiasProblem], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    builder.number(
      "shortest.norm", problems.map(\.shortest.norm).median,
      "median length of the shortest solution")
    let moved = problems.flatMap { problem in
      zip(problem.standard, specification.starts).map { path, start in
        let law = problem.law(start: start, rateRatio: 1)
        return (path.lastNull / (law.startMagnitude * law.startNull) - 1).magnitude
      }
    }
    builder.number(
      "standard.change", moved.maximum,
      "greatest relative change of the null part of w by standard gradient descent")
    let cells = cells(problems, specification)
    let verdicts = cells.map { record($0, specification, into: &builder) }
    for cell in cells { trace(cell, specification, into: &builder) }
    builder.integer("cells.count", cells.count, "settings of ρ and start")
    builder.integer(
      "cells.closer", verdicts.count { $0 == .better },
      "settings that end closer to the shortest solution than standard gradient descent")
    builder.integer(
      "cells.farther", verdicts.count { $0 == .worse }, "settings that end farther from it")
    builder.integer(
      "cells.unsolved",
      (cells.flatMap(\.paths) + problems.flatMap(\.standard)).count { !$0.isSolved },
      "runs that did not come to the residual at which training stops")
    recordLaw(cells, specification, into: &builder)
  }

  private static func cells(
    _ problems: [ImplicitBiasProblem], _ specification: Specification
  ) -> [Cell] {
    specification.rateRatios.enumerated().flatMap { row, ratio in
      specification.starts.enumerated().map { column, start in
        let paths = problems.map { $0.normalized[row][column] }
        let laws = problems.map { $0.law(start: start, rateRatio: ratio) }
        return Cell(
          name: "ratio\(Anatomy.key(ratio)).start\(Anatomy.key(start))", rateRatio: ratio,
          paths: paths, standard: problems.map { $0.standard[column] },
          predicted: zip(laws, paths).map { $0.nullPart(atMagnitude: $1.magnitude) },
          predictedFromStart: zip(laws, problems).map { $0.end(shortest: $1.shortest.norm) })
      }
    }
  }

  private static func record(
    _ cell: Cell, _ specification: Specification, into builder: inout RecordBuilder
  ) -> CellVerdict {
    let effect = PairedEffect(
      cell.changes.map { -Elementary.log2($0) },
      from: RandomStream(experiment: id, .bootstrap, seed: 0))
    let verdict = CellVerdict(effect.interval, margin: specification.margin)
    let name = cell.name
    builder.number(
      "\(name).change", cell.changes.median,
      "median null part of w at the end over that of standard gradient descent")
    builder.interval(
      "\(name).effect", effect.interval, unit: "octaves",
      "log₂ of the ratio of null parts, positive where weight normalization ends closer to the shortest"
        + " solution")
    builder.text(
      "\(name).verdict", verdict.rawValue,
      "what the interval says against a margin of ±\(specification.margin) octaves; better is closer"
    )
    builder.number(
      "\(name).predictedChange",
      zip(cell.predicted, cell.standard).map { $0 / $1.lastNull }.median,
      "the same by the law, at the g that was reached")
    let ratios = cell.observedOverPredicted
    builder.number(
      "\(name).law", ratios.median, "median null part at the end, observed over predicted")
    builder.number("\(name).lawLow", ratios.minimum, "least over seeds of the same")
    builder.number("\(name).lawHigh", ratios.maximum, "greatest over seeds of the same")
    builder.number(
      "\(name).lawFromStart",
      zip(cell.paths, cell.predictedFromStart).map { $0.lastNull / $1 }.median,
      "median null part at the end, observed over predicted from the start alone")
    builder.number(
      "\(name).steps", cell.paths.map { Double($0.lastStep) }.median, unit: "steps",
      "median steps until training stops")
    builder.integer("\(name).lastStep", cell.lastStep, unit: "steps", "most steps of a seed")
    return verdict
  }

  private static func recordLaw(
    _ cells: [Cell], _ specification: Specification, into builder: inout RecordBuilder
  ) {
    for ratio in specification.rateRatios {
      let ratios = cells.filter { $0.rateRatio == ratio }.flatMap(\.observedOverPredicted)
      let name = "law.ratio\(Anatomy.key(ratio))"
      builder.number(
        "\(name).low", ratios.minimum,
        "least null part at the end, observed over predicted, over starts and seeds")
      builder.number("\(name).high", ratios.maximum, "the greatest of the same")
    }
    let judged = cells.filter { $0.rateRatio == specification.judgedRatio }
      .flatMap(\.observedOverPredicted)
    let range = specification.lawLow...specification.lawHigh
    builder.flag(
      "law.isSupported", !judged.isEmpty && judged.allSatisfy(range.contains),
      "whether observed over predicted lies in [\(specification.lawLow), \(specification.lawHigh)] at"
        + " every start and seed with one rate for g and v")
  }

  /// The null part over that of standard gradient descent, step by step; a run that has stopped keeps
  /// its end.
  private static func trace(
    _ cell: Cell, _ specification: Specification, into builder: inout RecordBuilder
  ) {
    let grid = Thinning.logarithmic.positions(of: specification.stepLimit + 1)
    let positions = grid.filter { $0 < cell.lastStep } + [cell.lastStep]
    builder.trace(
      Trace(
        name: "\(cell.name).null",
        explanation: "null part of w over that of standard gradient descent from the same w",
        x: Quantity("step"), y: Quantity("null part, relative to gradient descent"),
        positions: positions.map(Double.init),
        paths: specification.seeds.indices.map { index in
          let standard = cell.standard[index].lastNull
          return (
            specification.seeds[index],
            positions.map { cell.paths[index].nullNorm(at: $0) / standard }
          )
        }, keepsSeeds: false))
  }
}
