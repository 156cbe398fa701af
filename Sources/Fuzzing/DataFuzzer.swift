import CZlib
import Experiments
import Foundation

/// Reads hostile data sets. One fuzzer uses one folder at a time.
struct DataFuzzer: Sendable {
  private let folder: URL
  private let library: DataLibrary
  private let table: [UInt8]
  private let tokens: TokenMutator
  /// 2000 images with their classes, compressed.
  private let images: [UInt8]

  init(vendored: URL, scratch: URL) throws {
    folder = scratch
    library = DataLibrary(vendored: scratch, fashionMNIST: scratch)
    table = Array(try Data(contentsOf: vendored.appending(path: "wine.csv")))
    let lines = String(decoding: table, as: UTF8.self).split(separator: "\n").prefix(4)
    tokens = TokenMutator(
      pieces: [",", "\n", "1", "0.5", "-", "a", ",,", "\n\n"],
      documents: [lines.joined(separator: "\n")])
    images = try Self.compressed(
      Self.header(2000, 28, 28) + (0..<2000 * 784).map { UInt8(truncatingIfNeeded: $0) },
      in: scratch)
    let classes = [0, 0, 8, 1, 0, 0, 0x07, 0xD0] + [UInt8](repeating: 1, count: 2000)
    for prefix in ["train", "t10k"] {
      try write(try Self.compressed(classes, in: scratch), "\(prefix)-labels-idx1-ubyte.gz")
      try write(images, "\(prefix)-images-idx3-ubyte.gz")
    }
  }

  func fault(_ random: inout FuzzRandom) -> String? {
    do {
      switch Int.random(in: 0..<8, using: &random) {
      case 0...3: return try tableFault(tableBytes(&random))
      case 4...6: return try imageFault(headerBytes(&random))
      default:
        var bytes = images
        ByteMutator.change(&bytes, &random)
        return try imageFault(bytes)
      }
    } catch {
      return "the scratch folder: \(error)"
    }
  }

  private func tableBytes(_ random: inout FuzzRandom) -> [UInt8] {
    var bytes = random.oneIn(2) ? table : Array(tokens.text(&random).utf8)
    ByteMutator.change(&bytes, &random)
    return bytes
  }

  /// A header of any sizes before too few bytes or too many.
  private func headerBytes(_ random: inout FuzzRandom) -> [UInt8] {
    let sizes: [UInt32] = [0, 1, 28, 2000, 60_000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 65_536]
    var bytes = Self.header(random.pick(sizes), random.pick(sizes), random.pick(sizes))
    bytes += [UInt8](repeating: 7, count: random.size(upTo: 4096))
    if random.oneIn(2) { ByteMutator.change(&bytes, &random) }
    return bytes
  }

  private func tableFault(_ bytes: [UInt8]) throws -> String? {
    try write(bytes, "wine.csv")
    return fault(.wine, at: "wine.csv")
  }

  private func imageFault(_ bytes: [UInt8]) throws -> String? {
    try write(bytes, "train-images-idx3-ubyte.gz")
    return fault(.fashionMNIST, at: "train-")
  }

  /// Damaged data are named by their path and a reason in one line.
  private func fault(_ name: DataSetName, at file: String) -> String? {
    do throws(ExperimentsError) {
      _ = try library.describe(name)
      return nil
    } catch {
      guard case .damagedData(let path, let line, let reason) = error else {
        return "another error: \(error)"
      }
      guard path.contains(file), (line ?? 1) >= 1 else { return "another place: \(error)" }
      let isPlain = reason.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      return isPlain && !reason.isEmpty ? nil : "a riddle: \(reason.debugDescription)"
    }
  }

  private func write(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: folder.appending(path: name))
  }

  private static func header(_ sizes: UInt32...) -> [UInt8] {
    [0, 0, 8, 3]
      + sizes.flatMap { size in (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * $0)) } }
  }

  private static func compressed(_ bytes: [UInt8], in folder: URL) throws -> [UInt8] {
    let url = folder.appending(path: "compressed")
    let file = gzopen(url.path, "wb")
    let written = gzwrite(file, bytes, UInt32(bytes.count))
    guard gzclose(file) == Z_OK, Int(written) == bytes.count else {
      throw CocoaError(.fileWriteUnknown)
    }
    return Array(try Data(contentsOf: url))
  }
}
