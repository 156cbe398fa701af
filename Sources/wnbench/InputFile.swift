import Foundation
import WeightNormCore

/// A file of numbers in little-endian order, taken from the front.
struct InputFile<Number: BitwiseCopyable> {
  struct Damaged: Error, CustomStringConvertible {
    let description: String
  }

  private let path: String
  private let numbers: [Number]
  private var taken = 0

  /// - Throws: where the file cannot be read.
  init(folder: String, name: String) throws {
    let url = URL(filePath: folder).appending(path: name)
    path = url.path
    let stride = MemoryLayout<Number>.stride
    numbers = try Data(contentsOf: url).withUnsafeBytes { bytes in
      (0..<bytes.count / stride).map {
        bytes.loadUnaligned(fromByteOffset: $0 * stride, as: Number.self)
      }
    }
  }

  /// All numbers.
  ///
  /// - Throws: `Damaged` unless there are `count`.
  func whole(count: Int) throws -> [Number] {
    guard numbers.count == count else { throw damaged(expected: count) }
    return numbers
  }

  /// - Throws: `Damaged` where numbers are left.
  func end() throws {
    guard taken == numbers.count else { throw damaged(expected: taken) }
  }

  private func damaged(expected: Int) -> Damaged {
    Damaged(description: "\(path): expected \(expected) numbers, found \(numbers.count)")
  }
}

extension InputFile where Number: Real {
  /// The next numbers, row after row.
  ///
  /// - Throws: `Damaged` where the file ends before.
  mutating func matrix(rows: Int, columns: Int) throws -> Matrix<Number> {
    let end = taken + rows * columns
    guard end <= numbers.count else { throw damaged(expected: end) }
    defer { taken = end }
    return try Matrix(rows: rows, columns: columns, elements: Array(numbers[taken..<end]))
  }
}
