import Reports
import Runs
import Tables

/// What the columns of a table seem to be, to begin a description with.
struct TableSketch {
  private let names: [String]
  /// What templates call each column, and each group.
  private let columnNames: [String]
  let groupNames: [String]
  private let group: Int?
  private let seed: Int?
  private let step: Int
  /// The columns of numbers that nothing else is made of, without those of one number throughout.
  private let series: [Int]
  /// What stands in the group's column, in the order of the table.
  let groups: [String]

  /// What columns of a kind are called; the first that a table has is taken.
  private static let groupNames = [
    "run", "group", "method", "arm", "variant", "model", "optimizer", "name",
  ]
  private static let seedNames = ["seed", "trial", "repeat", "replicate", "fold"]
  private static let stepNames = [
    "step", "_step", "global_step", "iteration", "iter", "epoch", "update",
  ]
  private static let groupLimit = 256

  /// Reads the whole table.
  ///
  /// - Throws: `ReportError.templates` at its header where no column seems to be the step or a quantity;
  ///   what is wrong in its rows.
  init(_ file: TableFile, progress: TableFile.Progress? = nil) throws(ReportError) {
    var names: [String] = []
    var texts: [Bool] = []
    var numbers: [Bool] = []
    var first: [Double?] = []
    var varies: [Bool] = []
    var groups: [String] = []
    var group: Int?
    do throws(TablesError) {
      try file.read(progress: progress) { header in
        names = header.names
        texts = names.map { _ in false }
        (numbers, varies) = (texts, texts)
        first = names.map { _ in nil }
        group = Self.column(among: Self.groupNames, in: names)
      } row: { row in
        for column in names.indices {
          switch row.number(column) {
          case .number(let number):
            numbers[column] = true
            if first[column].map({ $0 != number }) ?? false { varies[column] = true }
            first[column] = number
          case .notFinite: (numbers[column], varies[column]) = (true, true)
          case .text: texts[column] = true
          case .empty: break
          }
        }
        if let group, groups.count <= Self.groupLimit, !groups.contains(row.text(group)) {
          groups.append(row.text(group))
        }
      }
    } catch {
      throw ReportError(error)
    }
    func isNumeric(_ column: Int) -> Bool { numbers[column] && !texts[column] }
    func problem(_ message: String) -> ReportError {
      let start = SourcePosition(file: file.path, line: 1, column: 1)
      return .templates([TemplateProblem(message, at: start)])
    }
    let seed = Self.column(among: Self.seedNames, in: names)
    guard let step = Self.column(among: Self.stepNames, in: names), isNumeric(step) else {
      throw problem(
        "no column of numbers is called \(Self.stepNames.joined(separator: ", ")); give the column of the"
          + " step one of these names, or describe the table by hand: wnreport help notebooks")
    }
    let quantities = names.indices.filter { isNumeric($0) && ![group, seed, step].contains($0) }
    guard !quantities.isEmpty else {
      throw problem("no column besides the step and the seed holds numbers only")
    }
    let series = quantities.contains { varies[$0] } ? quantities.filter { varies[$0] } : quantities
    (self.names, self.groups) = (names, groups)
    (columnNames, groupNames) = (Self.names(for: names), Self.names(for: groups))
    (self.group, self.seed, self.step, self.series) = (group, seed, step, series)
  }

  private static func column(among names: [String], in header: [String]) -> Int? {
    let known = header.map { $0.lowercased() }
    return names.lazy.compactMap { known.firstIndex(of: $0) }.first
  }
}

// MARK: Names

extension TableSketch {
  /// A name that templates can type for any text.
  static func name(for text: String) -> String {
    let name = String(
      text.map { character in
        RecordName.isPart(String(character)) ? character : "_"
      })
    return RecordName.fault(name) == nil ? name : name + "_"
  }

  /// The same for several texts, no two of which get one name.
  private static func names(for texts: [String]) -> [String] {
    var names: [String] = []
    for text in texts {
      var name = name(for: text)
      while names.contains(name) { name += "_" }
      names.append(name)
    }
    return names
  }

  private static func better(_ name: String) -> String? {
    let name = name.lowercased()
    if ["loss", "error", "perplexity"].contains(where: name.contains) { return "lower" }
    return ["acc", "reward", "return", "score"].contains(where: name.contains) ? "higher" : nil
  }

  /// A text of YAML.
  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }

  /// The names of the quantities, what should be low or high first.
  var seriesNames: [String] {
    let judged = series.filter { Self.better(names[$0]) != nil }
    return (judged + series.filter { !judged.contains($0) }).map { columnNames[$0] }
  }
}

// MARK: The description

extension TableSketch {
  /// The description of a table.
  ///
  /// - Parameters:
  ///   - title: what it is, in one line.
  ///   - compares: whether the first two groups are set against each other.
  ///   - isLenient: whether steps that not all seeds have, and runs that diverged, are left out.
  /// - Returns: its text.
  func description(title: String, compares: Bool, isLenient: Bool) -> String {
    var lines = [
      "# What the table is, in one line.", "title: \(Self.quoted(title))",
      "# Which columns tell rows apart.", "columns:",
    ]
    for (key, column) in [("group", group), ("seed", seed), ("step", step)] {
      if let column { lines.append("  \(key): \(Self.quoted(names[column]))") }
    }
    if groupNames != groups {
      lines += ["# What templates call the groups.", "groups:"]
      lines += zip(groupNames, groups).map { "  \($0): \(Self.quoted($1))" }
    }
    lines += ["# What was measured. `better: lower` or `higher` gives a best value.", "series:"]
    for column in series {
      let label = "label: \(Self.quoted(names[column]))"
      let better = Self.better(names[column]).map { ", better: \($0)" } ?? ""
      let source = "column: \(Self.quoted(names[column]))"
      lines.append("  \(columnNames[column]): {\(source), \(label)\(better)}")
    }
    if compares, groupNames.count > 1, let first = seriesNames.first {
      lines += [
        "# Paired effects at the last step, with intervals over seeds.", "compare:",
        "  - {first: \(groupNames[0]), second: \(groupNames[1]), of: \(first)}",
      ]
    }
    if isLenient {
      lines += [
        "# Not all seeds have all steps, or some run diverged: what that leaves out is counted.",
        "steps: common", "diverged: leave-out",
      ]
    }
    lines += ["# What else can be said, of which `wnreport help notebooks` tells more:"]
    let first = seriesNames.first ?? "loss"
    if Self.better(first) == "higher" {
      lines.append("# above: {\(first): [0.9]}   # the first step at which each seed is above")
    } else {
      lines.append("# below: {\(first): [0.1]}   # the first step at which each seed is below")
    }
    if !isLenient {
      lines += [
        "# steps: common          # where runs lack steps: those that all have count",
        "# diverged: leave-out    # a run that is not finite is left out and counted",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
