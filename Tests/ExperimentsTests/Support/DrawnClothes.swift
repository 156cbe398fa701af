internal import Foundation
import WeightNormCore

@testable import Experiments

extension DataLibrary {
  /// The library with files of Fashion-MNIST's form in which each class is one random image.
  static func withDrawnClothes<Result>(
    _ body: (DataLibrary) async throws -> Result
  ) async throws -> Result {
    var stream = RandomStream(experiment: "drawn clothes", .data, seed: 0)
    let classes = (0..<10).map { _ in (0..<784).map { _ in UInt8(stream.integer(below: 256)) } }
    let labels = (0..<2000).map { UInt8($0 % 10) }
    let images = idx([2000, 28, 28], Array(labels.map { classes[Int($0)] }.joined()))
    let folder = try TemporaryFolder([
      "train-images-idx3-ubyte": images, "train-labels-idx1-ubyte": idx([2000], labels),
      "t10k-images-idx3-ubyte": images, "t10k-labels-idx1-ubyte": idx([2000], labels),
    ])
    defer { folder.remove() }
    return try await body(
      DataLibrary(vendored: DataLibrary.installed.vendored, fashionMNIST: folder.url))
  }
}
