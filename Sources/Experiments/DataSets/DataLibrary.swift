public import Foundation
internal import Runs
internal import Tables
internal import WeightNormCore

/// Where data sets lie, and how each is prepared.
public struct DataLibrary: Sendable {
  /// The folder of the data sets that this program ships.
  public let vendored: URL
  /// The folder of Fashion-MNIST's four files, gzip-compressed or not.
  public let fashionMNIST: URL
  /// The data sets that may be read from here.
  private var readable = DataSetName.allCases
  /// Which rows comparisons train and test on: 0 for those of the report.
  private var split = 0
  /// What stands for data sets that are not read from files.
  private var held: [DataSetName: LabeledData] = [:]

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

  /// The same library with other rows to train and to test on.
  ///
  /// - Precondition: a split below 5; Fashion-MNIST has no more.
  func split(_ split: Int) -> DataLibrary {
    precondition((0..<5).contains(split), "there is no such split")
    var library = self
    library.split = split
    return library
  }

  /// The same library with invented data in the place of a data set.
  func holding(_ data: LabeledData, as name: DataSetName) -> DataLibrary {
    var library = self
    library.held[name] = data
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
    precondition(name.holdsImages, "\(name.rawValue) holds no images")
    if let data = held[name] { return data }
    return name == .digits ? try digits() : try smallFashionMNIST()
  }

  /// The measurements in their own units and their classes, in the order of the file.
  ///
  /// - Precondition: a set of measurements that may be read from here.
  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  func table(_ name: DataSetName) throws(ExperimentsError) -> LabeledTable {
    checkReadable(name)
    precondition(!name.holdsImages, "\(name.rawValue) holds no measurements")
    return try shippedTable(name)
  }

  private func shippedTable(_ name: DataSetName) throws(ExperimentsError) -> LabeledTable {
    guard let shipped = name.shipped else { preconditionFailure("\(name.rawValue) is no table") }
    let url = vendored.appending(path: shipped.file)
    let table: LabeledTable
    do {
      table = try LabeledTable(
        contentsOf: url, features: shipped.features,
        remedy: "it comes with wnreport; install it again or name its folder with --data-dir")
    } catch {
      throw ExperimentsError(error)
    }
    let found = table.labels.count
    guard found == shipped.rows else {
      throw .damaged(url, "expected \(shipped.rows) \(shipped.things), found \(found)")
    }
    guard table.labels.allSatisfy({ $0 < shipped.classes }) else {
      throw .damaged(url, "a class above \(shipped.classes - 1)")
    }
    return table
  }

  /// Pixels over 16, one fixed permutation of the rows, `trainRows` to train on and the others to test
  /// on, the mean over all training pixels subtracted.
  private func digits() throws(ExperimentsError) -> LabeledData {
    let table = try shippedTable(.digits)
    var stream = RandomStream(experiment: "digits", .data, seed: split)
    let order = stream.permutation(table.labels.count)
    let count = DataSetName.digits.trainRows
    return LabeledData(
      inputs: table.features.map { Float($0 / 16) }, inputSize: 64, labels: table.labels,
      train: order[..<count], test: order[count...])
  }

  /// Pixels over 255, means of 2 × 2 pixels, the first `trainRows` images of each file, or as many later ones,
  /// the mean over all training pixels subtracted.
  private func smallFashionMNIST() throws(ExperimentsError) -> LabeledData {
    let count = DataSetName.fashionMNIST.trainRows
    let read = (split + 1) * count
    let images = try fullFashionMNIST(train: read, test: read)
    let rows = Array(split * count..<read)
    return LabeledData(
      inputs: images.train.pooledPixels() + images.test.pooledPixels(), inputSize: 14 * 14,
      labels: images.trainLabels + images.testLabels,
      train: rows[...], test: rows.map { $0 + read }[...])
  }

  /// The first images of each file of Fashion-MNIST at full size.
  ///
  /// - Precondition: Fashion-MNIST may be read from here.
  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  func fullFashionMNIST(train: Int, test: Int) throws(ExperimentsError) -> ImageSet {
    checkReadable(.fashionMNIST)
    return ImageSet(
      train: try clothes("train", limit: train), test: try clothes("t10k", limit: test))
  }

  private func clothes(_ prefix: String, limit: Int) throws(ExperimentsError) -> IDXImages {
    do {
      return try IDXImages(
        folder: fashionMNIST, prefix: prefix, limit: limit,
        remedy:
          "on Debian: apt-get install dataset-fashion-mnist; elsewhere get its four files from"
          + " https://github.com/zalandoresearch/fashion-mnist and name their folder with --data-dir or WNREPORT_DATA_DIR"
      )
    } catch {
      throw ExperimentsError(error)
    }
  }
}

extension DataLibrary {
  /// The digest of each file of a data set that is there, by name.
  ///
  /// - Throws: `ExperimentsError.damagedData` for a file that cannot be read.
  func digests(of name: DataSetName) throws(ExperimentsError) -> [String: ContentDigest] {
    let files =
      name.shipped.map { [vendored.appending(path: $0.file)] }
      ?? ["train", "t10k"].flatMap { IDXImages.files(in: fashionMNIST, prefix: $0) }
    var digests: [String: ContentDigest] = [:]
    for url in files where FileManager.default.fileExists(atPath: url.path) {
      do {
        digests[url.lastPathComponent] = try ContentDigest(ofFile: url.path)
      } catch {
        throw .damaged(url, error.description)
      }
    }
    return digests
  }

  /// One line on a data set that was found and read: its size and where it lies.
  ///
  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  public func describe(_ name: DataSetName) throws(ExperimentsError) -> String {
    guard name.holdsImages else {
      let table = try table(name)
      return "\(name.rawValue): \(table.labels.count) rows of"
        + " \(table.features.count / table.labels.count) measurements, from \(vendored.path)"
    }
    let data = try load(name)
    let folder = name == .fashionMNIST ? fashionMNIST : vendored
    return "\(name.rawValue): \(data.trainLabels.count) training and \(data.testLabels.count)"
      + " test images of \(data.trainInputs.columns) inputs, from \(folder.path)"
  }
}
