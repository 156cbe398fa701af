import Foundation
import Testing

extension ExperimentRuns {
  /// A notebook in the profile `sample` whose claims are decided by an experiment of the program and by runs
  /// of its own.
  struct NotebookClaimTests {
    private static let claims = """
      claims:
        loss-is-low:
          statement: One seed ends at a low loss.
          kind: experiment
          source: lecture
          rule:
            all:
              - {value: penalty.seeds.count, at-least: 1}
              - {value: log.plain.loss.final, below: 0.3}
          pinned: supported

      """

    private func lecture(_ claims: String, more: [String: String] = [:]) throws -> Workspace {
      let files = [
        "README.md": "# A lecture\n\n```claim\nclaim: loss-is-low\n```\n",
        "notebook.yaml": "title: A lecture\nprofile: sample\nsources: {lecture: the lecture}\n",
        "claims.yaml": claims,
        "runs/log.csv": "run,seed,step,loss\nplain,0,1,1\nplain,0,2,0.25\n",
        "runs/log.yaml": Self.log,
      ].merging(more) { $1 }
      let contents = files.map { ("lecture/\($0.key)", Data($0.value.utf8)) }
      return try Workspace(templates: false, files: Dictionary(uniqueKeysWithValues: contents))
    }

    private static let log = """
      title: A log
      columns: {group: run, seed: seed, step: step}
      series:
        loss: {label: training loss, unit: nats}

      """

    @Test func `experiments and runs that only a claim names decide it, and its pin is kept`()
      async throws
    {
      let workspace = try lecture(Self.claims)
      let made = try await workspace.run("generate", "lecture")
      #expect(made.status == 0, "\(made.messages)")
      #expect(made.output.contains("loss-is-low  supported"))
      let page = try workspace.text("lecture/report/README.md")
      #expect(page.contains("> **Claim** (the lecture; experiment): One seed ends at a low loss."))
      #expect(page.contains("> **Verdict: supported**"))
      for name in ["penalty", "log"] {
        #expect(workspace.exists("lecture/report/runs/\(name).json"))
      }
      #expect(!workspace.exists("lecture/report/runs/anatomy.json"))
      let listed = try await workspace.run("list", "lecture")
      #expect(listed.output.contains("supported · experiment · the lecture · penalty and log"))
      #expect(try await workspace.run("status", "lecture", "--exit-code").status == 0)
      #expect(try await workspace.run("check", "lecture", "--records").status == 0)
    }

    @Test func `a claim on runs of the notebook alone runs nothing`() async throws {
      let workspace = try lecture(
        Self.claims.replacing("penalty.seeds.count", with: "log.plain.seedCount"))
      let made = try await workspace.run("generate", "lecture")
      #expect(made.status == 0, "\(made.messages)")
      #expect(made.output.contains("loss-is-low  supported"))
      #expect(try Snapshot(workspace, "lecture/report/runs").paths == ["log.json"])
    }

