internal import Foundation
import Testing

@testable import Experiments

struct SupportTests {
  @Test func `an IDX header is big-endian`() {
    #expect(idx([1, 0x1234_5678], [9]) == [0, 0, 8, 2, 0, 0, 0, 1, 0x12, 0x34, 0x56, 0x78, 9])
  }

  @Test func `a temporary folder holds its files and goes`() throws {
    let folder = try TemporaryFolder.with(["a": [1, 2]]) { url in
      let bytes = try Data(contentsOf: url.appending(path: "a"))
      #expect(bytes == Data([1, 2]))
      return url
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func `the clusters can be told apart, but not by the mean of all`() {
    let data = LabeledData.clusters
    #expect(data.trainInputs.shape == [48, 6])
    #expect(data.testInputs.shape == [15, 6])
    #expect(Set(data.trainLabels) == [0, 1, 2])
    let mean = data.trainInputs.elements.reduce(0) { $0 + Double($1) } / (48 * 6)
    #expect(abs(mean) < 1e-6)
  }
}
