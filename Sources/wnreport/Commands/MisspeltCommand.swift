import ArgumentParser
import Runs

/// A word that stands where the name of a command should, and is none.
struct MisspeltCommand: Error, CustomStringConvertible {
  private let word: String
  private let noun: String
  private let known: [String]
  /// What else can be asked for, where nothing is near.
  private let topics: String

  /// Nil where the arguments name a command, or begin with an option. What follows `help` is the name
  /// of a command or of a topic.
  init?(_ arguments: some Sequence<String>, commands: [String], topics: [String]) {
    let words = arguments.prefix { !$0.hasPrefix("-") }.prefix(2)
    let asksForHelp = words.first == "help"
    known = commands + (asksForHelp ? topics : [])
    self.topics = asksForHelp ? " Topics are \(topics.joined(separator: ", "))." : ""
    noun = asksForHelp ? "command or topic" : "command"
    guard let name = asksForHelp ? words.dropFirst().first : words.first, !known.contains(name)
    else { return nil }
    word = name
  }

  var description: String {
    let nearest = NearestName.of(word, among: known)
    let question = nearest.map { " Did you mean '\($0)'?" }
    return "Unknown \(noun) '\(word)'.\(question ?? topics)"
  }
}
