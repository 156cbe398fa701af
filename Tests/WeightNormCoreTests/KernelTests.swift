import Testing

@testable import WeightNormCore

extension KernelSelectionTests {
  /// Loops over rows and arrays against their definitions, bit for bit, with every instruction set.
  struct KernelTests {
    // Around the widths of all vectors.
    private static let counts = Array(0...35) + [63, 64, 65, 100]

    /// Numbers of any kind in random places.
    private struct Numbers {
      var stream: RandomStream

      mutating func next<Scalar: Real>(_ type: Scalar.Type) -> Scalar {
        switch stream.uniform() {
        case ..<0.02: .nan
        case ..<0.04: .infinity
        case ..<0.06: -.infinity
        case ..<0.1: 0
        case ..<0.14: -0.0
        case ..<0.18: .leastNonzeroMagnitude
        case ..<0.2: -.greatestFiniteMagnitude
        default: Scalar(stream.normal())
        }
      }

      mutating func array<Scalar: Real>(_ count: Int, _ type: Scalar.Type) -> [Scalar] {
        (0..<count).map { _ in next(type) }
      }

      mutating func matrix<Scalar: Real>(
        _ rows: Int, _ columns: Int, _ type: Scalar.Type
      ) -> Matrix<Scalar> {
        Matrix(rows: rows, columns: columns) { _, _ in next(type) }
      }
    }

    private func checkAll(_ check: (inout Numbers, Int, KernelVariant) throws -> Void) rethrows {
      for variant in KernelVariant.supported {
        for count in Self.counts {
          var numbers = Numbers(stream: RandomStream(named: "kernels/data/\(count)"))
          try withKernels(variant) { try check(&numbers, count, variant) }
        }
      }
    }

