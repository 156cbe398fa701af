import Testing

@testable import Reports

struct PageLintTests {
  @Test(arguments: [
    ("a $`|x|`$ b", ["3:5: a pipe in math", "3:7: a pipe in math"]),
    ("a $`‖x‖`$ b", ["3:5: `‖` in math", "3:7: `‖` in math"]),
    ("a $`\\tag{1}`$ b", ["3:5: `\\tag` is not rendered"]),
    ("a $`\\operatorname{x}`$ b", ["3:5: `\\operatorname` is not rendered"]),
    ("a $`x`$b", ["3:3: math needs a space or punctuation"]),
    ("a $`x b", ["3:3: math is not closed"]),
    ("a $x$ b", ["3:3: a dollar sign outside math", "3:5: a dollar sign outside math"]),
    ("## On $`x`$", ["3:7: math in a heading"]),
    ("[see $`x`$](README.md)", ["3:6: math in a link text", "3:10: the link"]),
    ("![see $`x`$](a.png)", ["3:7: math in an alt text"]),
    ("<b>$`x`$</b>", ["3:4: math in raw HTML"]),
    ("a\n```math\nx\n```", ["4:1: display math needs a blank line"]),
    ("```math\nx\n```\na", ["5:1: display math needs a blank line"]),
    ("```math\n\\lVert x \\rVert | y\n```", ["4:17: a pipe in math"]),
    ("```math\n$$x$$\n```", ["4:1: a dollar sign outside math"]),
    ("```math\nx", ["3:1: the fence is not closed"]),
    ("a \nb", ["3:2: a blank at the end"]),
    ("a\rb", ["3:2: a carriage return"]),
    ("# B", ["3:1: a page has exactly one"]),
    ("{{ growth.sgd.word }} \nb", ["3:22: a blank at the end"]),
    ("[a](02-b.md)", ["3:3: the link `02-b.md` leads nowhere"]),
    ("[a](#fig-a)", ["3:3: the link `#fig-a` leads nowhere"]),
    ("[a](02-b.md 'c')", ["3:3: the link `02-b.md` leads nowhere"]),
    ("[a](<02 b.md>)", ["3:3: the link `02 b.md` leads nowhere"]),
    ("[a](02 b.md)", ["3:3: `[…](02 b.md)` is no link to Markdown"]),
    ("[a][b]", ["3:3: no line `[b]: address` says where this leads"]),
    ("[a][b]\n\n[b]: 02-b.md", ["5:6: the link `02-b.md` leads nowhere"]),
    ("a <a href=\"02-b.md\">b</a>", ["3:3: the link `02-b.md` leads nowhere"]),
    ("<img src='b.png'>", ["3:1: the link `b.png` leads nowhere"]),
    ("B\n===", ["3:1: a page has exactly one"]),
    ("> # B", ["3:1: a page has exactly one"]),
    ("```claim {.x}\nclaim: a\n```", ["3:1: `claim {.x}` is no cell; a `claim` cell begins"]),
    ("```{figure}\n```", ["3:1: `{figure}` is no cell"]),
    ("~~~table x\n~~~", ["3:1: `table x` is no cell"]),
    ("> ```table\n> ```", ["3:1: a `table` cell must start at the beginning of a line"]),
    ("- a\n\n  ```claim\n  ```", ["5:1: a `claim` cell must start at the beginning of a line"]),
    (" ```claim\n ```", ["3:1: a `claim` cell must start at the beginning of a line"]),
  ])
  func `what GitHub would not render is refused where it stands`(
    template: String, messages: [String]
  ) async {
    let problems = await Workshop.problems("# A\n\n" + template + "\n")
    // Links are followed only on pages that are otherwise right.
    let expected = messages.filter { !$0.contains("the link") || messages.count == 1 }
    #expect(problems.count == expected.count, "\(problems)")
    for (problem, message) in zip(problems, expected) {
      #expect(problem.hasPrefix("01-a.md:" + message), "\(problem)")
    }
  }

  @Test func `a page without a title and one without a final line feed are refused`() async {
    #expect(
      await Workshop.problems("a") == [
        "01-a.md:1:1: a page has exactly one `# ` title, this one has 0",
        "01-a.md:1:2: the file does not end with a line feed",
      ])
  }

  @Test(arguments: [
    "The norm $`\\lVert v \\rVert`$, and ($`g`$).", "```sh\necho $HOME | cat  # `$`\n```",
    "Type `$HOME` or `a|b`.", "- a\n\n  ```math\n  x\n  ```", "[a](#here) <a name=\"here\"></a>",
    "    ```claim\n    [a](b.md)", "> ```sh\n> [a](b.md)\n> ```",
    "[a](tel:+1) and [b](mailto:a@b.c)",
    "[a](#here) <a id=\"here\"></a>",
    "[a](<01-a.md> \"b\") [c][d]\n\n[D]: ./01-a.md#x 'e'\n\n<a name=\"x\"></a>",
    "- a\n\n    [b](01-a.md)\n\n      ```math\n      x\n      ```",
    "[web](https://example.org) and [up](../README.md)", "```text\n# no title\n```",
  ])
  func `what GitHub renders is let through`(template: String) async {
    #expect(await Workshop.problems("# A\n\n" + template + "\n") == [])
  }

  @Test func `math is written with dollars where that is asked for`() async throws {
    let template = "- $`x_1`$, `code`, $`y = `$\n\n  ```math\n  x\n  ```\n\n```sh\necho\n```"
    let page = try await Workshop.page(template, math: .dollars)
    #expect(page == "- $x_1$, `code`, $y =$\n\n  $$\n  x\n  $$\n\n```sh\necho\n```")
    #expect(try await Workshop.page(template) == template)
  }

  @Test(arguments: ["`` $`x`$ ``", "    a $`x`$", "```sh\n$`x`$\n```", "> ```sh\n> $`x`$\n> ```"])
  func `code with a formula in it stays as it is where math is written with dollars`(
    template: String
  ) async throws {
    #expect(try await Workshop.page("a\n\n" + template, math: .dollars) == "a\n\n" + template)
  }

  @Test func `a chapter with a blank in its name is linked with the blank encoded`() async throws {
    let report = try await Workshop.report([
      "01-my chapter.md": "# A\n\n```claim\nclaim: quicker\n```\n",
      "README.md": "# R\n\n[a](01-my%20chapter.md#claim-quicker)\n\n"
        + "```table\ncolumns: [a]\nrows:\n  - [\"[b](<01-my chapter.md>)\"]\n```\n",
      "02-b.md": "# B\n\n```claim\nclaim: role-of-g\n```\n\n```claim\nclaim: fixed-budget\n```\n\n"
        + "```table\nverdicts: all\n```\n",
    ])
    let page = report.files.first { $0.path == "02-b.md" }?.bytes ?? []
    let text = String(decoding: page, as: UTF8.self)
    #expect(text.contains("| [quicker](01-my%20chapter.md#claim-quicker) |"))
  }
}
