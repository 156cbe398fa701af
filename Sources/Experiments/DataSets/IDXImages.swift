internal import Foundation

/// Grey images and their classes in the IDX format of MNIST: a big-endian header, then bytes.
struct IDXImages {
  let side = 28
  /// Image after image, row after row.
  let pixels: ArraySlice<UInt8>
  let labels: [Int]

  /// The first `limit` images of `PREFIX-images-idx3-ubyte.gz` and `PREFIX-labels-idx1-ubyte.gz`, or
  /// of the same files uncompressed.
  ///
  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  init(folder: URL, prefix: String, limit: Int) throws(ExperimentsError) {
    let files = Self.files(in: folder, prefix: prefix)
    let images = try IDXFile(files[0], dimensions: 3)
    let classes = try IDXFile(files[1], dimensions: 1)
    guard images.sizes[1] == side, images.sizes[2] == side else {
      throw .damaged(
        files[0], "expected 28 × 28 pixels, found \(images.sizes[1]) × \(images.sizes[2])")
    }
    guard images.sizes[0] == classes.sizes[0] else {
      throw .damaged(files[0], "\(images.sizes[0]) images, but \(classes.sizes[0]) classes")
    }
    guard images.sizes[0] >= limit else {
      throw .damaged(
        files[0], "expected at least \(limit) images, found \(images.sizes[0])")
    }
    guard classes.bytes.allSatisfy({ $0 < 10 }) else { throw .damaged(files[1], "a class above 9") }
    pixels = images.bytes.prefix(limit * side * side)
    labels = classes.bytes.prefix(limit).map(Int.init)
  }

  /// The file of the images and that of the classes.
  static func files(in folder: URL, prefix: String) -> [URL] {
    ["\(prefix)-images-idx3-ubyte", "\(prefix)-labels-idx1-ubyte"].map { name in
      let plain = folder.appending(path: name)
      return FileManager.default.fileExists(atPath: plain.path)
        ? plain : folder.appending(path: name + ".gz")
    }
  }

  /// Means over 2 × 2 pixels, over 255: [labels.count, (side/2)²], row after row.
  func pooledPixels() -> [Float] {
    let half = side / 2
    return (0..<labels.count * half * half).map { place in
      let corner = pixels.startIndex + 2 * (place / half * side + place % half)
      let sum =
        Int(pixels[corner]) + Int(pixels[corner + 1])
        + Int(pixels[corner + side]) + Int(pixels[corner + side + 1])
      return Float(sum) / (4 * 255)
    }
  }
}

/// One IDX file of unsigned bytes.
private struct IDXFile {
  let sizes: [Int]
  let bytes: ArraySlice<UInt8>

  init(_ url: URL, dimensions: Int) throws(ExperimentsError) {
    let file = try GzipFile.contents(
      of: url,
      remedy: "on Debian: apt-get install dataset-fashion-mnist; elsewhere get the four files of"
        + " Fashion-MNIST and name their folder with --data-dir or WNREPORT_DATA_DIR")
    let header = 4 + 4 * dimensions
    guard file.count >= header, file[0] == 0, file[1] == 0, file[2] == 8, file[3] == dimensions
    else { throw .damaged(url, "not an IDX file of unsigned bytes") }
    sizes = (1...dimensions).map { index in
      file[4 * index..<4 * index + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    bytes = file[header...]
    let expected = sizes.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    guard bytes.count == expected else {
      throw .damaged(
        url, "its header announces \(expected) bytes of data, it has \(bytes.count)")
    }
  }
}
