import Foundation
import Testing

@testable import Reports

/// Files that no report wrote, but for those that bear the name of a temporary file of its own, in and around report folders, stay as they are whatever is done.
struct ForeignFileTests {
  private static let names = [
    "README.md", "01-a.md", "02-b.md", "notes.md", ".wnreport.json", ".mine.md.7.partial",
    "figures", "figures/f.png", "figures/g.png", "figures/data.csv", "figures/.mine.png.7.partial",
    "runs", "runs/r.json", "runs/s.json", "01-a.md/x", "figures/g.png/x", "data/01-a.md",
  ]

  /// Random builds, checks and differences in a folder in which files appear meanwhile.
  @Test(arguments: 0..<150) func `no foreign file is ever changed or removed`(seed: UInt64) throws {
    var random = RandomDraws(seed: seed)
    let scratch = try Scratch()
    // What somebody put, by path, until a report says that it took a file over.
    var foreign: [String: String] = [:]
    for step in 0..<12 {
      let folder = random.pick(["r", "r", "r", "q", "diff", "."])
      if random.next() % 2 == 0 {
        let path = "\(folder)/\(random.pick(Self.names))"
        let content = random.pick(["x", "{}", "\(seed).\(step)"])
        // Where something is already, it stays.
        if FolderEntry("\(scratch.path)/\(path)") == .nothing, scratch.canPut(path) {
          try scratch.put(path, content)
          foreign[path] = content
        }
      } else {
        let written = try act(folder, &random, scratch)
        for file in written where foreign["\(folder)/\(file)"] != nil {
          #expect(try scratch.content("\(folder)/\(file)") == foreign["\(folder)/\(file)"])
          foreign["\(folder)/\(file)"] = nil
        }
      }
      for (path, content) in foreign {
        #expect(try scratch.content(path) == content, "\(path) at step \(step)")
      }
    }
  }

  /// Does what a command would; returns the files of a report that was written.
  private func act(
    _ folder: String, _ random: inout RandomDraws, _ scratch: Scratch
  ) throws -> [String] {
    let path = "\(scratch.path)/\(folder)"
    var files = ["01-a.md": "\(random.next() % 3)"]
    for file in ["README.md", "02-b.md", "figures/f.png", "figures/g.png", "runs/r.json"]
    where random.next() % 2 == 0 {
      files[file] = random.pick(["x", "y"])
    }
    let report = report(files, notebook: random.pick(["templates", "templates", "lecture"]))
    do throws(ReportError) {
      switch random.next() % 4 {
      case 0:
        let findings = try ReportCheck(folder: path).findings(for: report)
        _ = try DifferencePictures(folder: "\(scratch.path)/diff", reportFolder: path)
          .write(findings, of: report)
        return []
      default:
        let replaced = random.pick([nil, "templates", "lecture", "unknown"])
        _ = try ReportWriter(folder: path, replacing: replaced) { _, _ in false }.write(report)
        return Array(files.keys)
      }
    } catch {
      // Most refusals are what this is about.
      return []
    }
  }
}

extension Scratch {
  /// Whether the folders above a path are folders, or can be made.
  fileprivate func canPut(_ file: String) -> Bool {
    let above = file.split(separator: "/").dropLast()
    return above.indices.allSatisfy { end in
      [.nothing, .folder].contains(
        FolderEntry("\(path)/\(above[...end].joined(separator: "/"))"))
    }
  }
}
