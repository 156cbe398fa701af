import Figures
import Foundation
import Testing

@testable import Reports

struct DifferencePicturesTests {
  private let scratch: Scratch
  private let old: [UInt8]
  private let new: [UInt8]

  init() throws {
    scratch = try Scratch()
    (old, new) = (try Self.picture("a"), try Self.picture("b"))
  }

  /// A picture that differs from those of other titles.
  private static func picture(_ title: String) throws -> [UInt8] {
    let curve = Curve(label: "a", style: "wn", x: [0, 1], y: title == "a" ? [0, 1] : [1, 0])
    let panel = Panel(x: Axis(label: "x"), y: Axis(label: "y"), marks: [.curve(curve)])
    return try Figure(panels: [panel]).png()
  }

  private func written(for figures: [String: [UInt8]], in folder: String = "diff") throws
    -> [String]
  {
    let files = figures.map { ReportFile(path: $0.key, kind: .figure, bytes: $0.value) }
    let chapter = ReportFile(path: "01-a.md", kind: .chapter, bytes: [])
    let report = BuiltReport(files: files + [chapter], verdicts: [], notebook: "templates")
    let reports = "\(scratch.path)/reports"
    let findings = try ReportCheck(folder: reports).findings(for: report)
    return try DifferencePictures(folder: "\(scratch.path)/\(folder)", reportFolder: reports)
      .write(findings, of: report)
      .map { String($0.dropFirst(scratch.path.count + 1)) }
  }

  private func put(_ file: String, _ bytes: [UInt8]) throws {
    try scratch.put(file, "")
    try Data(bytes).write(to: URL(filePath: "\(scratch.path)/\(file)"))
  }

  private func bytes(_ file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: "\(scratch.path)/\(file)")))
  }

  @Test func `a changed picture leaves what was expected, what was drawn and the difference`()
    throws
  {
    try put("reports/figures/f.png", old)
    #expect(
      try written(for: ["figures/f.png": new])
        == ["diff/f.expected.png", "diff/f.actual.png", "diff/f.difference.png"])
    #expect(try bytes("diff/f.expected.png") == old)
    #expect(try bytes("diff/f.actual.png") == new)
    let difference = try bytes("diff/f.difference.png")
    #expect(!PixelDifference(expected: difference, actual: new).isSame)
    #expect(!PixelDifference(expected: difference, actual: old).isSame)
  }

  @Test func `a missing picture leaves what was drawn, and one that is none both files`() throws {
    try put("reports/figures/g.png", [1, 2, 3])
    #expect(
      try written(for: ["figures/f.png": new, "figures/g.png": new])
        == ["diff/f.actual.png", "diff/g.expected.png", "diff/g.actual.png"])
    #expect(try bytes("diff/g.expected.png") == [1, 2, 3])
  }

  @Test func `where no picture differs no folder is made`() throws {
    try put("reports/figures/f.png", new)
    #expect(try written(for: ["figures/f.png": new]) == [])
    #expect(!FileManager.default.fileExists(atPath: "\(scratch.path)/diff"))
  }

  @Test func `pictures of a figure that no longer differs are removed, others stay`() throws {
    try put("reports/figures/f.png", old)
    _ = try written(for: ["figures/f.png": new])
    try put("diff/own.actual.png", old)
    try put("reports/figures/f.png", new)
    #expect(try written(for: ["figures/f.png": new]) == [])
    #expect(
      try scratch.files().filter { $0.hasPrefix("diff/") } == [
        "diff/.wnreport.json", "diff/own.actual.png",
      ])
  }

  @Test(arguments: ["diff/f.actual.png", "diff/f.expected.png/x"])
  func `somebody's file in the place of a picture is refused and stays`(file: String) throws {
    try put("reports/figures/f.png", old)
    try put(file, [1, 2, 3])
    #expect(throws: ReportError.self) { try written(for: ["figures/f.png": new]) }
    #expect(try bytes(file) == [1, 2, 3])
    #expect(try scratch.files().filter { $0.hasPrefix("diff/") } == [file])
  }

  @Test func `a folder in which a report lies is refused, and the report stays`() throws {
    try put("reports/figures/f.png", old)
    try put("other/01-a.md", [1])
    try put("other/figures/f.png", old)
    let list = try FileList(notebook: "templates", files: ["01-a.md", "figures/f.png"]).bytes()
    try put("other/.wnreport.json", list)
    let before = try scratch.files()
    let pictures = DifferencePictures(
      folder: "\(scratch.path)/other", reportFolder: "\(scratch.path)/reports")
    #expect(throws: ReportError.self) { try pictures.checkAccess() }
    #expect(throws: ReportError.self) { try written(for: ["figures/f.png": new], in: "other") }
    #expect(try scratch.files() == before)
  }

  @Test func `a file where the folder should be is refused`() throws {
    try scratch.put("file", "x")
    let pictures = DifferencePictures(
      folder: "\(scratch.path)/file/diff", reportFolder: "\(scratch.path)/reports")
    #expect(
      throws: ReportError.cannotCreate(
        path: "\(scratch.path)/file/diff", reason: "Not a directory")
    ) {
      try pictures.checkAccess()
    }
  }
}
