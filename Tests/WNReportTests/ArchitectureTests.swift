import Foundation
import Testing

/// The drawing in ARCHITECTURE.md and the code.
struct ArchitectureTests {
  /// Whom each target imports, as drawn.
  private static func drawn() throws -> [String: Set<String>] {
    let text = try String(
      contentsOf: Executable.package.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
    let arrows = text.matches(of: #/(?m)^(\w+) {2,}→ (.+)$/#).map { match in
      let names = match.output.2.split(separator: ", ").map(String.init)
      return (String(match.output.1), Set(names).subtracting(["nothing"]))
    }
    return Dictionary(uniqueKeysWithValues: arrows)
  }

  /// Whom the files of a target import, among `targets`.
  private static func imports(of target: String, among targets: Set<String>) throws -> Set<String> {
    let folder = Executable.package.appending(path: "Sources/\(target)")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") }
    var imported: Set<String> = []
    for file in files {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      imported.formUnion(
        text.matches(of: #/(?m)^(?:@\w+ +)?(?:\w+ +)?import +(\w+)$/#).map { String($0.output.1) })
    }
    return imported.intersection(targets)
  }

  @Test func `every target imports what is drawn, and no other`() throws {
    let drawn = try Self.drawn()
    let targets = Set(
      try FileManager.default.contentsOfDirectory(
        atPath: Executable.package.appending(path: "Sources").path))
    let inSwift = targets.subtracting(["CGD", "CKernels", "CZlib"])
    #expect(Set(drawn.keys) == inSwift)
    for target in inSwift {
      let imported = try Self.imports(of: target, among: targets)
      #expect(imported == drawn[target], "\(target)")
    }
  }

  @Test func `the core imports nothing but its kernels`() throws {
    let others: Set = ["Foundation", "Synchronization", "ArgumentParser", "Yams"]
    #expect(try Self.imports(of: "WeightNormCore", among: others) == [])
  }
}
