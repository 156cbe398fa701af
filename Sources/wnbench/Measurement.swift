import Foundation

/// What a case prints.
struct Measurement: Encodable {
  /// One element a block.
  var secondsPerStep: [Double] = []
  /// The losses before each of the first steps.
  var losses: [Double] = []

  /// Prints one JSON object.
  func write() throws {
    print(String(decoding: try JSONEncoder().encode(self), as: UTF8.self))
  }
}
