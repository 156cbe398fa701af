internal import Foundation
import Testing

@testable import Tables

/// Three small images, right and wrong.
struct IDXImagesTests {
  private static let pixels = (0..<3 * 784).map { UInt8($0 % 251) }
  private static let images = idx([3, 28, 28], pixels)
  private static let labels = idx([3], [7, 0, 9])

  private func read(
    images: [UInt8]? = images, labels: [UInt8]? = labels, suffix: String = "", limit: Int = 3
  ) throws -> IDXImages {
    var files: [String: [UInt8]] = [:]
    files["train-images-idx3-ubyte\(suffix)"] = images
    files["train-labels-idx1-ubyte\(suffix)"] = labels
    return try TemporaryFolder.with(files) { folder in
      try IDXImages(folder: folder, prefix: "train", limit: limit, remedy: "get it")
    }
  }

  private func expectDamage(
    images: [UInt8] = images, labels: [UInt8] = labels, limit: Int = 3,
    in file: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(sourceLocation: sourceLocation) {
      _ = try read(images: images, labels: labels, limit: limit)
    } throws: { error in
      guard case TablesError.damaged(let path, nil, let reason) = error else {
        return false
      }
      return path.hasSuffix("train-\(file)-ubyte") && reason == expected
    }
  }

  @Test func `compressed and uncompressed files give the same images`() throws {
    let plain = try read()
    #expect(plain.labels == [7, 0, 9])
    #expect(Array(plain.pixels) == Self.pixels)
    let compressed = try read(
      images: gzip(Self.images), labels: gzip(Self.labels), suffix: ".gz")
    #expect(compressed.labels == plain.labels)
    #expect(Array(compressed.pixels) == Self.pixels)
  }

  @Test func `only the first images are kept`() throws {
    let images = try read(limit: 2)
    #expect(images.labels == [7, 0])
    #expect(Array(images.pixels) == Array(Self.pixels.prefix(2 * 784)))
  }

  @Test(arguments: [0, 1, 2, 3])
  func `a wrong magic number is refused`(_ place: Int) {
    var wrong = Self.images
    wrong[place] ^= 1
    expectDamage(images: wrong, in: "images-idx3", "not an IDX file of unsigned bytes")
  }

  @Test(arguments: [0, 3, 15])
  func `a file that ends in its header is refused`(_ count: Int) {
    expectDamage(
      images: Array(Self.images.prefix(count)), in: "images-idx3",
      "not an IDX file of unsigned bytes")
  }

  @Test func `images and classes are not taken for each other`() {
    expectDamage(images: Self.labels, in: "images-idx3", "not an IDX file of unsigned bytes")
    expectDamage(labels: Self.images, in: "labels-idx1", "not an IDX file of unsigned bytes")
  }

  @Test func `a header that announces another size is refused`() {
    expectDamage(
      images: Self.images.dropLast(), in: "images-idx3",
      "its header announces 2352 bytes of data, it has 2351")
    expectDamage(
      labels: Self.labels + [0], in: "labels-idx1",
      "its header announces 3 bytes of data, it has 4")
    expectDamage(
      images: idx([0xffff_ffff, 28, 28], Self.pixels), in: "images-idx3",
      "its header announces 3367254359280 bytes of data, it has 2352")
  }

  @Test func `images of another size are refused`() {
    expectDamage(
      images: idx([3, 28, 27], [UInt8](repeating: 0, count: 3 * 28 * 27)), in: "images-idx3",
      "expected 28 × 28 pixels, found 28 × 27")
  }

  @Test func `as many classes as images are asked for`() {
    expectDamage(labels: idx([2], [1, 2]), in: "images-idx3", "3 images, but 2 classes")
  }

  @Test func `a class above 9 is refused`() {
    expectDamage(labels: idx([3], [1, 10, 2]), in: "labels-idx1", "a class above 9")
    expectDamage(labels: idx([3], [1, 2, 255]), in: "labels-idx1", "a class above 9")
  }

  @Test func `too few images are refused`() {
    expectDamage(limit: 4, in: "images-idx3", "expected at least 4 images, found 3")
  }

  @Test func `a missing file is named with the way to get it`() {
    for (images, labels, name) in [
      (nil, Self.labels, "train-images-idx3-ubyte.gz"),
      (Self.images, nil, "train-labels-idx1-ubyte.gz"),
    ] {
      #expect {
        _ = try read(images: images, labels: labels)
      } throws: { error in
        guard case TablesError.missing(let path, let remedy) = error else { return false }
        return path.hasSuffix("/" + name)
          && remedy == "get it"
      }
    }
  }
}
