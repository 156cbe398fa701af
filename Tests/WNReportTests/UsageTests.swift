import Testing

struct UsageTests {
  @Test(arguments: [
    (["generat"], "Unknown command 'generat'. Did you mean 'generate'?"),
    (["help", "chekc"], "Unknown command or topic 'chekc'. Did you mean 'check'?"),
    (["help", "filtres"], "Unknown command or topic 'filtres'. Did you mean 'filters'?"),
    (
      ["help", "frobnicate"],
      "Unknown command or topic 'frobnicate'. Topics are templates, filters, cells, styles, notebooks, schema."
    ),
    (["help", "cells", "x"], "Unexpected argument 'x'"),
    (["help", "cells", "--markdown"], "--markdown prints the whole reference and stands alone"),
    (
      ["help", "cells", "--picture"], "--picture belongs to a topic: wnreport help styles --picture"
    ),
    (["frobnicate"], "Unknown command 'frobnicate'."),
    (["generate", "--colour"], "Unknown option '--colour'"),
    (["generate", "--jbs", "1"], "Did you mean '--jobs'?"),
    (["check", "--outpt", "x"], "Did you mean '--output'?"),
    (["list", "--jobs", "2"], "Unknown option '--jobs'"),
    (["generate", "--jobs", "0"], "--jobs takes a number from 1 on, not 0"),
    (["check", "--jobs", "-2"], "--jobs"),
    (["check", "--jobs", "many"], "The value 'many' is invalid for '--jobs <n>'"),
    (["generate", "--math", "dollar"], "Please provide one of 'github' and 'dollars'"),
    (["generate", "--only"], "Missing value for '--only <glob>'"),
    (["check", "--only", "growth", "--records"], "--records runs nothing"),
    (["check", "--no-pictures"], "--no-pictures needs --records"),
    (["generate", "a", "--templates", "b"], "two notebooks are named, a and b"),
    (["generate", "--profile", "tiny"], "one of 'default', 'quick', 'sample' or 'full'"),
    (["check", "--profile", "tiny"], "one of 'default', 'quick', 'sample' or 'full'"),
    (["show"], "Missing expected argument '<experiment>'"),
    (["show", "growth", "--json", "--plot", "*"], "--json and --plot exclude each other"),
    (["show", "growth", "--png", "a.png"], "--png needs --plot"),
    (["show", "growth", "--yaml"], "--yaml needs --plot"),
    (
      ["show", "growth", "--plot", "*", "--yaml", "--png", "a.png"],
      "--yaml and --png exclude each other"
    ),
    (["show", "growth", "--plot", "*", "--png", "x.svg"], "type --png x.png"),
    (["show", "growth", "--plot", "*", "--png", "a.b/x"], "type --png a.b/x.png"),
    (["show", "growth", "--png", "-"], "--png needs --plot"),
    (["show", "growth", "--plot", "*", "--log", "z"], "The value 'z' is invalid for '--log"),
    (["show", "growth", "--plot", "*", "--band", "wide"], "'quartiles', 'extremes' or 'none'"),
    (["doctor", "all"], "Unexpected argument 'all'"),
  ])
  func `wrong usage is named with the way to the help`(
    arguments: [String], message: String
  ) async throws {
    let workspace = try Workspace()
    let before = try Snapshot(workspace)
    let result = try await workspace.start(arguments).result()
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.messages.contains(message))
    #expect(result.messages.contains("--help' for more information."))
    #expect(before.changes(to: try Snapshot(workspace)) == [])
  }
}
