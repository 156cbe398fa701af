import Experiments
import Foundation
import Runs
import Testing

@testable import Figures
@testable import Reports

/// The looks of the methods, the rooms and the report.
struct ShippedLooksTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let methods = MethodLooks.standard.groups.joined().map(\.name)

  /// The texts of all files below a folder, by path.
  private static func texts(in folder: String, ending: String) throws -> [String: String] {
    let folder = root.appending(path: folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(ending) }
    return try Dictionary(
      uniqueKeysWithValues: paths.map {
        ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
      })
  }

  /// The words of a text, hyphens included.
  private static func words(_ text: String) -> Set<Substring> {
    Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" })
  }

  @Test func `no file of the figures names a method`() throws {
    let files = try Self.texts(in: "Sources/Figures", ending: ".swift")
    #expect(files.count > 50)
    for (path, text) in files {
      let named = Self.words(text).intersection(Self.methods.map { $0[...] })
      #expect(named.isEmpty, "\(path) names \(named.sorted())")
    }
  }

  @Test func `a method's name is a word`() {
    let words = Self.words("case \"std-l2\": [wn-he, own]")
    #expect(words == ["case", "std-l2", "wn-he", "own"])
  }

  @Test func `every method with a look is drawn in the report`() async throws {
    let styles = try await ShippedFigures.all.flatMap(\.panels).flatMap(\.marks).flatMap(\.styles)
    let unused = Set(Self.methods).subtracting(styles.map(\.name))
    #expect(unused.isEmpty, "\(unused.sorted())")
  }

  @Test func `where no style is near, a message has room for the names of all`() {
    let names = StyleTable.shipped.names
    let advice = KnownNames(for: "red", among: names).advice
    #expect(names.allSatisfy { advice.contains($0) })
  }
}

extension Mark {
  fileprivate var styles: [Style] {
    switch self {
    case .curve(let curve): [curve.style]
    case .points(let points): [points.style]
    case .bars(let bars): bars.series.map(\.style)
    case .intervals(let intervals): intervals.rows.map(\.style)
    case .arrow(let arrow): [arrow.style]
    case .histogram(let histogram): histogram.samples.map(\.style)
    case .reference, .stack, .heatMap, .circle: []
    }
  }
}
