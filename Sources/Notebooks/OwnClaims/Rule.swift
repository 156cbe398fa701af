import Reports
import Runs

/// What decides a claim: a comparison, or several rules of which all or any must hold.
indirect enum Rule: Sendable {
  case comparison(Comparison)
  case all([Rule])
  case any([Rule])

  /// The names of all recorded values that it compares, in the order of the file.
  var names: [YAMLText] {
    switch self {
    case .comparison(let comparison): comparison.names
    case .all(let rules), .any(let rules): rules.flatMap(\.names)
    }
  }

  /// What the comparisons say together. Every one of them is asked, whether it decides or not, so that all
  /// numbers can be told and all mistakes are found; nil where one of them cannot say anything.
  func truth(_ ask: (Comparison) -> Truth?) -> Truth? {
    switch self {
    case .comparison(let comparison): return ask(comparison)
    case .all(let rules): return Self.truths(rules, ask).map(Truth.all)
    case .any(let rules): return Self.truths(rules, ask).map(Truth.any)
    }
  }

  private static func truths(_ rules: [Rule], _ ask: (Comparison) -> Truth?) -> [Truth]? {
    let truths = rules.map { $0.truth(ask) }
    let known = truths.compactMap { $0 }
    return known.count == truths.count ? known : nil
  }
}

// MARK: Reading

extension Rule {
  private static let groups = ["all", "any"]
  static let keys = ["value"] + Comparison.words + ["label"] + groups

  /// Reads a mapping; what is wrong in one of several rules is noted, and the others are read.
  init(_ fields: YAMLMapping, log: ProblemLog) throws(TemplateProblem) {
    guard let group = Self.groups.first(where: fields.has) else {
      self = .comparison(try Comparison(fields))
      return
    }
    if let other = Self.keys.first(where: { $0 != group && fields.has($0) }) {
      throw TemplateProblem(
        "`\(group)` and `\(other)` exclude each other; a rule within a rule stands in its list",
        at: fields.position)
    }
    var rules: [Rule] = []
    for item in try fields.mappings(group, keys: Self.keys, log: log) {
      if let rule = log.attempt({ () throws(TemplateProblem) in try Rule(item, log: log) }) {
        rules.append(rule)
      }
    }
    self = group == "all" ? .all(rules) : .any(rules)
  }
}
