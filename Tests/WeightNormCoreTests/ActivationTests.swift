import Testing

@testable import WeightNormCore

struct ActivationTests {
  private let t: AlignedArray = [-2.0, -0.0, 0, 0.5, 3]

  private func applied(
    _ activation: Activation, _ t: AlignedArray<Double>
  ) -> AlignedArray<Double> {
    var y = Matrix<Double>(rows: 1, columns: t.count)
    y.elements = t
    // −0 is the number that changes none.
    activation.apply(to: &y, adding: [Double](repeating: -0.0, count: t.count))
    return y.elements
  }

  private func slopes(
    _ activation: Activation, _ t: AlignedArray<Double>
  ) -> AlignedArray<Double> {
    var gradient = AlignedArray<Double>(repeating: 1, count: t.count)
    activation.pullBack(&gradient, output: applied(activation, t))
    return gradient
  }

  @Test func `identity changes nothing`() {
    #expect(bits(applied(.identity, t)) == bits(t))
    #expect(slopes(.identity, t) == [1, 1, 1, 1, 1])
  }

  @Test func `ReLU cuts below 0 and has slope 0 there and at 0`() {
    #expect(bits(applied(.relu, t)) == bits([0, 0, 0, 0.5, 3]))
    #expect(slopes(.relu, t) == [0, 0, 0, 1, 1])
  }

  @Test func `tanh has slope one minus its square`() {
    #expect(Array(applied(.tanh, t)) == t.map(Elementary.tanh))
    #expect(Array(slopes(.tanh, t)) == t.map { 1 - Elementary.tanh($0) * Elementary.tanh($0) })
  }

  @Test(arguments: Activation.allCases)
  func `what is not a number stays so`(_ activation: Activation) {
    #expect(applied(activation, [.nan])[0].isNaN)
    var gradient: AlignedArray = [Double.nan]
    activation.pullBack(&gradient, output: [.nan])
    #expect(gradient[0].isNaN)
  }
}
