import Testing

@testable import WeightNormCore

/// Mistakes of the calling program stop it. Each runs in a process of its own.
struct PreconditionTests {
  @Test(arguments: [-1, 2])
  func `a label that names no output stops the program`(_ label: Int) async {
    await #expect(processExitsWith: .failure) { [label] in
      let layer = Layer(
        try Dense(weight: Matrix<Double>(rows: 2, columns: 1, repeating: 1), bias: [0, 0]))
      var pass = Backpropagation(for: try MLP([layer]), batchSize: 3)
      let x = Matrix<Double>(rows: 3, columns: 1, repeating: 1)
      _ = try pass.loss(MLP([layer]), x, .labels([0, label, 1]))
    }
  }

  @Test func `a random number below 0 stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var stream = RandomStream(seed: 0)
      _ = stream.integer(below: 0)
    }
  }

  @Test func `a product of shapes that do not fit stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var result = Matrix<Double>(rows: 2, columns: 2)
      result.formProduct(Matrix(rows: 2, columns: 3), Matrix(rows: 2, columns: 2))
    }
  }
}
