internal import Foundation
internal import Runs

/// A table of comma-separated numbers under one header line, a class number last in each row.
struct LabeledTable: Sendable {
  /// Row after row.
  private(set) var features: [Double] = []
  private(set) var labels: [Int] = []

  /// - Throws: `ExperimentsError.missingData`, or `.damagedData` with the line.
  init(contentsOf url: URL, features count: Int, remedy: String) throws(ExperimentsError) {
    let bytes = try GzipFile.contents(of: url, remedy: remedy)
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let numbers = cells.compactMap { Double($0) }
      guard numbers.count == cells.count, cells.count == count + 1,
        numbers.allSatisfy(\.isFinite), let label = Int(cells[count]), label >= 0
      else {
        throw .damaged(
          url, line: index + 1,
          "expected \(count) numbers and a class, found “\(String(line.prefix(40)).shown)”")
      }
      features += numbers.dropLast()
      labels.append(label)
    }
    guard !labels.isEmpty else { throw .damaged(url, "no rows") }
  }
}
