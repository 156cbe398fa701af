internal import Foundation
import Testing

@testable import Experiments

/// The real files; Debian's package `dataset-fashion-mnist` brings them.
struct FashionMNISTTests {
  private static let loaded = Result { try DataLibrary.installed.load(.fashionMNIST) }

  private func clothes() throws -> LabeledData {
    try #require(
      FileManager.default.fileExists(atPath: DataLibrary.installed.fashionMNIST.path),
      "these tests need Fashion-MNIST: apt-get install dataset-fashion-mnist")
    return try Self.loaded.get()
  }

  @Test func `2000 images train and 2000 test`() throws {
    let data = try clothes()
    #expect(data.trainInputs.shape == [2000, 196])
    #expect(data.testInputs.shape == [2000, 196])
    #expect(Set(data.trainLabels) == Set(0..<10))
    #expect(Set(data.testLabels) == Set(0..<10))
  }

  @Test func `images come in the order of the files`() throws {
    let data = try clothes()
    #expect(data.trainLabels.prefix(10).elementsEqual([9, 0, 0, 3, 0, 2, 7, 2, 5, 5]))
    #expect(data.testLabels.prefix(10).elementsEqual([9, 2, 1, 1, 6, 1, 4, 6, 5, 7]))
  }

  @Test func `pixels lie within one and have mean 0 over the training images`() throws {
    let data = try clothes()
    let low = data.trainInputs.elements.min() ?? 0
    let high = data.trainInputs.elements.max() ?? 0
    #expect(low < 0 && high > 0 && high - low <= 1 && high - low > 0.95)
    let mean = data.trainInputs.elements.reduce(0) { $0 + Double($1) } / (2000 * 196)
    #expect(abs(mean) < 1e-7)
  }
}
