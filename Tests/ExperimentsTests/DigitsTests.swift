internal import Foundation
import Tables
import Testing
import WeightNormCore

@testable import Experiments

struct DigitsTests {
  private static let loaded = Result { try DataLibrary.installed.load(.digits) }

  private func digits() throws -> LabeledData { try Self.loaded.get() }

  @Test func `1400 images train and 397 test`() throws {
    let data = try digits()
    #expect(data.trainInputs.shape == [1400, 64])
    #expect(data.testInputs.shape == [397, 64])
    #expect(data.trainLabels.count == 1400)
    #expect(data.testLabels.count == 397)
  }

  @Test func `pixels span one and have mean 0 over the training images`() throws {
    let data = try digits()
    let low = data.trainInputs.elements.min() ?? 0
    let high = data.trainInputs.elements.max() ?? 0
    #expect(abs(high - low - 1) < 1e-6)
    #expect(low < 0 && high > 0)
    #expect(data.testInputs.elements.allSatisfy { (low...high).contains($0) })
    let mean = data.trainInputs.elements.reduce(0) { $0 + Double($1) } / (1400 * 64)
    #expect(abs(mean) < 1e-7)
    let testMean = data.testInputs.elements.reduce(0) { $0 + Double($1) } / (397 * 64)
    #expect(abs(testMean) > 1e-5, "the test images took no part")
  }

  @Test func `all digits are in both parts`() throws {
    let data = try digits()
    #expect(Set(data.trainLabels) == Set(0..<10))
    #expect(Set(data.testLabels) == Set(0..<10))
    let counts = (0..<10).map { digit in
      (data.trainLabels + data.testLabels).count { $0 == digit }
    }
    #expect(counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
  }

  /// Pixels go back to 0…16 exactly, so that the rows of both parts can be compared with the file's.
  @Test func `the parts are disjoint and complete`() throws {
    let data = try digits()
    let low = data.trainInputs.elements.min() ?? 0
    func rows(_ inputs: Matrix<Float>, _ labels: [Int]) -> [[Int]] {
      labels.indices.map { row in
        inputs[row: row].map { Int(((($0 - low) * 16).rounded())) } + [labels[row]]
      }
    }
    let table = try LabeledTable(
      contentsOf: DataLibrary.installed.vendored.appending(path: "digits.csv.gz"), features: 64,
      remedy: "")
    let original = table.labels.indices.map { row in
      table.features[row * 64..<(row + 1) * 64].map { Int($0) } + [table.labels[row]]
    }
    let train = rows(data.trainInputs, data.trainLabels)
    let test = rows(data.testInputs, data.testLabels)
    func counted(_ rows: [[Int]]) -> [[Int]: Int] {
      Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +)
    }
    #expect(counted(train + test) == counted(original))
    #expect(train != Array(original.prefix(1400)), "the rows were permuted")
  }

  @Test func `the split is the same each time`() throws {
    let again = try DataLibrary.installed.load(.digits)
    let data = try digits()
    #expect(again.trainInputs == data.trainInputs)
    #expect(again.testLabels == data.testLabels)
  }

  @Test func `a description has the sizes and the folder`() throws {
    let text = try DataLibrary.installed.describe(.digits)
    #expect(
      text == "digits: 1400 training and 397 test images of 64 inputs, from "
        + DataLibrary.installed.vendored.path)
  }

  private func expectDamage(
    _ table: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try TemporaryFolder.with(["digits.csv.gz": Array(table.utf8)]) { folder in
      #expect(sourceLocation: sourceLocation) {
        _ = try DataLibrary(vendored: folder, fashionMNIST: folder).load(.digits)
      } throws: { error in
        guard case ExperimentsError.damagedData(let path, _, let reason) = error else {
          return false
        }
        return path.hasSuffix("digits.csv.gz") && reason.contains(expected)
      }
    }
  }

  @Test func `a file of fewer images is refused`() throws {
    let row = [String](repeating: "0", count: 65).joined(separator: ",") + "\n"
    try expectDamage("header\n" + row, "expected 1797 images, found 1")
  }

  @Test func `a class that is no digit is refused`() throws {
    let row = [String](repeating: "0", count: 64).joined(separator: ",")
    let rows = [String](repeating: row + ",0\n", count: 1796).joined()
    try expectDamage("header\n" + rows + row + ",10\n", "a class above 9")
  }

  @Test func `a missing file is named with the way to get it`() throws {
    try TemporaryFolder.with([:]) { folder in
      #expect {
        _ = try DataLibrary(vendored: folder, fashionMNIST: folder).load(.digits)
      } throws: { error in
        guard case ExperimentsError.missingData(let path, let remedy) = error else { return false }
        return path == folder.appending(path: "digits.csv.gz").path && remedy.contains("--data-dir")
          && "\(error)" == "\(path): no such file; \(remedy)"
      }
    }
  }
}
