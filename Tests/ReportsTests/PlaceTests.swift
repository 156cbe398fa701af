import Foundation
import Testing

@testable import Reports

struct PlaceTests {
  @Test(arguments: [
    ("/nope/../out", "/out"), ("/nope/a/../../out", "/out"), ("/nope/../../out", "/out"),
    ("/nope/./out/", "/nope/out"), ("/", "/"), ("//usr/..", "/"),
  ])
  func `names that lead up from what is not there are resolved`(path: String, place: String) {
    #expect(Place(path).path == place)
  }

  @Test func `a folder is inside another through links, relative names and what is missing`() throws
  {
    let scratch = try Scratch()
    try scratch.put("real/sub/x", "")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/link", withDestinationPath: "real")
    let real = Place(scratch.path + "/real")
    for inside in ["real", "link", "link/sub", "real/../link/new/deep", "nope/../real", "link/."] {
      #expect(Place("\(scratch.path)/\(inside)").isInside(real), "\(inside)")
    }
    for outside in ["", "reality", "link/..", "new"] {
      #expect(!Place("\(scratch.path)/\(outside)").isInside(real), "\(outside)")
    }
    #expect(Place(scratch.path + "/New/x").isInside(Place(scratch.path + "/new")))
  }

  @Test(arguments: ["/nope/../out", "/nope/nope", "nope", "./a/../b"])
  func `a folder that is not there yet can be made below what is`(path: String) throws {
    // Ends, whatever the path; what the disk says of it depends on who asks.
    do { try FolderAccess.check(path) } catch { #expect("\(error)".contains("cannot be written")) }
  }
}
