import Runs

extension Evaluator {
  /// What `growth.sgd.norm | at:400` stands for: the recorded median at that position.
  func value(ofSeries name: Name, _ call: FilterCall) throws(TemplateProblem) -> TemplateValue {
    let found = try found(name) { (text, mayBeUnknown) throws(Complaint) in
      let series = try table.series(
        named: text, for: call.filter.rawValue, mayBeUnknown: mayBeUnknown)
      return (name: text, series: series)
    }
    guard let expression = call.argument else {
      throw TemplateProblem(needsPosition(found), at: call.position)
    }
    let argument = try value(expression)
    guard let position = argument.number, argument.rounding == .nearest else {
      throw TemplateProblem(needsPosition(found), at: call.position)
    }
    do throws(SeriesMiss) {
      return TemplateValue(.number(try found.series.value(at: position)))
    } catch {
      let mayMiss = !isLive && (varies(name, expression) || !table.isComplete)
      throw TemplateProblem(
        mayMiss ? .excused : .noValue(of: found.name, error), at: call.position)
    }
  }

  /// In a branch that is not taken the condition may be there to leave out the values of a loop for
  /// which a series has no such position.
  private func varies(_ name: Name, _ argument: Expression) -> Bool {
    if name.parts.contains(where: \.isSubstituted) { return true }
    guard case .name(let inner) = argument else { return false }
    return isVariable(inner) || inner.parts.contains(where: \.isSubstituted)
  }

  private func needsPosition(_ found: (name: String, series: Series)) -> Complaint {
    let example = found.series.lastPosition ?? "400"
    return .badArgument(
      filter: Filter.at.rawValue, expected: "a recorded position: `\(found.name) | at:\(example)`")
  }
}
