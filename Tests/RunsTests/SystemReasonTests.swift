import Foundation
import Runs
import Testing

struct SystemReasonTests {
  @Test(arguments: [("/dev/null", "Not a directory"), ("/no/such", "No such file or directory")])
  func `what Foundation refuses has the system's reason`(folder: String, reason: String) {
    #expect {
      try FileManager.default.contentsOfDirectory(atPath: folder)
    } throws: {
      systemReason($0) == reason
    }
  }

  @Test(arguments: [
    ("No space left on device", "free some space and run again"),
    (
      "Input/output error",
      "the disk may be failing, so look after it or name a folder on another one"
    ),
    ("Permission denied", "make the folder writable or name another one"),
  ])
  func `what to do follows from the reason`(reason: String, advice: String) {
    let error = RunsError.cannotCreate(path: "p", reason: reason)
    #expect("\(error)" == "p: cannot be written: \(reason); \(advice)")
  }
}
