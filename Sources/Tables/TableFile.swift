internal import Runs

/// A file of delimited text whose first row names its columns: `.csv` with commas, `.tsv` with tabs.
public struct TableFile: Sendable {
  /// What tells how far the reading of a file is, in bytes.
  public typealias Progress = (_ read: Int, _ total: Int) -> Void

  /// The size from which on reading tells how far it is, and how often: in bytes.
  public static let progressStep = 16 << 20

  /// Where it lies, which begins every position in a message.
  public let path: String
  private let delimiter: UInt8

  /// Nil for a name that ends neither in `.csv` nor in `.tsv`.
  public init?(_ path: String) {
    switch path.suffix(4) {
    case ".csv": delimiter = UInt8(ascii: ",")
    case ".tsv": delimiter = UInt8(ascii: "\t")
    default: return nil
    }
    self.path = path
  }

  /// Reads the file from its beginning to its end and holds no more of it than one row.
  ///
  /// - Parameters:
  ///   - progress: told of a file of more than ``progressStep`` bytes, that often.
  ///   - header: takes the names of the columns.
  ///   - row: takes each row, which has as many fields as the header.
  /// - Throws: `TablesError.unreadable`, `.wrong`, and what the takers throw.
  public func read(
    progress: Progress? = nil, header: (TableHeader) throws(TablesError) -> Void,
    row: (TableRow) throws(TablesError) -> Void
  ) throws(TablesError) {
    var parser = DelimitedParser(file: path, delimiter: delimiter)
    var columns: Int?
    func take(_ next: TableRow) throws(TablesError) {
      if let columns {
        try expect(columns, next)
        try row(next)
      } else {
        columns = next.count
        try header(TableHeader(next))
      }
    }
    try forEachPiece(progress) { piece throws(TablesError) in try parser.take(piece, take) }
    try parser.end(take)
    guard columns != nil else {
      throw .wrong(
        file: path, line: 1, column: 1,
        reason: "the table is empty; its first line names the columns")
    }
  }

  private func expect(_ columns: Int, _ row: TableRow) throws(TablesError) {
    guard row.count != columns else { return }
    let place = row.position(min(columns, row.count - 1))
    let fields = row.count == 1 ? "1 field" : "\(row.count) fields"
    throw .wrong(
      file: path, line: place.line, column: place.column,
      reason: "\(fields) in a row; the header names \(columns)")
  }

  private func forEachPiece(
    _ progress: Progress?, _ body: (UnsafeRawBufferPointer) throws(TablesError) -> Void
  ) throws(TablesError) {
    let total = RegularFile.size(of: path) ?? 0
    var (read, told) = (0, 0)
    var failure: TablesError?
    do {
      try RegularFile.forEachPiece(of: path) { piece in
        do throws(TablesError) {
          try body(piece)
        } catch {
          failure = error
        }
        read += piece.count
        if total > Self.progressStep, read - told >= Self.progressStep || read == total {
          progress?(read, total)
          told = read
        }
        return failure == nil
      }
    } catch {
      throw TablesError(error)
    }
    if let failure { throw failure }
  }
}

extension TablesError {
  /// What went wrong with a file.
  init(_ error: RunsError) {
    guard case .cannotRead(let path, let reason) = error else {
      preconditionFailure("reading a file gave another error: \(error)")
    }
    self = .unreadable(path: path, reason: reason)
  }
}

/// The first row of a table.
public struct TableHeader: Sendable {
  /// The names of the columns, in their order.
  public let names: [String]
  private let row: TableRow

  init(_ row: TableRow) {
    self.row = row
    names = (0..<row.count).map(row.text)
  }

  /// The columns of a name; several where the name is given several times.
  public func columns(named name: String) -> [Int] { names.indices.filter { names[$0] == name } }

  /// Where the name of a column stands.
  public func position(_ column: Int) -> (line: Int, column: Int) { row.position(column) }
}
