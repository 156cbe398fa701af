public import Foundation
internal import WeightNormCore

/// The data sets that experiments read.
public enum DataSetName: String, Codable, CaseIterable, Sendable {
  /// 1797 images of handwritten digits, 8 × 8 (Alpaydin & Kaynak 1998), shipped with this program.
  case digits
  /// 70 000 images of clothes, 28 × 28 (Xiao et al. 2017).
  case fashionMNIST = "fashion-mnist"
}

/// Where data sets lie, and how each is prepared.
public struct DataLibrary: Sendable {
  /// The folder of the data sets that this program ships.
  public let vendored: URL
  /// The folder of Fashion-MNIST's four files, gzip-compressed or not.
  public let fashionMNIST: URL

  public init(vendored: URL, fashionMNIST: URL) {
    self.vendored = vendored
    self.fashionMNIST = fashionMNIST
  }

  /// The data set as the comparisons use it.
  ///
  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  func load(_ name: DataSetName) throws(ExperimentsError) -> LabeledData {
    switch name {
    case .digits: try digits()
    case .fashionMNIST: try smallFashionMNIST()
    }
  }

  /// Pixels over 16, one fixed permutation of the rows, 1400 to train on and 397 to test on, the
  /// mean over all training pixels subtracted.
  private func digits() throws(ExperimentsError) -> LabeledData {
    let url = vendored.appending(path: "digits.csv.gz")
    let table = try LabeledTable(
      contentsOf: url, features: 64,
      remedy: "it comes with wnreport; install it again or name its folder with --data-dir")
    guard table.labels.count == 1797 else {
      throw .damagedData(
        path: url.path, line: nil, reason: "expected 1797 images, found \(table.labels.count)")
    }
    guard table.labels.allSatisfy({ $0 < 10 }) else {
      throw .damagedData(path: url.path, line: nil, reason: "a class above 9")
    }
    var stream = RandomStream(experiment: "digits", .data, seed: 0)
    let order = stream.permutation(table.labels.count)
    return LabeledData(
      inputs: table.features.map { Float($0 / 16) }, inputSize: 64, labels: table.labels,
      train: order[..<1400], test: order[1400...])
  }

  /// Pixels over 255, means of 2 × 2 pixels, the first 2000 images of each file, the mean over all
  /// training pixels subtracted.
  private func smallFashionMNIST() throws(ExperimentsError) -> LabeledData {
    let count = 2000
    let train = try IDXImages(folder: fashionMNIST, prefix: "train", limit: count)
    let test = try IDXImages(folder: fashionMNIST, prefix: "t10k", limit: count)
    return LabeledData(
      inputs: train.pooledPixels() + test.pooledPixels(), inputSize: 14 * 14,
      labels: train.labels + test.labels,
      train: Array(0..<count)[...], test: Array(count..<2 * count)[...])
  }
}

extension DataLibrary {
  /// One line on a data set that was found and read: its size and where it lies.
  ///
  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  public func describe(_ name: DataSetName) throws(ExperimentsError) -> String {
    let data = try load(name)
    let folder = name == .digits ? vendored : fashionMNIST
    return "\(name.rawValue): \(data.trainLabels.count) training and \(data.testLabels.count) test"
      + " images of \(data.trainInputs.columns) inputs, from \(folder.path)"
  }
}
