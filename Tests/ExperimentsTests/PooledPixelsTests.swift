internal import Foundation
import Tables
import Testing

@testable import Experiments

struct PooledPixelsTests {
  private static let pixels = (0..<3 * 784).map { UInt8($0 % 251) }

  private func read(images: [UInt8] = idx([3, 28, 28], pixels)) throws -> IDXImages {
    let files = [
      "train-images-idx3-ubyte": images, "train-labels-idx1-ubyte": idx([3], [7, 0, 9]),
    ]
    return try TemporaryFolder.with(files) { folder in
      try IDXImages(folder: folder, prefix: "train", limit: 3, remedy: "")
    }
  }

  @Test func `pooling takes means of 2 × 2 pixels over 255`() throws {
    let pooled = try read().pooledPixels()
    #expect(pooled.count == 3 * 196)
    func pixel(_ image: Int, _ row: Int, _ column: Int) -> Int {
      Int(Self.pixels[image * 784 + row * 28 + column])
    }
    for (image, row, column) in [(0, 0, 0), (0, 0, 13), (1, 7, 3), (2, 13, 13)] {
      let sum =
        pixel(image, 2 * row, 2 * column) + pixel(image, 2 * row, 2 * column + 1)
        + pixel(image, 2 * row + 1, 2 * column) + pixel(image, 2 * row + 1, 2 * column + 1)
      #expect(pooled[image * 196 + row * 14 + column] == Float(sum) / 1020)
    }
    let white = try read(images: idx([3, 28, 28], [UInt8](repeating: 255, count: 3 * 784)))
    #expect(white.pooledPixels().allSatisfy { $0 == 1 })
  }

  @Test func `missing clothes are named with the way to get them`() throws {
    try TemporaryFolder.with([:]) { folder in
      #expect {
        _ = try DataLibrary(vendored: folder, fashionMNIST: folder).load(.fashionMNIST)
      } throws: { error in
        guard case ExperimentsError.missingData(let path, let remedy) = error else { return false }
        return path.hasSuffix("/train-images-idx3-ubyte.gz")
          && remedy.contains("apt-get install dataset-fashion-mnist")
          && remedy.contains("WNREPORT_DATA_DIR")
      }
    }
  }
}
