internal import Foundation
import Runs
import WeightNormCore

@testable import Experiments

/// Not Foundation's types of those names.
typealias Measurement = Runs.Measurement
typealias ComparisonResult = Experiments.ComparisonResult

extension RunRecord {
  /// The hash of the record's bytes.
  var hash: UInt64 {
    get throws { FNV1a.hash(try CanonicalJSON.encode(self)) }
  }
}

/// An IDX file of unsigned bytes with those sizes.
func idx(_ sizes: [Int], _ bytes: [UInt8]) -> [UInt8] {
  [0, 0, 8, UInt8(sizes.count)]
    + sizes.flatMap { size in (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * $0)) } }
    + bytes
}