    private func checkRows<Scalar: Real>(_ type: Scalar.Type) {
      checkAll { numbers, columns, variant in
        for rows in [0, 1, 2, 3, 4, 7, 9] {
          let x = numbers.matrix(rows, columns, type)
          let other = numbers.matrix(rows, columns, type)
          let vector = numbers.array(columns, type)
          var sum = x
          sum.addToRows(vector)
          let expected = Matrix<Scalar>(rows: rows, columns: columns) { x[$0, $1] + vector[$1] }
          #expect(bits(sum.elements) == bits(expected.elements), "\(variant) \(type)")
          sum = x
          sum.addToRows(vector, rectifying: true)
          let positive = expected.elements.map { $0 <= 0 ? 0 : $0 }
          #expect(bits(sum.elements) == bits(positive), "\(variant) \(type)")

          var sums = vector
          x.sumRows(into: &sums)
          #expect(
            bits(sums) == bits((0..<columns).map { sumOfColumn($0, x) }), "\(variant) \(type)")
          let products = Matrix<Scalar>(rows: rows, columns: columns) { x[$0, $1] * other[$0, $1] }
          x.dotColumns(other, into: &sums)
          #expect(
            bits(sums) == bits((0..<columns).map { sumOfColumn($0, products) }),
            "\(variant) \(type)")
          var scaled = x
          scaled.scaleColumns(by: vector)
          let stretched = Matrix<Scalar>(rows: rows, columns: columns) { x[$0, $1] * vector[$1] }
          #expect(bits(scaled.elements) == bits(stretched.elements), "\(variant) \(type)")
          var turned = x
          turned.turnColumns(from: other, pull: vector)
          let rest = Matrix<Scalar>(rows: rows, columns: columns) {
            let pulled = other[$0, $1] * vector[$1]
            return x[$0, $1] - pulled
          }
          #expect(bits(turned.elements) == bits(rest.elements), "\(variant) \(type)")
          var dots = numbers.array(rows, type)
          x.dotRows(other, into: &dots)
          let expectedDots = (0..<rows).map {
            PlainFunctions.dot(Array(x[row: $0]), Array(other[row: $0]))
          }
          #expect(bits(dots) == bits(expectedDots), "\(variant) \(type)")
        }
      }
    }

    private func sumOfColumn<Scalar: Real>(_ column: Int, _ x: Matrix<Scalar>) -> Scalar {
      var partial = [Scalar](repeating: 0, count: 4)
      for row in 0..<x.rows { partial[row % 4] += x[row, column] }
      return (partial[0] + partial[1]) + (partial[2] + partial[3])
    }

    @Test func `rows and columns are added, scaled, turned and summed as they are defined`() {
      checkRows(Float.self)
      checkRows(Double.self)
    }

    private func checkElements<Scalar: Real>(_ type: Scalar.Type) {
      checkAll { numbers, count, variant in
        let y = AlignedArray(numbers.array(count, type))
        var gradient = AlignedArray(numbers.array(count, type))
        let passed = zip(gradient, y).map { $0 * ($1 <= 0 ? 0 : 1) }
        Activation.relu.pullBack(&gradient, output: y)
        #expect(bits(gradient) == bits(passed), "\(variant) \(type)")

        let (scale, pull) = (numbers.array(3, type), numbers.array(3, type))
        let v = numbers.array(3 * count, type)
        var turned = numbers.array(3 * count, type)
        let expected = turned.indices.map { index in
          let row = index / count
          let scaled = scale[row] * turned[index]
          let pulled = pull[row] * v[index]
          return scaled - pulled
        }
        Scalar.turnRows(3, count, scale: scale, pull: pull, v, &turned)
        #expect(bits(turned) == bits(expected), "\(variant) \(type)")
      }
    }

    @Test func `elements are passed and turned as they are defined`() {
      checkElements(Float.self)
      checkElements(Double.self)
    }

    private func checkSteps<Scalar: Real>(_ type: Scalar.Type) {
      let (rate, momentum): (Scalar, Scalar) = (0.3, 0.9)
      let adam = AdamConstants<Scalar>(
        rate: 0.3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, firstCorrection: 0.19,
        secondCorrection: 0.002)
      checkAll { numbers, count, variant in
        let slopes = numbers.array(count, type)
        let (p, m, u) = (
          numbers.array(count, type), numbers.array(count, type),
          numbers.array(count, type).map(\.magnitude)
        )
        var place = p
        Scalar.descend(count, rate: rate, slopes, &place)
        #expect(bits(place) == bits(zip(p, slopes).map { $0 - rate * $1 }), "\(variant) \(type)")

        let velocity = zip(m, slopes).map { momentum * $0 + $1 }
        for looksAhead in [false, true] {
          var (found, place) = (m, p)
          Scalar.accelerate(
            count, rate: rate, momentum: momentum, looksAhead: looksAhead, slopes, &found, &place)
          let expected = slopes.indices.map {
            p[$0] - rate * (looksAhead ? slopes[$0] + momentum * velocity[$0] : velocity[$0])
          }
          #expect(bits(found) == bits(velocity), "\(variant) \(type)")
          #expect(bits(place) == bits(expected), "\(variant) \(type)")
        }

        var (first, second) = (m, u)
        place = p
        Scalar.adam(count, adam, slopes, &first, &second, &place)
        let moments = zip(m, slopes).map { adam.beta1 * $0 + (1 - adam.beta1) * $1 }
        let squares = zip(u, slopes).map { adam.beta2 * $0 + (1 - adam.beta2) * ($1 * $1) }
        let expected = slopes.indices.map { index in
          let root = (squares[index] / adam.secondCorrection).squareRoot()
          let step = (moments[index] / adam.firstCorrection) / (root + adam.epsilon)
          return p[index] - adam.rate * step
        }
        #expect(bits(first) == bits(moments), "\(variant) \(type)")
        #expect(bits(second) == bits(squares), "\(variant) \(type)")
        #expect(bits(place) == bits(expected), "\(variant) \(type)")
      }
    }

    @Test func `optimizers step as they are defined`() {
      checkSteps(Float.self)
      checkSteps(Double.self)
    }

    @Test func `elementary functions are those of plain code`() {
      var stream = RandomStream(named: "kernels/data/0")
      let special = [
        0, -0.0, .nan, .infinity, -.infinity, 709.782712893384, 709.7827128933841, 21.9, 22,
        0x1p-54, -0x1p-55, 0.34657, -0.34658, 38.9, -39, 14.2,
        -745.1332191019411,
        -745.1332191019412, -708.4, -720.5, .leastNonzeroMagnitude, .leastNormalMagnitude,
        .greatestFiniteMagnitude, 1, -1, 2.0.squareRoot(), 2.0.squareRoot().nextUp,
        0.5.squareRoot(),
      ]
      let numbers =
        special + (0..<4000).map { _ in 760 * (2 * stream.uniform() - 1) } + stream.normals(4000)
      for variant in KernelVariant.supported {
        withKernels(variant) {
          check(numbers, variant)
          check(numbers.map(Float.init), variant)
          for x in numbers.prefix(100) {
            #expect(bits([Elementary.exp(x)]) == bits([PlainFunctions.exp(x)]))
            #expect(bits([Elementary.log(x)]) == bits([PlainFunctions.log(x)]))
            #expect(bits([Elementary.tanh(x)]) == bits([PlainFunctions.tanh(x)]))
          }
          for x in numbers {
            #expect(bits([Elementary.expm1(x)]) == bits([PlainFunctions.expm1(x)]))
          }
        }
      }
    }

    private func check<Scalar: Real>(_ numbers: [Scalar], _ variant: KernelVariant) {
      var (powers, logarithms) = (numbers, numbers)
      Scalar.exponentiate(powers.count, &powers)
      Scalar.takeLogarithms(logarithms.count, &logarithms)
      let expected = numbers.map { Scalar(PlainFunctions.exp(Double($0))) }
      #expect(bits(powers) == bits(expected), "\(variant) \(Scalar.self)")
      let expectedLogarithms = numbers.map { Scalar(PlainFunctions.log(Double($0))) }
      #expect(bits(logarithms) == bits(expectedLogarithms), "\(variant) \(Scalar.self)")
      var tangents = numbers
      Scalar.takeHyperbolicTangents(tangents.count, &tangents)
      let expectedTangents = numbers.map { Scalar(PlainFunctions.tanh(Double($0))) }
      #expect(bits(tangents) == bits(expectedTangents), "\(variant) \(Scalar.self)")
      for count in 0...20 {
        var part = Array(numbers[7..<7 + count])
        Scalar.exponentiate(count, &part)
        #expect(bits(part) == bits(expected[7..<7 + count]), "\(variant) \(Scalar.self)")
      }
    }
  }
}
