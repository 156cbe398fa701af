public import Foundation

/// Grey images and their classes in the IDX format of MNIST: a big-endian header, then bytes.
public struct IDXImages: Sendable {
  /// Pixels of a row, and rows.
  public let side = 28
  /// Image after image, row after row.
  public let pixels: ArraySlice<UInt8>
  /// The class of each image, from 0 to 9.
  public let labels: [Int]

  /// The first `limit` images of `PREFIX-images-idx3-ubyte.gz` and `PREFIX-labels-idx1-ubyte.gz`, or
  /// of the same files uncompressed; `remedy` says what to do where they are missing or damaged.
  ///
  /// - Throws: `TablesError.missing`, `.damaged`.
  public init(
    folder: URL, prefix: String, limit: Int, remedy: String
  ) throws(TablesError) {
    let files = Self.files(in: folder, prefix: prefix)
    let images = try IDXFile(files[0], dimensions: 3, remedy: remedy)
    let classes = try IDXFile(files[1], dimensions: 1, remedy: remedy)
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
  public static func files(in folder: URL, prefix: String) -> [URL] {
    ["\(prefix)-images-idx3-ubyte", "\(prefix)-labels-idx1-ubyte"].map { name in
      let plain = folder.appending(path: name)
      return FileManager.default.fileExists(atPath: plain.path)
        ? plain : folder.appending(path: name + ".gz")
    }
  }
}

/// One IDX file of unsigned bytes.
private struct IDXFile {
  let sizes: [Int]
  let bytes: ArraySlice<UInt8>

  init(_ url: URL, dimensions: Int, remedy: String) throws(TablesError) {
    let file = try GzipFile.contents(of: url, remedy: remedy)
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
