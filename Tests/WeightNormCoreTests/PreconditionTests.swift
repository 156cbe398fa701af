import Testing

@testable import WeightNormCore

/// Mistakes of the calling program stop it, with their names. Each runs in a process of its own.
struct PreconditionTests {
  @Test(arguments: MatrixMistake.allCases)
  func `a mistake with a matrix stops the program`(_ mistake: MatrixMistake) async {
    let result = await #expect(
      processExitsWith: .trap, observing: [\.standardErrorContent]
    ) { [mistake] in try mistake.make() }
    #expect(result.saysInDebugBuilds(mistake.message))
  }

  @Test(arguments: NetworkMistake.allCases)
  func `a mistake with a network stops the program`(_ mistake: NetworkMistake) async {
    let result = await #expect(
      processExitsWith: .trap, observing: [\.standardErrorContent]
    ) { [mistake] in try mistake.make() }
    #expect(result.saysInDebugBuilds(mistake.message))
  }

  @Test(arguments: OptimizerMistake.allCases)
  func `an optimizer of another network stops the program`(_ mistake: OptimizerMistake) async {
    let result = await #expect(
      processExitsWith: .trap, observing: [\.standardErrorContent]
    ) { [mistake] in try mistake.make() }
    #expect(result.saysInDebugBuilds("an optimizer of another network"))
  }

  @Test(arguments: SamplingMistake.allCases)
  func `a mistake with numbers or draws stops the program`(_ mistake: SamplingMistake) async {
    let result = await #expect(
      processExitsWith: .trap, observing: [\.standardErrorContent]
    ) { [mistake] in try mistake.make() }
    #expect(result.saysInDebugBuilds(mistake.message))
  }
}

extension ExitTest.Condition {
  /// As a failed precondition ends a process. A memory error that a sanitizer finds ends it otherwise.
  static var trap: ExitTest.Condition {
    #if arch(x86_64) || arch(i386)
      .signal(4)
    #else
      .signal(5)
    #endif
  }
}

extension ExitTest.Result? {
  /// Whether the process left that text on its standard error. A release build leaves nothing there,
  /// and only the signal tells.
  func saysInDebugBuilds(_ message: String) -> Bool {
    guard let self else { return false }
    #if DEBUG
      return String(decoding: self.standardErrorContent, as: UTF8.self).contains(message)
    #else
      return true
    #endif
  }
}
