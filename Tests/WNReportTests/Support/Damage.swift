import Foundation
import Testing

/// A report folder in which five things are wrong, with the finding that each has to become.
struct Damage {
  static let folder = "docs/report"

  let workspace: Workspace
  /// By file within the folder, what `check` says of it.
  private(set) var findings: [String: String] = [:]
  /// The files that are left to look at.
  private(set) var pictures: [String] = []
  /// The right number, as the finding about the chapter shows it.
  private(set) var replacement = ""

  init(_ report: SmallReport) throws {
    let files = report.reportFiles
    workspace = try Workspace(templates: false, files: SmallReport.templates())
    for (path, data) in files { try workspace.put("\(Self.folder)/\(path)", data) }
    try changeDigit(in: files)
    try editRecord(of: files)
    let figures = files.keys.filter { $0.hasSuffix(".png") }.sorted()
    try #require(figures.count > 2)
    try workspace.remove("\(Self.folder)/\(figures[0])")
    findings[figures[0]] = ": missing"
    try workspace.put("\(Self.folder)/\(figures[1])", try #require(files[figures[2]]))
    findings[figures[1]] = ": the picture differs: "
    let names = figures[..<2].map { $0.dropFirst("figures/".count).dropLast(".png".count) }
    pictures = ["\(names[0]).actual.png"]
    pictures += ["expected", "actual", "difference"].map { "\(names[1]).\($0).png" }
    try workspace.put("\(Self.folder)/runs/old.json", "{}\n")
    findings["runs/old.json"] = ": no report wrote this, and none will remove it"
  }

  /// The first decimal number of the first chapter gets another first digit.
  private mutating func changeDigit(in files: [String: Data]) throws {
    let path = try #require(files.keys.filter { $0.hasPrefix("01-") }.first)
    let text = try #require(files[path].map { String(decoding: $0, as: UTF8.self) })
    let number = try #require(text.firstMatch(of: #/[1-8]\.[0-9]+/#))
    let digit = try #require(number.output.first?.wholeNumberValue)
    let wrong = "\(digit + 1)\(number.output.dropFirst())"
    let before = text[..<number.range.lowerBound]
    try workspace.put(
      "\(Self.folder)/\(path)", "\(before)\(wrong)\(text[number.range.upperBound...])")
    let line = before.split(separator: "\n", omittingEmptySubsequences: false).count
    findings[path] = ":\(line): \(wrong)"
    replacement = "→ \(number.output)"
  }

  private mutating func editRecord(of files: [String: Data]) throws {
    let path = "runs/\(Catalog.quickest).json"
    let text = try #require(files[path].map { String(decoding: $0, as: UTF8.self) })
    let seeds = try #require(text.firstRange(of: #""seeds": [0,"#))
    try workspace.put(
      "\(Self.folder)/\(path)", text.replacingCharacters(in: seeds, with: #""seeds": [7,"#))
    let line = text[..<seeds.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
      .count
    findings[path] = ":\(line): seeds[0]: 7 → 0"
  }
}