    @Test func `a pin that does not hold gives status 1 in the notebook's own profile only`()
      async throws
    {
      let flipped = Self.claims.replacing("pinned: supported", with: "pinned: refuted")
      let workspace = try lecture(Self.claims)
      #expect(try await workspace.run("generate", "lecture").status == 0)
      try workspace.put("lecture/claims.yaml", flipped)
      let stale = try await workspace.run("status", "lecture", "--exit-code")
      #expect(stale.status == 1)
      #expect(stale.output.contains("claims.yaml: "))
      let made = try await workspace.run("generate", "lecture")
      #expect(made.status == 1)
      #expect(
        made.messages.contains(
          "the verdict on loss-is-low flipped: pinned refuted, now supported; change the pin"))
      // Kept with the report, it is told again.
      #expect(try await workspace.run("generate", "lecture").status == 1)
      let checked = try await workspace.run("check", "lecture", "--records", "--no-pictures")
      #expect(checked.status == 1)
      #expect(
        checked.output
          == "the verdict on loss-is-low is not the pinned one, refuted; change the pin on"
          + " purpose or find the cause\n")
      let other = try await workspace.run(
        "generate", "lecture", "--profile", "quick", "--output", "quick")
      #expect(other.status == 0, "\(other.messages)")
    }

    @Test func `other words for a source are another report`() async throws {
      let workspace = try lecture(Self.claims)
      #expect(try await workspace.run("generate", "lecture").status == 0)
      try workspace.put(
        "lecture/notebook.yaml",
        "title: A lecture\nprofile: sample\nsources: {lecture: the second lecture}\n")
      let stale = try await workspace.run("status", "lecture")
      #expect(stale.output.contains("notebook.yaml: "))
      #expect(try await workspace.run("generate", "lecture").status == 0)
      #expect(
        try workspace.text("lecture/report/README.md")
          .contains("> **Claim** (the second lecture; experiment)"))
    }

    /// The record in the report is of before the claim was stated.
    @Test func `a new claim on an experiment that is not kept is no unknown one`() async throws {
      let workspace = try lecture(
        "", more: ["README.md": "# A lecture\n\n{{ penalty.seeds.count }}\n"])
      #expect(try await workspace.run("generate", "lecture").status == 0)
      try workspace.put("lecture/claims.yaml", Self.claims)
      try workspace.put("lecture/README.md", "# A lecture\n\n```claim\nclaim: loss-is-low\n```\n")
      let made = try await workspace.run("generate", "lecture", "--cache", "other")
      #expect(made.status == 0)
      #expect(!made.messages.contains("unknown"), "\(made.messages)")
    }

    @Test(arguments: ["penalti.seeds.count", "log.plain.los.final"])
    func `mistakes of claims and of pages are told together`(name: String) async throws {
      let page = "# A\n\n```claim\nclaim: loss-is-low\n```\n\n{{ log.plain.loss.finl }}\n"
      let workspace = try lecture(
        Self.claims.replacing("penalty.seeds.count", with: name), more: ["README.md": page])
      let result = try await workspace.run("generate", "lecture")
      #expect(result.status == 65)
      let places = result.messageLines.map { $0.prefix { $0 != " " } }
      #expect(
        places == ["lecture/claims.yaml:8:19:", "lecture/README.md:7:4:"], "\(result.messages)")
    }

    private static let chapter = "# A\n\n```claim\nclaim: loss-is-low\n```\n"

    /// A notebook with a report, and a copy of both.
    private func copied() async throws -> Workspace {
      let workspace = try lecture(
        Self.claims,
        more: ["README.md": "# A lecture\n\n[A](01-a.md)\n", "01-a.md": Self.chapter])
      #expect(try await workspace.run("generate", "lecture").status == 0)
      try FileManager.default.copyItem(
        at: workspace.url.appending(path: "lecture"),
        to: workspace.url.appending(path: "other"))
      return workspace
    }

    @Test func `a notebook that was copied with its report makes it anew`() async throws {
      let workspace = try await copied()
      try workspace.put("other/README.md", "# Another\n\n[A](01-a.md)\n")
      let result = try await workspace.run("generate", "other")
      #expect(result.status == 0, "\(result.messages)")
      #expect(try workspace.text("other/report/README.md").hasPrefix("# Another\n"))
    }

    @Test func `a notebook whose only chapter got another name makes its report anew`() async throws
    {
      let workspace = try await copied()
      try workspace.remove("lecture/01-a.md")
      try workspace.put("lecture/01-b.md", Self.chapter)
      try workspace.put("lecture/README.md", "# A lecture\n\n[B](01-b.md)\n")
      let result = try await workspace.run("generate", "lecture")
      #expect(result.status == 0, "\(result.messages)")
      #expect(result.messages.contains("removed lecture/report/01-a.md"))
      #expect(workspace.exists("lecture/report/01-b.md"))
    }

    @Test func `what another notebook reported into this one is not replaced`() async throws {
      let workspace = try await copied()
      try workspace.remove("lecture/report")
      try workspace.remove("other/01-a.md")
      try workspace.put("other/05-other.md", Self.chapter)
      try workspace.put("other/README.md", "# Another\n\n[A](05-other.md)\n")
      let settings = try workspace.text("other/notebook.yaml")
      try workspace.put("other/notebook.yaml", settings + "output: ../lecture/report\n")
      #expect(try await workspace.run("generate", "other").status == 0)
      let result = try await workspace.run("generate", "lecture")
      #expect(result.status == 73)
      #expect(result.messages.contains("the report of another notebook, “other”"))
      #expect(workspace.exists("lecture/report/05-other.md"))
    }

    @Test(arguments: [
      (
        "loss-is-low", "role-of-g",
        "2:3: `role-of-g` is a claim of the program; give this one another name"
      ),
      (
        "penalty.seeds", "penalti.seeds",
        "8:19: unknown experiment `penalti`; the nearest is `penalty`"
      ),
      ("log.plain", "lok.plain", "9:19: unknown experiment `lok`; the nearest is `log`"),
      (
        "source: lecture", "source: lectur", "5:13: unknown name `lectur`; the nearest is `lecture`"
      ),
    ])
    func `a claim that cannot be decided ends before anything is run`(
      part: String, other: String, message: String
    ) async throws {
      let workspace = try lecture(Self.claims.replacing(part, with: other))
      let result = try await workspace.run("generate", "lecture")
      #expect(result.status == 65)
      #expect(result.messages.contains("lecture/claims.yaml:\(message)\n"), "\(result.messages)")
      #expect(!workspace.exists("lecture/report"))
    }
  }
}
