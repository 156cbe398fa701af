import Reports

/// The manual page of a program, in the language of `man`.
struct ManualPage {
  private let program: CommandDescription
  private let version: String
  private let language: LanguageReference
  private var lines: [String] = []

  /// The page's text.
  static func text(
    of program: CommandDescription, version: String, language: LanguageReference
  ) -> String {
    var page = ManualPage(program: program, version: version, language: language)
    page.write()
    return page.lines.joined(separator: "\n") + "\n"
  }

  private init(program: CommandDescription, version: String, language: LanguageReference) {
    self.program = program
    self.version = version
    self.language = language
  }

  private var name: String { program.commandName }
  private var commands: [CommandDescription] {
    // ArgumentParser adds a second command of the name `help`.
    var seen: Set<String> = []
    return (program.subcommands ?? []).filter {
      $0.shouldDisplay && seen.insert($0.commandName).inserted
    }
  }

  private mutating func write() {
    request("TH", name.uppercased(), "1", "", "\(name) \(version)", "")
    // Neither stretched blanks nor hyphens: both are wrong in what is to be typed.
    request("ad", "l")
    request("nh")
    request("SH", "NAME")
    text("\(name) - \(program.abstract)", keepsDashes: true)
    request("SH", "SYNOPSIS")
    for command in commands {
      lines.append(
        "\\fB\(Self.escaped("\(name) \(command.commandName)"))\\fR" + Self.usage(command))
      request("br")
    }
    let sections = Self.sections(program.discussion ?? "")
    request("SH", "DESCRIPTION")
    for section in sections where section.heading == nil { paragraph(section.lines) }
    request("SH", "COMMANDS")
    for command in commands { write(command) }
    request("SH", "OPTIONS OF EVERY COMMAND")
    for argument in program.arguments { write(argument) }
    writeLanguage()
    for section in sections {
      guard let heading = section.heading else { continue }
      request("SH", heading)
      verbatim(section.lines)
    }
  }

  /// The words of templates and of a notebook's small files, without their examples.
  private mutating func writeLanguage() {
    request("SH", "TEMPLATES AND NOTEBOOKS")
    text("`\(name) help` and the topic\'s name show examples.")
    for (title, words) in language.chapters.flatMap(\.words) {
      request("SS", title)
      for word in words {
        request("TP")
        lines.append("\\fB\(Self.escaped(word.form))\\fR")
        text(word.explanation)
      }
    }
  }

  private mutating func write(_ command: CommandDescription) {
    request("SS", "\(name) \(command.commandName)")
    text(command.abstract)
    let sections = Self.sections(command.discussion ?? "")
    for section in sections where section.heading == nil { paragraph(section.lines) }
    for argument in Self.own(command) { write(argument) }
    for section in sections where section.heading != nil {
      request("PP")
      verbatim(section.lines)
    }
  }

  private mutating func write(_ argument: CommandDescription.Argument) {
    request("TP")
    lines.append(Self.term(argument))
    var words = [argument.abstract ?? ""]
    if let values = argument.allValues { words.append("One of \(values.joined(separator: ", ")).") }
    if let value = argument.defaultValue { words.append("(default: \(value))") }
    text(words.joined(separator: " "))
  }

  // MARK: Parts

  /// The arguments that not every command has.
  private static func own(_ command: CommandDescription) -> [CommandDescription.Argument] {
    command.arguments.filter { $0.shouldDisplay && !["help", "version"].contains($0.valueName) }
  }

  /// An argument as it is typed.
  private static func term(_ argument: CommandDescription.Argument) -> String {
    let value = "\\fI\(escaped(argument.valueName))\\fR"
    let names = (argument.names ?? []).map { "\\fB\(escaped($0.text))\\fR" }
    return switch argument.kind {
    case .positional: value
    case .option: names.joined(separator: ", ") + " " + value
    case .flag: names.joined(separator: ", ")
    }
  }

  private static func usage(_ command: CommandDescription) -> String {
    own(command).map { argument in
      let term = term(argument) + (argument.isRepeating ? "\\&..." : "")
      return argument.isOptional ? " [\(term)]" : " \(term)"
    }.joined()
  }

  /// The paragraphs of a discussion; one that begins with a line of capitals has it as its heading.
  private static func sections(_ discussion: String) -> [(heading: String?, lines: [String])] {
    discussion.split(separator: "\n\n").map { paragraph in
      let lines = paragraph.split(separator: "\n").map(String.init)
      let isHeaded = lines.count > 1 && lines[0] == lines[0].uppercased()
      return isHeaded ? (lines[0], Array(lines.dropFirst())) : (nil, lines)
    }
  }

  // MARK: Lines

  private mutating func request(_ name: String, _ arguments: String...) {
    let words = arguments.map { word in
      let isPlain = !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber }
      return isPlain ? word : "\"\(Self.escaped(word))\""
    }
    lines.append((["." + name] + words).joined(separator: " "))
  }

  private mutating func paragraph(_ paragraph: [String]) {
    request("PP")
    text(paragraph.joined(separator: " "))
  }

  private mutating func text(_ text: String, keepsDashes: Bool = false) {
    lines.append(keepsDashes ? text.replacing(" - ", with: " \\- ") : Self.escaped(text))
  }

  /// Lines as they are; the blanks that all have in front become the margin.
  private mutating func verbatim(_ text: [String]) {
    let margin = text.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    request("RS", "4")
    request("nf")
    lines += text.map { Self.escaped(String($0.dropFirst(margin))) }
    request("fi")
    request("RE")
  }

  /// Text in which nothing is a command to `man`, and a dash is the one that is typed.
  private static func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .replacing("\"", with: "\\(dq").replacing("'", with: "\\(aq")
    return plain.hasPrefix(".") ? "\\&" + plain : plain
  }
}
