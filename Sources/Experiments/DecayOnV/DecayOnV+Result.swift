internal import Runs

extension DecayOnV {
  struct Result: Recorded {
    /// By optimizer and what becomes of g: `sgd-frozen`.
    var arms: Parts<ArmResult>
    /// By ‖v‖ at the start: `start.norm0_1`.
    var starts: Parts<StartResult>
    @Measured(
      "length of v at which growth and decay balance under noise alone, of the watched neurons")
    var balance: Double
    var schedule: ScheduleResult
    /// By ηλ and start: `network.product0_004.start4`.
    var networks: Parts<NetworkResult>

    init(
      _ specification: Specification, _ neurons: [TurningNeurons],
      _ schedules: [DecaySchedule], _ runs: [TurningNetwork]
    ) {
      let network = specification.network
      arms = Parts(
        specification.arms.enumerated().map { index, arm in
          (arm.rawValue, ArmResult(specification, arm, neurons.map { $0.squaredAngles[index] }))
        })
      starts = Parts(
        specification.startNorms.enumerated().map { index, norm in
          (
            "start.norm\(RecordedName.part(norm))",
            StartResult(neurons.map { $0.norms.isEmpty ? [] : $0.norms[index] })
          )
        })
      schedule = ScheduleResult(schedules, specification.schedule)
      networks = Parts(
        network.products.flatMap { product in
          network.startFactors.map { factor in
            let name =
              "network.product\(RecordedName.part(product)).start\(RecordedName.part(factor))"
            let of = runs.filter { $0.run.product == product && $0.run.startFactor == factor }
            return (name, NetworkResult(of, predicted: (2 * product).squareRoot()))
          }
        })
      balance = specification.watchedBalance
    }
  }

  /// One optimizer over all rates, decays, starts, noises and seeds.
  struct ArmResult: Recorded {
    @Measured("least angle of a step over the predicted one, over settings, starts and noises")
    var lowest: Double
    @Measured("greatest angle of a step over the predicted one, over settings, starts and noises")
    var greatest: Double
    @Plotted(
      "angle between v before and after a step, by the predicted one",
      x: "predicted angle of a step in radians", y: "angle of a step in radians")
    var angle: SeriesValues

    /// Of mean squares: [seed][setting][neuron].
    init(_ specification: Specification, _ arm: TurningArm, _ squares: [[[Double]]]) {
      let predicted = specification.settings.map(arm.predictedAngle)
      let angles = specification.settings.indices.map { setting in
        squares[0][setting].indices.map { neuron in
          squares.map { $0[setting][neuron] }.mean.squareRoot()
        }
      }
      let ratios = zip(angles, predicted).flatMap { angles, predicted in
        angles.map { $0 / predicted }
      }
      (lowest, greatest) = (ratios.minimum, ratios.maximum)
      let positions = predicted.sorted().map(\.sixDigits).distinct
      angle = SeriesValues(
        at: positions,
        columns: positions.map { position in
          zip(angles, predicted).filter { $1.sixDigits == position }.flatMap(\.0)
        })
    }
  }

  /// One start of the watched neurons.
  struct StartResult: Recorded {
    @Plotted("length of v with decay on it", x: "step", y: "‖v‖") var norm: SeriesValues

    init(_ paths: [[Double]]) {
      norm = .steps(of: paths)
    }
  }

  /// Decay beside a rate that grows.
  struct ScheduleResult: Recorded {
    @Measured("greatest distance of w to that without decay at a growing rate, over ‖w‖")
    var difference: Double
    @Measured(
      "the same at a constant rate: the greatest over the steps, the least over the seeds")
    var control: Double
    @Measured("the rate of v at the end over the one at the start") var growth: Double

    init(_ schedules: [DecaySchedule], _ specification: ScheduleSpecification) {
      let factor = 1 - specification.setting.rate * specification.setting.strength
      difference = schedules.map(\.difference).maximum
      control = schedules.map(\.control).minimum
      growth = (1..<specification.steps).reduce(1) { rate, _ in rate / (factor * factor) }
    }
  }

  struct NetworkResult: Recorded {
    /// By number, from `layer1` on.
    var layers: Parts<LayerResult>

    init(_ runs: [TurningNetwork], predicted: Double) {
      layers = Parts(
        runs[0].squaredAngles.indices.map { layer in
          let squares = runs.flatMap { $0.squaredAngles[layer] }
          return (
            "layer\(layer + 1)", LayerResult(squares.map { $0.squareRoot() / predicted })
          )
        })
    }
  }

  struct LayerResult: Recorded {
    @Measured("share of units that turned by less than a tenth of √(2ηλ)") var still: Double
    @Measured(
      "angle of a step at the end over √(2ηλ), root mean square over the other units and the seeds")
    var ratio: Double

    /// Of each unit of each seed.
    init(_ ratios: [Double]) {
      let moving = ratios.filter { $0 >= 0.1 }
      still = Double(ratios.count - moving.count) / Double(ratios.count)
      ratio = moving.isEmpty ? 0 : moving.map { $0 * $0 }.mean.squareRoot()
    }
  }
}

extension DecayOnV.Specification {
  /// ‖v‖⁴ = ηg²(k − 1)σ²/(2λB): of the noise of a batch of B, the mean square of the part of ∇w across w
  /// is (k − 1)σ²/B, and that of ∇v is g²/‖v‖² times as much.
  fileprivate var watchedBalance: Double {
    let across = Double(inputSize - 1) * watchedNoise * watchedNoise / Double(batchSize)
    let square = settings[0].rate * magnitude * magnitude * across / (2 * settings[0].strength)
    return square.squareRoot().squareRoot()
  }
}
