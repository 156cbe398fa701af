public import Reports
public import Runs
public import Tables

/// A table with a first description of it, and the record that the two give.
public struct TableDraft: Sendable {
  public let name: String
  /// The text of the description.
  public let description: String
  public let record: RunRecord

  /// Tries what is strict first: a comparison, equal steps, no run that diverged.
  ///
  /// - Parameters:
  ///   - file: the table.
  ///   - progress: told how far a large table is read, in bytes.
  /// - Throws: what is wrong with the table if nothing is left out.
  public init(of file: TableFile, progress: TableFile.Progress? = nil) throws(ReportError) {
    let path = file.path
    let stem = path.split(separator: "/").last.map { String($0.dropLast(".csv".count)) } ?? ""
    let cleaned = TableSketch.name(for: stem)
    name = RecordName.isRecord(cleaned) ? cleaned : "log" + cleaned
    let sketch = try TableSketch(file, progress: progress)
    var first: ReportError?
    for (compares, isLenient) in [(true, false), (true, true), (false, false), (false, true)] {
      let text = sketch.description(title: stem, compares: compares, isLenient: isLenient)
      do throws(ReportError) {
        let description = try TableDescription(contents: text, file: "\(name).yaml")
        record = try TableRecord(name: name, description: description, file: file)
          .record(profile: .default, progress: progress)
        self.description = text
        return
      } catch {
        first = first ?? error
      }
    }
    throw first ?? .emptyReport
  }
}
