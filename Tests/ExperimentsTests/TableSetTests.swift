internal import Foundation
import Testing

@testable import Experiments

/// The tables of measurements that this program ships.
struct TableSetTests {
  @Test(arguments: [(DataSetName.wine, 178, 13, 3), (.breastCancer, 569, 30, 2)])
  func `a table is read whole`(_ name: DataSetName, _ rows: Int, _ features: Int, _ classes: Int)
    throws
  {
    let table = try DataLibrary.installed.table(name)
    #expect(table.labels.count == rows && table.features.count == rows * features)
    #expect(Set(table.labels) == Set(0..<classes))
    let text = try DataLibrary.installed.describe(name)
    #expect(text.hasPrefix("\(name.rawValue): \(rows) rows of \(features) measurements, from /"))
  }

  @Test func `a missing table is named with the way to get it`() {
    let folder = URL(filePath: "/nonexistent")
    #expect(
      throws: ExperimentsError.missingData(
        path: "/nonexistent/wine.csv",
        remedy: "it comes with wnreport; install it again or name its folder with --data-dir")
    ) {
      try DataLibrary(vendored: folder, fashionMNIST: folder).table(.wine)
    }
  }

  @Test(arguments: [
    (Array(repeating: "0", count: 177), "expected 178 wines, found 177"),
    (Array(repeating: "3", count: 178), "a class above 2"),
  ])
  func `a table with other rows or classes is refused`(
    _ labels: [String], _ reason: String
  ) throws {
    let measurements = String(repeating: "1,", count: 13)
    let text = "header\n" + labels.map { measurements + $0 + "\n" }.joined()
    try TemporaryFolder.with(["wine.csv": Array(text.utf8)]) { folder in
      let path = folder.appending(path: "wine.csv").path
      #expect(throws: ExperimentsError.damagedData(path: path, line: nil, reason: reason)) {
        try DataLibrary(vendored: folder, fashionMNIST: folder).table(.wine)
      }
    }
  }
}
