import ArgumentParser
import Experiments
import Foundation
import Reports
import Runs

/// Stands in for the command of that name that ArgumentParser adds, which knows commands only.
struct HelpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Explain a command, or the language of templates.",
    discussion: """
      The reference of the language is made from the tables by which templates are read.

      TOPICS
      \(topics)

      EXAMPLES
        wnreport help
        wnreport help filters
        wnreport help generate
        wnreport help --markdown > REFERENCE.md
        wnreport help styles --picture > styles.png
        wnreport help schema > record.schema.json
      """)

  private static let topics = HelpTopic.allCases.map { topic in
    "  " + topic.name.padding(toLength: 11, withPad: " ", startingAt: 0) + topic.explanation
  }.joined(separator: "\n")

  /// Where a terminal does not say how wide it is.
  private static let standardWidth = 80

  @Argument(help: "A command or a topic; all commands without it.", completion: .topic)
  var topic: String?

  @Flag(help: "Print the whole reference of the language as Markdown.")
  var markdown = false

  @Flag(help: "Print the picture of all styles, as PNG.")
  var picture = false

  func validate() throws {
    if markdown, topic != nil || picture {
      throw ValidationError("--markdown prints the whole reference and stands alone")
    }
    guard picture else { return }
    if topic != LanguageTopic.styles.rawValue {
      throw ValidationError("--picture belongs to a topic: wnreport help styles --picture")
    }
    if StandardStream.output.isTerminal {
      throw ValidationError(
        "--picture writes to stdout, which is a terminal; add > styles.png")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      let topic = topic.flatMap(HelpTopic.init(name:))
      let language = try LanguageReference.ofThisProgram()
      if markdown {
        Output.print(language.markdown(picture: "styles.png"), terminator: "")
      } else if picture {
        Output.write(try language.picture())
      } else {
        let width = StandardStream.output.width ?? Self.standardWidth
        switch topic {
        case .language, .notebooks:
          let chapter = self.topic.flatMap(language.chapter)
          Output.print(chapter?.text(width: width) ?? "", terminator: "")
        case .schema: Output.print(RecordSchema.json, terminator: "")
        case nil: Output.print(Self.help(ofCommand: self.topic))
        }
      }
    }
  }

  /// The help of a command, or of the program.
  private static func help(ofCommand name: String?) -> String {
    let command = WNReport.configuration.subcommands.first { $0.configuration.commandName == name }
    return command.map { WNReport.helpMessage(for: $0) } ?? WNReport.helpMessage()
  }
}
