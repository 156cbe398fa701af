import ArgumentParser
import Experiments
import Reports
import Runs

/// What a user is told when a command cannot do its work, and the exit status it ends with.
struct Failure {
  let message: String
  let status: Int32

  /// Runs the body; an error of one of the rooms becomes one message and its exit status.
  static func reporting(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as ExitCode {
      throw error
    } catch {
      let failure = Failure(error)
      Terminal.say(failure.message)
      if case ReportError.templates(let problems) = error {
        GitHubJob.show(problems.map(\.annotation))
      }
      throw ExitCode(failure.status)
    }
  }

  init(_ error: any Error) {
    message =
      switch error {
      // Each line begins with its place, where editors look for it.
      case ReportError.templates: "\(error)"
      default: "wnreport: \(error)"
      }
    status =
      switch error {
      case let error as ExperimentsError: Self.status(of: error)
      case let error as ReportError: Self.status(of: error)
      case let error as RunsError: Self.status(of: ReportError(error))
      case let error as DataLocations.NotFound: error.status
      case let error as KernelChoice.Unusable: error.status
      case is ValidationError: 64
      default: 70
      }
  }

  private static func status(of error: ExperimentsError) -> Int32 {
    switch error {
    case .missingData: 66
    case .damagedData: 65
    case .noMatch: 64
    case .missingValue: 70
    }
  }

  private static func status(of error: ReportError) -> Int32 {
    switch error {
    case .templates: 65
    case .noTemplates, .noReport, .unreadable, .missingRecord, .noDrawing: 66
    case .unusableRecord, .unusableList, .unusableLooks: 65
    case .cannotCreate, .cannotRemove, .cannotSummarize, .foreignFile, .otherNotebook: 73
    case .cannotStore: 74
    case .noSeries, .notSeries, .recordsNoSeries, .tooManyPictures, .severalPictures: 64
    case .wrongProfile, .duplicateRecord, .cannotEncode, .cannotDraw, .emptyReport: 70
    }
  }
}
