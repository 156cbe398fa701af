/// The patches of a batch of images and, on the way back, their gradients, in storage that is used again.
/// Of no elements for a layer that is no convolution.
///
/// Shapes: images [rows, inputSize], patches [rows·positions, patchSize], the positions of an image one
/// after the other. Patches hold zeros where the kernel reaches over the edge of the image.
struct Patches<Scalar: Real>: Sendable {
  /// Of one image, what is contiguous in it and in a patch: where it starts in the image, where among the
  /// patches, and how many elements it has, in the order of the patches.
  private let runs: [Int32]
  private let inputSize: Int
  /// Elements of all patches of an image.
  private let size: Int
  private(set) var values: Matrix<Scalar>
  /// ∂L/∂patches.
  var gradient: Matrix<Scalar>

  /// Storage for so many images, with room for gradients where it is asked for.
  init(of layer: Layer<Scalar>, rows: Int, withGradient: Bool) {
    guard let convolution = layer.convolution else {
      (runs, inputSize, size) = ([], 0, 0)
      values = Matrix(rows: 0, columns: 0)
      gradient = values
      return
    }
    runs = convolution.runs
    inputSize = convolution.inputSize
    size = convolution.positions * convolution.patchSize
    values = Matrix(rows: rows * convolution.positions, columns: convolution.patchSize)
    gradient = withGradient ? values : Matrix(rows: 0, columns: 0)
  }

  /// The patches of those rows of x [_, inputSize].
  @inline(__always)
  mutating func gather(_ x: Matrix<Scalar>, _ rows: Range<Int>) {
    precondition(
      x.columns == inputSize && rows.upperBound <= x.rows
        && rows.count * size == values.elements.count, "images that do not fit")
    let inputSize = inputSize
    values.elements.withUnsafeMutableBufferPointer { patches in
      x.elements.withUnsafeBufferPointer { x in
        runs.withUnsafeBufferPointer { runs in
          guard let patches = patches.baseAddress, let x = x.baseAddress,
            let first = runs.baseAddress
          else { return }
          Scalar.gatherRuns(
            rows.count, runs.count / 3, first, x + rows.lowerBound * inputSize, inputSize, patches,
            size)
        }
      }
    }
  }

  /// ∂L/∂x [rows, inputSize] ← the sums of what the patches' gradients say of each element, in the order of
  /// the patches.
  @inline(__always)
  func scatterGradient(into inputGradient: inout Matrix<Scalar>) {
    precondition(
      inputGradient.columns == inputSize
        && inputGradient.rows * size == gradient.elements.count, "images that do not fit")
    let rows = inputGradient.rows
    inputGradient.elements.withUnsafeMutableBufferPointer { x in
      gradient.elements.withUnsafeBufferPointer { patches in
        runs.withUnsafeBufferPointer { runs in
          guard let patches = patches.baseAddress, let x = x.baseAddress,
            let first = runs.baseAddress
          else { return x.update(repeating: 0) }
          Scalar.scatterRuns(rows, runs.count / 3, first, patches, size, x, inputSize)
        }
      }
    }
  }
}

extension Convolution {
  /// One triple of numbers per row of the kernel and position, unless that row lies outside the image; see
  /// `Patches`.
  fileprivate var runs: [Int32] {
    var runs: [Int32] = []
    for position in 0..<positions {
      let top = position / outputWidth * stride - padding
      let left = position % outputWidth * stride - padding
      let columns = max(left, 0)..<max(min(left + kernelSize, image.width), max(left, 0))
      for row in 0..<kernelSize {
        guard (0..<image.height).contains(top + row), !columns.isEmpty else { continue }
        let source = ((top + row) * image.width + columns.lowerBound) * image.channels
        let target =
          position * patchSize + (row * kernelSize + columns.lowerBound - left) * image.channels
        runs += [Int32(source), Int32(target), Int32(columns.count * image.channels)]
      }
    }
    return runs
  }
}

extension Layer {
  /// t ← x·wᵀ for those rows of x; of a convolution, for all patches of these images.
  @inline(__always)
  func formProduct(
    _ x: Matrix<Scalar>, _ rows: Range<Int>, _ patches: inout Patches<Scalar>,
    _ derived: inout WeightNormDense<Scalar>.Derived, into t: inout Matrix<Scalar>
  ) throws(CoreError) {
    guard convolution != nil else { return try formProduct(x, rows, &derived, into: &t) }
    patches.gather(x, rows)
    try formProduct(patches.values, 0..<patches.values.rows, &derived, into: &t)
  }
}

// A row of outputs, or of their gradients, is one of the next layer's inputs, and to the layer's own map and
// normalization of a convolution as many rows as there are positions. The elements are the same.
extension Matrix {
  /// [rows, outputSize] → [rows·positions, unitCount]
  @inline(__always)
  mutating func layOutPositions(of layer: Layer<Scalar>) {
    guard let convolution = layer.convolution else { return }
    reshape(rows: rows * convolution.positions, columns: layer.unitCount)
  }

  /// [rows·positions, unitCount] → [rows, outputSize]
  @inline(__always)
  mutating func layOutExamples(of layer: Layer<Scalar>) {
    guard let convolution = layer.convolution else { return }
    reshape(rows: rows / convolution.positions, columns: layer.outputSize)
  }
}
