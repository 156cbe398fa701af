/// An amount of work: products of matrices, each with what its shapes ask for. It weighs jobs against each
/// other while a person waits, and is never part of a record.
public struct Work: Sendable {
  /// In seconds on a nominal processor.
  public private(set) var seconds: Double

  /// What a product takes besides, an element that it reads or writes, and one of its multiply-adds.
  private static let overhead = 5e-7
  private static let element = 1e-10
  private static let multiplyAdd = 1.75e-11

  public static let zero = Work(seconds: 0)

  private init(seconds: Double) {
    self.seconds = seconds
  }

  /// A layer's product for so many rows, or for the patches at so many positions.
  static func product(rows: Int, inputs: Int, outputs: Int) -> Work {
    let elements = rows * (inputs + outputs) + inputs * outputs
    return Work(
      seconds: overhead + Double(elements) * element
        + Double(rows * inputs * outputs) * multiplyAdd)
  }

  /// Steps on vectors of a length.
  static func steps(_ count: Int, length: Int) -> Work {
    count * product(rows: 1, inputs: length, outputs: 1)
  }

  /// Forward passes of a network.
  static func evaluation(_ sizes: [Int], rows: Int, times count: Int) -> Work {
    count
      * .sum(
        zip(sizes, sizes.dropFirst()).map { product(rows: rows, inputs: $0, outputs: $1) })
  }

  /// Training steps of a network: forward, and backward to weights and inputs.
  static func training(_ sizes: [Int], batchSize: Int, steps count: Int) -> Work {
    3 * evaluation(sizes, rows: batchSize, times: count)
  }

  func divided(by count: Int) -> Work { Work(seconds: seconds / Double(max(count, 1))) }

  public static func + (one: Work, other: Work) -> Work {
    Work(seconds: one.seconds + other.seconds)
  }
  static func * (count: Int, work: Work) -> Work { Work(seconds: Double(count) * work.seconds) }

  public static func sum(_ parts: some Sequence<Work>) -> Work { parts.reduce(.zero, +) }
}
