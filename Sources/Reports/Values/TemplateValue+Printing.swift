import Runs

extension TemplateValue {
  /// The text of a value without a format: words, whole numbers, flags and formatted numbers.
  ///
  /// A number is refused, so that no seven digits reach a page by accident.
  func bareText(of name: String) throws(Complaint) -> String {
    switch kind {
    case .text(let text), .printed(let text):
      guard !text.isEmpty else { throw .emptyText("`\(name)`") }
      return text
    case .integer(let integer): return NumberFormat.integer(integer)
    case .flag(let flag): return flag ? "yes" : "no"
    case .number, .interval: throw .needsFormat(kindName)
    case .list: throw .wrongKind(user: "a hole", takes: "one value or `join`", found: kindName)
    case .group: throw .group(name, members: memberNames)
    case .null: throw .null(name)
    }
  }

  /// The text with digits chosen for it, where no template says how many: evidence, listings.
  var text: String {
    guard isFinite else { return "not finite" }
    switch kind {
    case .number(let number): return NumberFormat.significant(number, digits: 3)
    case .integer(let integer): return NumberFormat.integer(integer)
    case .flag(let flag): return flag ? "yes" : "no"
    case .text(let text), .printed(let text): return text
    case .interval(let interval): return NumberFormat.interval(interval)
    case .list(let values): return values.map(\.text).joined(separator: ", ")
    case .group(let members): return members.keys.sorted().joined(separator: ", ")
    case .null: return "null"
    }
  }
}
