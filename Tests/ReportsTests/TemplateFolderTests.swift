import Figures
import Foundation
import Testing

@testable import Reports

/// A templates folder gives what lies in it and nothing else.
struct TemplateFolderTests {
  private func refusal(_ scratch: Scratch) -> String? {
    do {
      _ = try TemplateFolder(readingFrom: scratch.path + "/t")
      return nil
    } catch {
      return error.description.replacing(scratch.path + "/", with: "")
    }
  }

  private func link(_ name: String, to target: String, in scratch: Scratch) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(scratch.path)/\(name)", withDestinationPath: target)
  }

  @Test(arguments: ["/etc/hostname", "/dev/zero", "../secret.md"])
  func `a link that leads out of the folder is not followed`(target: String) throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a.md", "# A\n")
    try scratch.put("secret.md", "a password\n")
    try link("t/02-b.md", to: target, in: scratch)
    #expect(
      refusal(scratch) == "t/02-b.md: cannot be read: it is a link that leads out of the folder")
  }

  @Test func `a link within the folder is a file like any other`() throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a.md", "# A\n")
    try link("t/02-b.md", to: "01-a.md", in: scratch)
    let folder = try TemplateFolder(readingFrom: scratch.path + "/t")
    #expect(folder.files == ["01-a.md": "# A\n", "02-b.md": "# A\n"])
  }

  @Test func `a folder that is a link is read`() throws {
    let scratch = try Scratch()
    try scratch.put("real/01-a.md", "# A\n")
    try link("t", to: "real", in: scratch)
    #expect(try TemplateFolder(readingFrom: scratch.path + "/t").files == ["01-a.md": "# A\n"])
  }

  @Test func `links to folders, and in circles, are not gone through`() throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a.md", "# A\n")
    try scratch.put("other/02-b.md", "# B\n")
    try link("t/other", to: "../other", in: scratch)
    try link("t/circle", to: ".", in: scratch)
    #expect(try TemplateFolder(readingFrom: scratch.path + "/t").files == ["01-a.md": "# A\n"])
  }

  @Test func `a pipe is not waited for`() throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a.md", "# A\n")
    #expect(mkfifo(scratch.path + "/t/02-b.md", 0o644) == 0)
    #expect(refusal(scratch) == "t/02-b.md: cannot be read: it is not a regular file")
  }

  @Test func `a file of hundreds of chapters is refused`() throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a.md", String(repeating: "a", count: (1 << 20) + 1))
    #expect(refusal(scratch) == "t/01-a.md: cannot be read: it is larger than 1 MiB")
  }

  @Test func `a name that breaks lines is refused and shown on one`() throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a\nb.md", "# A\n")
    #expect(
      refusal(scratch) == "t/01-a\\u{A}b.md: cannot be read: its name holds an invisible character")
  }

  @Test func `bytes that are no text are refused`() throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a.md", "")
    try Data([0x23, 0x20, 0xC3, 0x28, 0x0A]).write(to: URL(filePath: scratch.path + "/t/01-a.md"))
    #expect(refusal(scratch) == "t/01-a.md: cannot be read: it is not UTF-8 text")
  }
}

/// What checkouts and editors do to files on their way to a disk.
struct CheckoutTests {
  private let template =
    "# A\n\nThe share is {{ growth.share | fixed:2 }}.\n\n```claim\nclaim: quicker\n```\n"

  @Test(arguments: ["\r\n", "\n"], ["", "\u{FEFF}"])
  func `ends of lines of other systems and a mark of byte order change nothing`(
    end: String, mark: String
  ) async throws {
    let scratch = try Scratch()
    try scratch.put("01-a.md", mark + template.replacing("\n", with: end))
    let folder = try TemplateFolder(readingFrom: scratch.path)
    #expect(folder.files == ["01-a.md": template])
    let files = try await Workshop.builder.build(Samples.records, templates: folder).files
    #expect(!files.contains { $0.kind == .chapter && $0.bytes.contains(UInt8(ascii: "\r")) })
  }

  @Test(arguments: ["02-b.MD", "02-b.Md", "02-b.markdown", "part.mdown", "deep/part.MKD"])
  func `a template with another ending is named with the right one`(name: String) async throws {
    let scratch = try Scratch()
    try scratch.put("01-a.md", template)
    try scratch.put(name, "# B\n")
    try scratch.put("notes.txt", "nothing")
    let folder = try TemplateFolder(readingFrom: scratch.path)
    let error = await #expect(throws: ReportError.self) {
      try await Workshop.builder.build(Samples.records, templates: folder)
    }
    let right = String(name.prefix { $0 != "." }) + ".md"
    #expect(
      error?.description.hasSuffix(
        "/\(name):1:1: a template's name ends in `.md`; rename it to `\(right)`") == true)
  }

  @Test(arguments: ["1", "01", "2x", "-a", "in", "true", "and", "a-1-"])
  func `a figure is referred to by any id that it may have`(id: String) async throws {
    let page = try await Workshop.page(
      """
      {% figref \(id) %}

      ```figure
      id: \(id)
      caption: a
      alt: "{{ growth.share | fixed:2 }}"
      curves: [{series: growth.sgd.norm, label: a, style: sgd}]
      ```
      """)
    #expect(page.hasPrefix("[Figure 1](#fig-\(id))\n"))
  }
}

/// What could have been meant by a word that nobody knows.
struct KnownWordTests {
  private func problem(_ yaml: String) async -> String? {
    let texts = "id: a\ncaption: a\nalt: \"{{ growth.share | fixed:2 }}\"\n"
    return await Workshop.problems("# A\n\n```figure\n\(texts)\(yaml)\n```\n").first
  }

  @Test(arguments: [
    (
      "curves: [{series: growth.sgd.norm, label: a, style: red}]",
      "7:53: unknown style `red`; known are \(StyleTable.samples.names.joined(separator: ", "))"
    ),
    (
      "xlabel: a\ncurves: [{series: growth.sgd.norm, label: a, style: sgd}]",
      "7:1: unknown key `xlabel`; known are id, caption, alt, panels, columns, shareX, shareY, "
        + "shareColor, width, height, title, x, y, curves, points, references, bars, intervals, "
        + "stack, arrows, circles, paths, heatMap, histogram"
    ),
    (
      "x: {scale: quadratic}\ncurves: [{series: growth.sgd.norm, label: a, style: sgd}]",
      "7:12: unknown word `quadratic`; known are linear, log"
    ),
    (
      "curves: [{series: growth.sgd.nothing, label: a, style: sgd}]",
      "7:19: unknown series `growth.sgd.nothing`; known are growth.sgd.loss, growth.sgd.norm"
    ),
  ])
  func `a word far from all known ones is told what they are`(
    yaml: String, message: String
  ) async {
    #expect(await problem(yaml) == "01-a.md:" + message)
  }
}
