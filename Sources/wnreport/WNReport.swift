import ArgumentParser
import Reports

@main
struct WNReport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wnreport",
    abstract: "An executable explanation of weight normalization.",
    discussion: """
      Runs seeded experiments on its own weight-norm core, records every run, draws plots and fills \
      Markdown templates whose every number comes from the records.

      EXAMPLES
        wnreport new lecture               begin a notebook of your own
        wnreport generate                  run everything and write reports/
        wnreport generate --only 'gro*'    run one experiment again
        wnreport status                    what is fresh, what is stale and why
        wnreport check                     prove that reports/ is what the code gives
        wnreport show growth               every value and series a template may use
        wnreport show growth --plot '*.norm'
                                           draw recorded series without a template
        wnreport help filters              a part of the language of templates

      EXIT STATUS
        0 fine · 1 the report drifted or a verdict flipped · 64 usage
        65 bad template or data · 66 missing input · 70 a bug
        73, 74 cannot write; 74 also: standard output was lost, all else is done
        130 interrupted · 141 the reader of standard output went away · 143 terminated
      """,
    version: "0.1.0",
    subcommands: [
      NewCommand.self, GenerateCommand.self, CheckCommand.self, StatusCommand.self,
      ListCommand.self, ShowCommand.self, DoctorCommand.self, HelpCommand.self, ManualCommand.self,
    ])

  /// The names of all commands.
  static var commandNames: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  static func main() async {
    StandardStream.prepare()
    do {
      try await runCommand()
      Output.end(0)
    } catch {
      let status = exitCode(for: error).rawValue
      var message = fullMessage(for: error)
      if status == 0, CommandLine.arguments.contains("--generate-completion-script") {
        message = CompletionScript.tidied(message)
      }
      if !message.isEmpty { status == 0 ? Output.print(message) : Terminal.say(message) }
      Output.end(status)
    }
  }

  private static func runCommand() async throws {
    if let misspelt = MisspeltCommand(
      CommandLine.arguments.dropFirst(), commands: commandNames,
      topics: HelpTopic.names)
    {
      throw ValidationError(misspelt.description)
    }
    var command = try await asyncParseAsRoot()
    if var command = command as? any AsyncParsableCommand {
      try await command.run()
    } else {
      try command.run()
    }
  }
}
