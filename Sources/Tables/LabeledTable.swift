public import Foundation
internal import Runs

/// A table of comma-separated numbers under one header line, a class number last in each row.
public struct LabeledTable: Sendable {
  /// Row after row.
  public private(set) var features: [Double] = []
  /// The class of each row.
  public private(set) var labels: [Int] = []

  /// Reads a file, gzip-compressed or not; `remedy` says what to do where it is missing or damaged.
  ///
  /// - Throws: `TablesError.missing`, or `.damaged` with the line.
  public init(contentsOf url: URL, features count: Int, remedy: String) throws(TablesError) {
    let bytes = try GzipFile.contents(of: url, remedy: remedy)
    var parser = DelimitedParser(file: url.path, delimiter: UInt8(ascii: ","))
    var isHeader = true
    func take(_ row: TableRow) throws(TablesError) {
      if !isHeader { try add(row, features: count, url) }
      isHeader = false
    }
    do throws(TablesError) {
      // Not `withUnsafeBytes`, which forgets what type of error it throws on.
      try bytes.span.withUnsafeBytes { piece throws(TablesError) in try parser.take(piece, take) }
      try parser.end(take)
    } catch .wrong(_, let line, _, let reason) {
      throw .damaged(url, line: line, reason)
    }
    guard !labels.isEmpty else { throw .damaged(url, "no rows") }
  }

  private mutating func add(
    _ row: TableRow, features count: Int, _ url: URL
  ) throws(TablesError) {
    let cells = (0..<row.count).map(row.text)
    let numbers = cells.compactMap { Double($0) }
    guard numbers.count == cells.count, cells.count == count + 1,
      numbers.allSatisfy(\.isFinite), let label = Int(cells[count]), label >= 0
    else {
      let start = String(cells.joined(separator: ",").prefix(40)).shown
      throw .damaged(
        url, line: row.line, "expected \(count) numbers and a class, found “\(start)”")
    }
    features += numbers.dropLast()
    labels.append(label)
  }
}
