internal import Foundation
import Testing
import WeightNormCore

@testable import Experiments

/// Images that stay bytes until they are needed.
struct ImageSetTests {
  @Test func `inputs have mean 0 and variance 1 over the training pixels`() {
    let pixels: [UInt8] = [0, 0, 51, 102, 255, 255, 255, 7]
    let inputs = ImageSet.standardized(pixels[...])
    let values = pixels.map { Double(inputs[Int($0)]) }
    let mean = values.mean
    #expect(abs(mean) < 1e-7)
    #expect(abs(values.map { $0 * $0 }.mean - 1) < 1e-6)
    let scaled = pixels.map { Double($0) / 255 }
    let center = scaled.mean
    let deviation = scaled.map { ($0 - center) * ($0 - center) }.mean.squareRoot()
    for pixel in [0, 100, 255] {
      #expect(abs(Double(inputs[pixel]) - (Double(pixel) / 255 - center) / deviation) < 1e-6)
    }
  }

  /// The mean and the deviation of Fashion-MNIST that everybody uses: 0.2860 and 0.3530.
  @Test func `the real images are all there, with their known mean and deviation`() throws {
    let library = DataLibrary.installed
    try #require(
      FileManager.default.fileExists(atPath: library.fashionMNIST.path),
      "this test needs Fashion-MNIST: apt-get install dataset-fashion-mnist")
    let images = try library.fullFashionMNIST(train: 60_000, test: 10_000)
    #expect(images.trainLabels.count == 60_000 && images.testLabels.count == 10_000)
    #expect(images.train.pixels.count == 60_000 * 784 && images.inputSize == 784)
    #expect(abs(Double(images.inputs[0]) + 0.2860 / 0.3530) < 3e-4)
    #expect(abs(Double(images.inputs[255]) - (1 - 0.2860) / 0.3530) < 6e-4)
    for digit in 0..<10 {
      #expect(images.trainLabels.count { $0 == digit } == 6000)
      #expect(images.testLabels.count { $0 == digit } == 1000)
    }
  }

  @Test func `rows come in the order asked for, of training and of test images`() async throws {
    try await DataLibrary.withDrawnClothes { library in
      let images = try library.fullFashionMNIST(train: 300, test: 20)
      var batch = Matrix<Float>(rows: 3, columns: 784)
      images.copyTrainRows([299, 0, 7], into: &batch)
      for (row, image) in [299, 0, 7].enumerated() {
        let first = images.train.pixels.startIndex + image * 784
        let expected = images.train.pixels[first..<first + 784].map { images.inputs[Int($0)] }
        #expect(Array(batch[row: row]) == expected)
      }
      images.copyTestRows([19, 1, 1], into: &batch)
      #expect(batch[row: 1].elementsEqual(batch[row: 2]))
      #expect(!batch[row: 0].elementsEqual(batch[row: 1]))
    }
  }

  @Test func `a file of fewer images is refused`() async throws {
    try await DataLibrary.withDrawnClothes { library in
      let error = try #require(
        #expect(throws: ExperimentsError.self) {
          try library.fullFashionMNIST(train: 2001, test: 10)
        })
      #expect("\(error)".contains("expected at least 2001 images, found 2000"))
    }
  }
}
