/// An amount of work: training steps of networks, each with the arithmetic that its shapes ask for. It
/// weighs jobs against each other while a person waits, and is never part of a record.
public struct Work: Sendable {
  /// In seconds on a nominal processor.
  public private(set) var seconds: Double

  /// What a step takes besides arithmetic, and one multiply-add of a small matrix product.
  private static let overhead = 6e-6
  private static let multiplyAdd = 1.0 / 3e10

  public static let none = Work(seconds: 0)

  private init(seconds: Double) {
    self.seconds = seconds
  }

  /// Steps with so many multiply-adds each.
  static func steps(_ count: Int, multiplyAdds: Int) -> Work {
    Work(seconds: Double(count) * (overhead + Double(multiplyAdds) * multiplyAdd))
  }

  /// Training steps of a network: forward, and backward to weights and inputs.
  static func training(_ sizes: [Int], batchSize: Int, steps count: Int) -> Work {
    steps(count, multiplyAdds: 3 * batchSize * products(sizes))
  }

  /// Forward passes of a network.
  static func evaluation(_ sizes: [Int], rows: Int, times count: Int) -> Work {
    steps(count, multiplyAdds: rows * products(sizes))
  }

  /// Weights of a network of those widths.
  private static func products(_ sizes: [Int]) -> Int {
    zip(sizes, sizes.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
  }

  func divided(by count: Int) -> Work { Work(seconds: seconds / Double(max(count, 1))) }

  public static func + (one: Work, other: Work) -> Work {
    Work(seconds: one.seconds + other.seconds)
  }
  static func * (count: Int, work: Work) -> Work { Work(seconds: Double(count) * work.seconds) }

  public static func sum(_ parts: some Sequence<Work>) -> Work { parts.reduce(.none, +) }
}
