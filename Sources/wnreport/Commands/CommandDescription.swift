import ArgumentParser
import Foundation

/// What ArgumentParser knows of a command, as it tells other programs.
struct CommandDescription: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      enum Kind: String, Decodable {
        case long
        case short
        case longWithSingleDash
      }

      var kind: Kind
      var name: String

      /// As it is typed.
      var text: String { (kind == .long ? "--" : "-") + name }
    }

    enum Kind: String, Decodable {
      case positional
      case option
      case flag
    }

    var kind: Kind
    var names: [Name]?
    var valueName: String
    var abstract: String?
    var defaultValue: String?
    var allValues: [String]?
    var isOptional: Bool
    var isRepeating: Bool
    var shouldDisplay: Bool
  }

  var commandName: String
  var abstract: String
  var discussion: String?
  var arguments: [Argument]
  var subcommands: [CommandDescription]?
  var shouldDisplay: Bool

  /// The description of a program.
  ///
  /// - Throws: `DecodingError` where ArgumentParser describes commands in a new way.
  init(of command: (some ParsableCommand).Type) throws {
    self = try JSONDecoder().decode(HelpDump.self, from: Data(command._dumpHelp().utf8)).command
  }
}

private struct HelpDump: Decodable {
  var command: CommandDescription
}
