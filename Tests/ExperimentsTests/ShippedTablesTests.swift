internal import Foundation
import Tables
import Testing

@testable import Experiments

struct ShippedTablesTests {
  @Test(arguments: [("wine", 13, [59, 71, 48]), ("breast-cancer", 30, [212, 357])])
  func `the shipped tables have the classes that their notice states`(
    _ name: String, _ features: Int, _ counts: [Int]
  ) throws {
    let table = try LabeledTable(
      contentsOf: DataLibrary.installed.vendored.appending(path: "\(name).csv"),
      features: features, remedy: "")
    #expect(counts.indices.map { label in table.labels.count { $0 == label } } == counts)
    #expect(table.features.count == features * counts.reduce(0, +))
  }
}
