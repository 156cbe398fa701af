import Foundation
import Testing

extension ExperimentRuns {
  /// A notebook that states a claim of its own on an experiment of the program.
  struct OwnClaimTests {
    private static let claims = """
      claims:
        formulas-agree:
          statement: The formula is the gradient.
          kind: identity
          source: lecture
          rule: {value: anatomy.formula.length, equal: 2}
          pinned: supported

      """

    private func lecture(_ claims: String) throws -> Workspace {
      let files = [
        "README.md": "# A lecture\n\n```claim\nclaim: formulas-agree\n```\n",
        "notebook.yaml": "title: A lecture\nprofile: quick\nsources: {lecture: the lecture}\n",
        "claims.yaml": claims,
      ]
      return try Workspace(
        templates: false,
        files: Dictionary(
          uniqueKeysWithValues: files.map { ("lecture/\($0.key)", Data($0.value.utf8)) }))
    }

    @Test func `a claim is decided by the experiment that it names, and its pin is kept`()
      async throws
    {
      let workspace = try lecture(Self.claims)
      let made = try await workspace.run("generate", "lecture")
      #expect(made.status == 0, "\(made.messages)")
      #expect(made.output.contains("formulas-agree  supported"))
      let page = try workspace.text("lecture/report/README.md")
      #expect(page.contains("> **Claim** (the lecture; identity): The formula is the gradient."))
      #expect(page.contains("> **Verdict: supported**"))
      let listed = try await workspace.run("list", "lecture")
      #expect(listed.output.contains("supported · identity · the lecture · anatomy"))

      let flipped = Self.claims.replacing("pinned: supported", with: "pinned: refuted")
      try workspace.put("lecture/claims.yaml", Data(flipped.utf8))
      let stale = try await workspace.run("status", "lecture", "--exit-code")
      #expect(stale.status == 1)
      #expect(stale.output.contains("claims.yaml: "))
      let again = try await workspace.run("generate", "lecture")
      #expect(again.status == 1)
      #expect(
        again.messages.contains(
          "the verdict on formulas-agree flipped: pinned refuted, now supported"))
      let checked = try await workspace.run("check", "lecture", "--records", "--no-pictures")
      #expect(checked.status == 1)
      #expect(
        checked.output
          == "the verdict on formulas-agree is not the pinned one, refuted; change the pin on"
          + " purpose or find the cause\n")
    }

    @Test
    func `a claim on runs of the notebook runs nothing, and a name that they lack is an error`()
      async throws
    {
      let claims = Self.claims.replacing(
        "anatomy.formula.length, equal: 2", with: "log.loss.final, below: 0.3")
      let workspace = try lecture(claims)
      let description = "title: A log\ncolumns: {step: step}\nseries: {loss: {}}\n"
      try workspace.put("lecture/runs/log.yaml", description)
      try workspace.put("lecture/runs/log.csv", "step,loss\n0,1\n1,0.25\n")
      let made = try await workspace.run("generate", "lecture")
      #expect(made.status == 0, "\(made.messages)")
      #expect(made.output.contains("formulas-agree  supported"))
      #expect(workspace.exists("lecture/report/runs/log.json"))
      #expect(!workspace.exists("lecture/report/runs/anatomy.json"))

      try workspace.put("lecture/claims.yaml", claims.replacing("loss.final", with: "loss.finale"))
      let wrong = try await workspace.run("check", "lecture", "--records", "--no-pictures")
      #expect(wrong.status == 65)
      #expect(
        wrong.messages.contains(
          "lecture/claims.yaml:6:19: unknown name `log.loss.finale`; the nearest is"
            + " `log.loss.final`"))
    }

    @Test(arguments: [
      (
        "formulas-agree", "role-of-g",
        "2:3: `role-of-g` is a claim of the program; give this one another name"
      ),
      (
        "anatomy.formula", "anatmy.formula",
        "6:19: unknown experiment `anatmy`; the nearest is `anatomy`"
      ),
    ])
    func `a claim that cannot be decided ends before anything is run`(
      part: String, other: String, message: String
    ) async throws {
      let workspace = try lecture(Self.claims.replacing(part, with: other))
      let result = try await workspace.run("generate", "lecture")
      #expect(result.status == 65)
      #expect(result.messages.contains("lecture/claims.yaml:\(message)\n"))
      #expect(!workspace.exists("lecture/report"))
    }
  }
}
