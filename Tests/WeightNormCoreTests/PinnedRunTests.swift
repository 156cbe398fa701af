import Testing

@testable import WeightNormCore

extension KernelSelectionTests {
  /// Training has the same bits on every machine, in debug and release builds.
  struct PinnedRunTests {
    /// The hash of all parameters after 12 steps in mini-batches.
    private func hashAfterTraining(
      _ rule: OptimizerRule, _ form: WeightNormDense<Float>.MagnitudeForm, _ loss: RandomLoss
    ) throws -> UInt64 {
      var stream = RandomStream(named: "pinned run/init/1")
      var model = try MLP<Float>.he(
        sizes: [19, 23, 11, 5], hidden: loss == .halfSquaredError ? .tanh : .relu, from: &stream
      ).weightNormalized(form: form)
      var data = RandomStream(named: "pinned run/data/1")
      let x = Matrix<Float>(rows: 40, columns: 19, standardDeviation: 1, from: &data)
      let values = Matrix<Float>(rows: 40, columns: 5, standardDeviation: 1, from: &data)
      let labels = (0..<40).map { _ in data.integer(below: 5) }
      var order = RandomStream(named: "pinned run/order/1")
      var optimizer: any Optimizer<Float> = rule.optimizer(LearningRates(0.01, magnitude: 0.02))
      var pass = Backpropagation(for: model, batchSize: 13)
      for _ in 0..<12 {
        let rows = order.permutation(40)[..<13]
        let targets: Targets<Float> =
          loss == .halfSquaredError
          ? .values(values.gatheringRows(rows)) : .labels(rows.map { labels[$0] })
        _ = try pass.lossAndGradient(model, x.gatheringRows(rows), targets)
        optimizer.update(&model, along: pass.gradient)
      }
      return hash(model.parameters)
    }

    @Test(arguments: KernelVariant.supported)
    func `a run with heavy ball keeps its pinned bits`(_ variant: KernelVariant) throws {
      let found = try withKernels(variant) {
        try hashAfterTraining(.heavyBall, .trained, .crossEntropy)
      }
      #expect(found == 0xa6fc_f692_21f6_859c)
    }

    @Test(arguments: KernelVariant.supported)
    func `a run with Adam keeps its pinned bits`(_ variant: KernelVariant) throws {
      let found = try withKernels(variant) {
        try hashAfterTraining(.adam, .logarithmic, .halfSquaredError)
      }
      #expect(found == 0xefc3_290d_f71f_fdcc)
    }

    @Test(arguments: KernelVariant.supported)
    func `a run through convolutions keeps its pinned bits`(_ variant: KernelVariant) throws {
      let found = try withKernels(variant) {
        var stream = RandomStream(named: "pinned run/images/1")
        var model = try MLP<Float>.he(
          image: ImageShape(height: 7, width: 9, channels: 2),
          convolutions: [Filters(5, stride: 2, padding: 1), Filters(11, kernelSize: 2)],
          sizes: [5], hidden: .relu, from: &stream
        ).weightNormalized(form: .scaled)
        model.layers[0].normalizeBatches(.full)
        let x = Matrix<Float>(rows: 13, columns: 126, standardDeviation: 1, from: &stream)
        let targets = Targets<Float>.labels((0..<13).map { _ in stream.integer(below: 5) })
        var optimizer: any Optimizer<Float> = OptimizerRule.adam.optimizer(LearningRates(0.01))
        var pass = Backpropagation(for: model, batchSize: 13)
        var inputs: [Float] = []
        for _ in 0..<12 {
          let step = try pass.lossAndInputGradient(model, x, targets)
          inputs = Array(step.inputGradient.elements)
          optimizer.update(&model, along: pass.gradient)
          pass.updateRunningStatistics(of: &model)
        }
        return hash(model.parameters + inputs + (try model(x).elements))
      }
      #expect(found == 0x2c5a_afea_4875_5604)
    }

    @Test func `another rule gives another hash`() throws {
      #expect(
        try hashAfterTraining(.heavyBall, .trained, .crossEntropy)
          != hashAfterTraining(.nesterov, .trained, .crossEntropy))
    }
  }
}
