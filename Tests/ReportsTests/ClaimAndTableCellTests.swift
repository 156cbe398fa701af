import Testing

@testable import Reports

struct ClaimAndTableCellTests {
  private func claim(_ name: String) -> String { "```claim\nclaim: \(name)\n```\n" }

  @Test func `a claim becomes a box with its verdict and the numbers that decided it`()
    async throws
  {
    #expect(
      try await Workshop.page(claim("role-of-g")) == """
        <a name="claim-role-of-g"></a>

        > **Claim** (the question; identity): g is the length of w, |g| = length
        >
        > **Verdict: supported**, because g is that length.
        >
        > - for it: cosine: 0.960 (`> 0.5`)
        > - open: effect: 2.06 [1.87, 2.24] octaves (not `> 3`)
        """)
  }

  @Test func `a claim that data decide says how many studies repeat its verdict`() async throws {
    let page = try await Workshop.page(claim("fixed-budget"))
    #expect(
      page.hasSuffix(
        "> **Verdict: mixed** (in 83 of 100 studies resampled from these seeds), because some of it"
          + " is."))
    for other in ["role-of-g", "quicker"] {
      #expect(!(try await Workshop.page(claim(other)).contains("resampled")))
    }
  }

  @Test func `a claim that the profile does not decide has no verdict`() async throws {
    let page = try await Workshop.page(claim("quicker"))
    #expect(page.hasSuffix("> **Verdict: not decided in this profile**"))
  }

  @Test(arguments: [
    (
      "```claim\nclaim: role-of-h\n```",
      "4:8: unknown claim `role-of-h`; the nearest is `role-of-g`"
    ),
    ("```claim\nclam: role-of-g\n```", "4:1: unknown key `clam`; the nearest is `claim`"),
    ("```claim\n```", "4:1: not valid YAML: the cell is empty"),
    (
      "```table\ncolumns: [a, b]\nrows:\n  - [c]\n```",
      "6:5: the row has 1 cells and the table 2 columns"
    ),
    (
      "```table\ncolumns: [a]\nrows:\n  - [\"{{ typo }}\"]\n```",
      "6:10: unknown name `typo`; known are anatomy, claims, growth, report"
    ),
    (
      "```table\ncolumns: [a]\nrows:\n  - [\"\"]\n```",
      "6:6: `cell` renders as nothing; write – where nothing belongs"
    ),
    ("```table\ncolumns: [a]\n```", "4:1: `rows` is missing"),
    (
      "```table\nverdicts: all\nrows: [[a]]\n```", "4:1: `verdicts` and `rows` exclude each other"
    ),
    (
      "```table\nverdicts: identitiy\n```",
      "4:11: unknown kind of claim `identitiy`; the nearest is `identity`"
    ),
    (
      "```table\nverdicts: role-of-g\n```",
      "4:11: `role-of-g` is a claim; a choice of claims is a list, [role-of-g]"
    ),
    (
      "```table\nverdicts: [role-of-g, quick]\n```",
      "4:23: unknown claim `quick`; the nearest is `quicker`"
    ),
    (
      "```table\nverdicts: [quicker, quicker]\n```",
      "4:21: `quicker` already stands at templates/01-a.md:4:12"
    ),
    (
      "```table\nverdicts: [quicker, role-of-g]\n```",
      "3:1: no chapter has a `claim` cell for `quicker`, `role-of-g` that the table could link to;"
        + " `verdicts: own` lists the notebook's claims, `[…]` a choice"
    ),
    (
      "```table\nverdicts: own\n```",
      "4:11: the notebook states no claims of its own (`wnreport help notebooks`); `all` are those of"
        + " the experiments, `[…]` is a choice"
    ),
    ("```table\nverdicts: []\n```", "4:11: `verdicts` must be a list that is not empty"),
    (
      "```table\nverdicts: [[quicker]]\n```",
      "4:12: `verdicts` must be one text; put it in quotes if it holds `: ` or begins with a bracket"
    ),
    (
      "```table\nverdicts: [quicker]\n```",
      "3:1: no chapter has a `claim` cell for `quicker` that the table could link to"
    ),
    (
      "```table\nverdicts: identity\n```",
      "3:1: no chapter has a `claim` cell for `role-of-g` that the table could link to"
    ),
  ])
  func `a claim or a table that cannot be made is refused`(
    template: String, message: String
  ) async {
    let problems = await Workshop.problems("# A\n\n" + template + "\n")
    #expect(problems.contains("01-a.md:" + message), "\(problems)")
  }

  @Test func `a claim that has two boxes is refused`() async {
    let problems = await Workshop.problems("# A\n\n" + claim("quicker") + claim("quicker"))
    #expect(problems == ["01-a.md:6:1: `quicker` already stands at templates/01-a.md:3:1"])
  }

  @Test func `a table fills its holes, aligns numbers right and escapes pipes`() async throws {
    let page = try await Workshop.page(
      """
      ```table
      columns: [method, "‖v‖ | change", share]
      rows:
        - [SGD, "{{ growth.sgd.decreases }}", "{{ growth.share | percent:1 }}"]
        - each: k
          in: [k2, k.16]
          row: ["{{ k }}", "{{ anatomy.[k].cosine | fixed:2 }}", –]
      ```
      """)
    #expect(
      page == """
        | method | ‖v‖ \\| change | share |
        | --- | ---: | ---: |
        | SGD | −3 | 87.9 % |
        | k2 | 0.96 | – |
        | k.16 | 0.19 | – |
        """)
  }

  @Test func `the verdicts are listed by kind with links to their boxes`() async throws {
    let report = try await Workshop.report([
      "README.md": "# R\n\n```table\nverdicts: all\n```\n",
      "01-a.md": "# A\n\n" + claim("role-of-g") + claim("quicker"),
      "02-b.md":
        "# B\n\n" + claim("fixed-budget") + "```table\nverdicts: experiment\n```\n",
    ])
    let pages = report.files.filter { $0.kind == .chapter }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
    #expect(
      pages[2] == """
        # R

        **Identities**

        | Claim | What is claimed | Who says or asks it | Verdict |
        | --- | --- | --- | --- |
        | [role-of-g](01-a.md#claim-role-of-g) | g is the length of w, \\|g\\| = length | the question | supported |

        **Experiments**

        | Claim | What is claimed | Who says or asks it | Verdict | Repeats |
        | --- | --- | --- | --- | --- |
        | [fixed-budget](02-b.md#claim-fixed-budget) | the magnitude is a fixed budget | the answer | mixed | 83 of 100 |
        | [quicker](01-a.md#claim-quicker) | training is quicker | the paper | not decided in this profile | – |

        """)
    #expect(pages[1].contains("| [fixed-budget](#claim-fixed-budget) |"))
  }

  @Test func `a choice of verdicts stands in its order, of any kinds`() async throws {
    let page = try await Workshop.page(
      claim("role-of-g") + claim("quicker") + claim("fixed-budget")
        + "```table\nverdicts: [fixed-budget, \"{{ \\\"role-of-g\\\" }}\"]\n```\n\n"
        + "```table\nverdicts: [quicker, role-of-g]\n```")
    #expect(
      page.hasSuffix(
        """

        | Claim | What is claimed | Who says or asks it | Verdict | Repeats |
        | --- | --- | --- | --- | --- |
        | [fixed-budget](#claim-fixed-budget) | the magnitude is a fixed budget | the answer | mixed | 83 of 100 |
        | [role-of-g](#claim-role-of-g) | g is the length of w, \\|g\\| = length | the question | supported | – |

        | Claim | What is claimed | Who says or asks it | Verdict |
        | --- | --- | --- | --- |
        | [quicker](#claim-quicker) | training is quicker | the paper | not decided in this profile |
        | [role-of-g](#claim-role-of-g) | g is the length of w, \\|g\\| = length | the question | supported |
        """))
  }
}
