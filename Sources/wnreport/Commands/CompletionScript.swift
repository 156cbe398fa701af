/// The script by which a shell completes, with one command of the name `help`: ours takes the place of the
/// one that ArgumentParser adds to every script.
enum CompletionScript {
  static func tidied(_ script: String) -> String {
    var script = script
    // Of two functions of one name a shell keeps the last.
    let functions = script.ranges(of: "\n_wnreport_help() {\n")
    if functions.count > 1, let last = functions.last,
      let end = script[last.lowerBound...].firstRange(of: "\n}\n")
    {
      script.removeSubrange(last.lowerBound..<end.upperBound)
    }
    return
      script.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("Show subcommand help information.") }
      .joined(separator: "\n")
      .replacing("|help|help)", with: "|help)").replacing(" help help'", with: " help'")
  }
}
