import Foundation
import Runs

extension ContentDigest {
  /// The digest of the program that runs; on Linux also where its file was replaced since it began.
  ///
  /// - Throws: `RunsError.cannotRead`.
  static func ofThisProgram() throws(RunsError) -> ContentDigest {
    let running = "/proc/self/exe"
    let isThere = FileManager.default.fileExists(atPath: running)
    return try ContentDigest(
      ofFile: isThere ? running : Bundle.main.executablePath ?? CommandLine.arguments[0])
  }
}
