import ArgumentParser
import Runs

/// A word that stands where the name of a command should, and is none.
struct MisspeltCommand: Error, CustomStringConvertible {
  private let word: String
  private let commands: [String]

  /// Nil where the arguments name a command, or begin with an option. What follows `help` is the name
  /// of a command too.
  init?(_ arguments: some Sequence<String>, commands: [String]) {
    let words = arguments.prefix { !$0.hasPrefix("-") }.prefix(2)
    guard let name = words.first == "help" ? words.dropFirst().first : words.first,
      name != "help", !commands.contains(name)
    else { return nil }
    word = name
    self.commands = commands
  }

  var description: String {
    let nearest = NearestName.of(word, among: commands + ["help"])
    let question = nearest.map { " Did you mean '\($0)'?" } ?? ""
    return "Unknown command '\(word)'.\(question)"
  }
}
