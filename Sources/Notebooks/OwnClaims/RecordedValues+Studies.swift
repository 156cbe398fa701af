import Reports
import Runs
import Statistics

extension RecordedValues {
  /// The values of some records in each study that draws its seeds from theirs, as far as `names` need them;
  /// none where no seed decides anything.
  static func studies(of records: [RunRecord], for names: [String]) -> [RecordedValues] {
    let needed = records.map { record in
      record.values.filter { value in
        let name = "\(record.experiment).\(value.name)"
        return names.contains { $0 == name || $0.hasPrefix(name + ".") }
      }
    }
    guard needed.joined().contains(where: { $0.isSampled }) else { return [] }
    return (0..<Stability.studies).map { study in
      RecordedValues(zip(records, needed).map { $0.with($1.map { $0.drawn(study) }) })
    }
  }
}

extension RunRecord {
  /// With other values and nothing that was recorded beside them.
  fileprivate func with(_ values: [MeasuredValue]) -> RunRecord {
    RunRecord(
      experiment: experiment, title: title, profile: profile, specification: specification,
      seeds: seeds, values: values, series: [])
  }
}

extension MeasuredValue {
  fileprivate var isSampled: Bool { sampling?.studies.count == Stability.studies }

  /// What it is in one study.
  fileprivate func drawn(_ study: Int) -> MeasuredValue {
    guard isSampled, let sampling else { return self }
    var drawn = self
    drawn.value = value.moved(to: sampling.studies[study])
    return drawn
  }
}
