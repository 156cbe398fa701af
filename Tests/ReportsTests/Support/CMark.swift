import Foundation

/// Markdown as GitHub renders it, through the command `cmark-gfm`.
enum CMark {
  /// The HTML of a page.
  static func html(_ markdown: String) throws -> String {
    let scratch = try Scratch()
    try scratch.put("page.md", markdown)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let extensions = ["table", "strikethrough", "autolink", "tagfilter", "footnotes", "tasklist"]
    process.arguments =
      ["cmark-gfm", "--unsafe"] + extensions.flatMap { ["-e", $0] } + ["\(scratch.path)/page.md"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let html = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
    return String(decoding: html, as: UTF8.self)
  }

  struct Failure: Error, CustomStringConvertible {
    let description = "cmark-gfm does not run; `.ci/dependencies` installs it"
  }

  /// What a reader sees of HTML: no tags, and the signs for the references to them.
  static func text(_ html: some StringProtocol) -> String {
    decoded(String(html).replacing(#/<[^<>]*>/#, with: ""))
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// HTML text with the signs for the references to them.
  static func decoded(_ html: some StringProtocol) -> String {
    String(html).replacing(#/&(?:#([0-9]+)|lt|gt|quot|amp);/#) { match in
      let scalar = match.output.1.flatMap { UInt32($0) }.flatMap(Unicode.Scalar.init)
      return scalar.map { String($0) } ?? named[String(match.output.0)] ?? "?"
    }
  }

  private static let named = ["&lt;": "<", "&gt;": ">", "&quot;": "\"", "&amp;": "&"]
}
