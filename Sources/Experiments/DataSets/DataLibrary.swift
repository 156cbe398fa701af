public import Foundation
internal import Runs
internal import WeightNormCore

/// The data sets that experiments read.
public enum DataSetName: String, Codable, CaseIterable, Sendable {
  /// 1797 images of handwritten digits, 8 × 8 (Alpaydin & Kaynak 1998), shipped with this program.
  case digits
  /// 70 000 images of clothes, 28 × 28 (Xiao et al. 2017).
  case fashionMNIST = "fashion-mnist"
  /// 13 measurements of 178 wines of three cultivars (Aeberhard & Forina 1991), shipped too.
  case wine
  /// 30 measurements of 569 tumours, malignant or benign (Wolberg et al. 1993), shipped too.
  case breastCancer = "breast-cancer"
}

/// Where data sets lie, and how each is prepared.
public struct DataLibrary: Sendable {
  /// The folder of the data sets that this program ships.
  public let vendored: URL
  /// The folder of Fashion-MNIST's four files, gzip-compressed or not.
  public let fashionMNIST: URL
  /// The data sets that may be read from here.
  private var readable = DataSetName.allCases

  public init(vendored: URL, fashionMNIST: URL) {
    self.vendored = vendored
    self.fashionMNIST = fashionMNIST
  }

  /// The same library with nothing but some of its data sets.
  func limited(to names: [DataSetName]) -> DataLibrary {
    var library = self
    library.readable = names
    return library
  }

  /// A run that reads what its experiment does not declare would be taken for unchanged when those
  /// data change.
  private func checkReadable(_ name: DataSetName) {
    precondition(readable.contains(name), "\(name.rawValue) is not among the declared data sets")
  }

  /// The images as the comparisons use them.
  ///
  /// - Precondition: a set of images that may be read from here.
  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  func load(_ name: DataSetName) throws(ExperimentsError) -> LabeledData {
    checkReadable(name)
    return switch name {
    case .digits: try digits()
    case .fashionMNIST: try smallFashionMNIST()
    case .wine, .breastCancer: preconditionFailure("\(name.rawValue) holds no images")
    }
  }

  /// The measurements in their own units and their classes, in the order of the file.
  ///
  /// - Precondition: a set of measurements that may be read from here.
  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  func table(_ name: DataSetName) throws(ExperimentsError) -> LabeledTable {
    checkReadable(name)
    return switch name {
    case .wine: try table("wine.csv", features: 13, rows: 178, of: "wines", classes: 3)
    case .breastCancer:
      try table("breast-cancer.csv", features: 30, rows: 569, of: "tumours", classes: 2)
    case .digits, .fashionMNIST: preconditionFailure("\(name.rawValue) holds no measurements")
    }
  }

  /// A table that this program ships, with the rows and classes that it should have.
  private func table(
    _ file: String, features: Int, rows: Int, of things: String, classes: Int
  ) throws(ExperimentsError) -> LabeledTable {
    let url = vendored.appending(path: file)
    let table = try LabeledTable(
      contentsOf: url, features: features,
      remedy: "it comes with wnreport; install it again or name its folder with --data-dir")
    guard table.labels.count == rows else {
      throw .damagedData(
        path: url.path, line: nil,
        reason: "expected \(rows) \(things), found \(table.labels.count)")
    }
    guard table.labels.allSatisfy({ $0 < classes }) else {
      throw .damagedData(path: url.path, line: nil, reason: "a class above \(classes - 1)")
    }
    return table
  }

  /// Pixels over 16, one fixed permutation of the rows, 1400 to train on and 397 to test on, the
  /// mean over all training pixels subtracted.
  private func digits() throws(ExperimentsError) -> LabeledData {
    let table = try table(
      "digits.csv.gz", features: 64, rows: 1797, of: "images", classes: 10)
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

  /// The first images of each file of Fashion-MNIST at full size.
  ///
  /// - Precondition: Fashion-MNIST may be read from here.
  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  func fullFashionMNIST(train: Int, test: Int) throws(ExperimentsError) -> ImageSet {
    checkReadable(.fashionMNIST)
    return ImageSet(
      train: try IDXImages(folder: fashionMNIST, prefix: "train", limit: train),
      test: try IDXImages(folder: fashionMNIST, prefix: "t10k", limit: test))
  }
}

extension DataLibrary {
  /// The digest of each file of a data set that is there, by name.
  ///
  /// - Throws: `ExperimentsError.damagedData` for a file that cannot be read.
  func digests(of name: DataSetName) throws(ExperimentsError) -> [String: ContentDigest] {
    var digests: [String: ContentDigest] = [:]
    for url in files(of: name) where FileManager.default.fileExists(atPath: url.path) {
      do {
        digests[url.lastPathComponent] = try ContentDigest(ofFile: url.path)
      } catch {
        throw .damagedData(path: url.path, line: nil, reason: error.description)
      }
    }
    return digests
  }

  private func files(of name: DataSetName) -> [URL] {
    switch name {
    case .digits: [vendored.appending(path: "digits.csv.gz")]
    case .wine: [vendored.appending(path: "wine.csv")]
    case .breastCancer: [vendored.appending(path: "breast-cancer.csv")]
    case .fashionMNIST:
      ["train", "t10k"].flatMap { IDXImages.files(in: fashionMNIST, prefix: $0) }
    }
  }

  /// One line on a data set that was found and read: its size and where it lies.
  ///
  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  public func describe(_ name: DataSetName) throws(ExperimentsError) -> String {
    let folder = name == .fashionMNIST ? fashionMNIST : vendored
    switch name {
    case .digits, .fashionMNIST:
      let data = try load(name)
      return "\(name.rawValue): \(data.trainLabels.count) training and \(data.testLabels.count)"
        + " test images of \(data.trainInputs.columns) inputs, from \(folder.path)"
    case .wine, .breastCancer:
      let table = try table(name)
      return "\(name.rawValue): \(table.labels.count) rows of"
        + " \(table.features.count / table.labels.count) measurements, from \(folder.path)"
    }
  }
}
