internal import Foundation
import Testing

@testable import WeightNormCore

/// The page of the core and the code.
struct DocumentationTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let sources = package.appending(path: "Sources/WeightNormCore")

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: package.appending(path: path), encoding: .utf8)
  }

  private static func page() throws -> String {
    try text("Sources/WeightNormCore/WeightNormCore.docc/WeightNormCore.md")
  }

  /// The types that a source makes public outside all others.
  private static func publicTypes(in source: String) throws -> [String] {
    let kinds = "struct|enum|class|actor|protocol|typealias"
    let declaration = try Regex(
      "(?m)^(?:@\\w+ +)?public +(?:\(kinds)) +(\\w+)", as: (Substring, Substring).self)
    return source.matches(of: declaration).map { String($0.output.1) }
  }

  /// What a page lists under its topics.
  private static func topics(in page: String) throws -> [String] {
    let start = try #require(page.range(of: "\n## Topics\n")).upperBound
    return page[start...].matches(of: #/(?m)^- ``(\w+)``$/#).map { String($0.output.1) }
  }

  @Test func `every public type stands once in the topics`() throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: Self.sources.path)
      .filter { $0.hasSuffix(".swift") }
    let types = try files.flatMap {
      try Self.publicTypes(in: Self.text("Sources/WeightNormCore/\($0)"))
    }
    #expect(types.contains("MLP") && types.contains("AlignedArray") && types.contains("Real"))
    #expect(try Self.topics(in: Self.page()).sorted() == types.sorted())
  }

  @Test func `types are found by their declarations`() throws {
    let source = """
      public struct A<Scalar>: B {
        public enum Inner {}
      }
      @frozen public enum C {}
      struct D {}
      extension A { public typealias E = Int }
      public protocol F: Sendable {}
      public func g() {}
      """
    #expect(try Self.publicTypes(in: source) == ["A", "C", "F"])
    let page = "- ``A``\n\n## Topics\n\n### One\n\n- ``B``\n- ``C``\n\ntext ``D``\n"
    #expect(try Self.topics(in: page) == ["B", "C"])
  }

  @Test func `the example of the page is the one that is compiled`() throws {
    let blocks = try Self.page().matches(of: #/(?s)\n```swift\n(.*?)```\n/#).map {
      String($0.output.1)
    }
    #expect(
      try blocks == [Self.text("Tests/WeightNormCoreTests/Outside/TrainingExample.swift")])
  }

  @Test func `the example learns`() throws {
    let (network, losses) = try learnProduct(steps: 200)
    #expect(network.inputSize == 2 && losses.count == 200)
    let last = try #require(losses.last)
    #expect(last < losses[0] / 100)
  }
}
