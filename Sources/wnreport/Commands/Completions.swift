internal import ArgumentParser
import Experiments
import Reports

/// What a shell offers after Tab.
extension CompletionKind {
  /// The experiments of the catalog.
  static var experiment: CompletionKind {
    .list(ExperimentCatalog.standard.experiments.map(\.id))
  }

  /// The series of the experiment that the command line names, as its record in the report holds
  /// them; nothing where there is no such record.
  static var series: CompletionKind {
    .custom { words, _, _ in
      guard
        let experiment = ExperimentCatalog.standard.experiments.first(where: { known in
          words.contains(known.id)
        })
      else { return [] }
      let folder =
        words.firstIndex(of: "--output").flatMap { words.dropFirst($0 + 1).first }
        ?? NotebookOptions.standardOutput
      // A shell has no place for a message.
      guard let record = try? RecordedRuns(reportFolder: folder).record(of: experiment.id) else {
        return []
      }
      return record.series.map(\.name)
    }
  }

  /// What `help` explains.
  static var topic: CompletionKind {
    .list(HelpTopic.names + WNReport.commandNames)
  }

  static var picture: CompletionKind { .file(extensions: ["png"]) }
}
