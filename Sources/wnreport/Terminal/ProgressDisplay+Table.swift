import Tables

extension ProgressDisplay {
  /// Tells, on a terminal, how far a large table is read while `body` reads it.
  static func ofTable<Result>(
    isQuiet: Bool, _ body: (@escaping TableFile.Progress) throws -> Result
  ) rethrows -> Result {
    let display = ProgressDisplay(total: 1, isQuiet: isQuiet)
    defer { display.end() }
    return try body { read, total in display.advance(to: Double(read) / Double(total)) }
  }
}
