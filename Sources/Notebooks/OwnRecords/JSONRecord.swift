import Foundation
import Reports
import Runs

/// Reads a record that another program wrote, in the layout that `wnreport help schema` prints.
enum JSONRecord {
  private struct Layout: Decodable {
    var schemaVersion: Int
  }

  /// - Throws: `ReportError.unreadable`, `.unusableRecord` with the file and what is wrong.
  static func read(
    _ path: String, name: String, profile: Profile
  ) throws(ReportError) -> RunRecord {
    do throws(RunsError) {
      let data = Data(try RegularFile.bytes(of: path))
      let layout = try CanonicalJSON.decode(Layout.self, from: data, name: path)
      guard layout.schemaVersion == RunRecord.currentSchemaVersion else {
        throw .schemaVersion(name: path, found: layout.schemaVersion)
      }
      let record = try CanonicalJSON.decode(RunRecord.self, from: data, name: path)
      if let fault = fault(of: record, name: name) { throw .unreadable(name: path, reason: fault) }
      return RunRecord(
        experiment: name, title: record.title, profile: profile.rawValue,
        specification: record.specification, seeds: record.seeds, values: record.values,
        series: record.series, tables: record.tables)
    } catch .unreadable(let file, let reason) {
      throw .unusableRecord(
        reason: "\(file) is not a record: \(reason); `wnreport help schema` prints what one is")
    } catch .schemaVersion(let file, let found) {
      throw .unusableRecord(
        reason: "\(file) has layout version \(found), this program reads"
          + " \(RunRecord.currentSchemaVersion); `wnreport help schema` prints it")
    } catch {
      throw ReportError(error)
    }
  }

  /// What templates could not use, or would take for something else.
  private static func fault(of record: RunRecord, name: String) -> String? {
    guard ExactText(record.experiment) == ExactText(name) else {
      return "its experiment is “\(record.experiment.shown(upTo: 60))”, its name `\(name)`"
    }
    guard record.verdicts.isEmpty else {
      return "it holds verdicts; a notebook states its claims in claims.yaml"
    }
    for names in [record.values.map(\.name), record.series.map(\.name), record.tables.map(\.name)] {
      var seen: Set<ExactText> = []
      for name in names {
        guard RecordName.isDotted(name), !["title", "spec", "seeds"].contains(name) else {
          return "“\(name.shown(upTo: 60))” cannot be named in a template"
        }
        guard seen.insert(ExactText(name)).inserted else { return "`\(name)` comes twice" }
      }
    }
    let lists = record.series.map { ($0.name, $0.positions) }
    for (name, positions) in lists + record.tables.map({ ($0.name, $0.positions) })
    where zip(positions, positions.dropFirst()).contains(where: { $0 >= $1 }) {
      return "the positions of `\(name)` do not increase"
    }
    return nil
  }
}
