/// What the dotted names of some series have in common, and what tells them apart.
struct SharedName: Equatable, Sendable {
  /// The parts of each name, those of all names below each other.
  private let rows: [[String]]
  /// The places at which the names differ.
  private let differing: [Int]

  /// - Precondition: at least one name, none twice.
  init(_ names: [String]) {
    let rows = Self.aligned(names.map { $0.split(separator: ".").map(String.init) })
    self.rows = rows
    differing = rows[0].indices.filter { place in rows.contains { $0[place] != rows[0][place] } }
  }

  /// The common parts, with a star for each that differs: `growth.*.norm`.
  var pattern: String { pattern(like: rows[0], at: []) }

  /// What tells each name from the others, and of a single one all behind its first part.
  var labels: [String] {
    if rows.count == 1, rows[0].count > 1 { return [rows[0].dropFirst().joined(separator: " ")] }
    return rows.map { row in
      differing.map { row[$0] }.joined(separator: " ").replacing(".", with: " ")
    }
  }

  /// The pattern of as many names as `limit` allows that agree on one more part, if there are any.
  func narrowed(to limit: Int) -> String? {
    var best: (count: Int, pattern: String)?
    for place in differing {
      for row in rows {
        let count = rows.count { $0[place] == row[place] }
        guard count > 1, count <= limit, count > best?.count ?? 0 else { continue }
        best = (count, pattern(like: row, at: [place]))
      }
    }
    return best?.pattern
  }

  private func pattern(like row: [String], at kept: [Int]) -> String {
    row.indices.map { differing.contains($0) && !kept.contains($0) ? "*" : row[$0] }
      .joined(separator: ".")
  }

  /// Names of different lengths have one part between what all begin with and what all end with.
  private static func aligned(_ rows: [[String]]) -> [[String]] {
    let shortest = rows.map(\.count).min() ?? 0
    guard rows.contains(where: { $0.count != shortest }) else { return rows }
    func common(_ most: Int, _ part: ([String], Int) -> String) -> Int {
      (0..<most).prefix { place in rows.allSatisfy { part($0, place) == part(rows[0], place) } }
        .count
    }
    let leading = common(shortest - 1) { $0[$1] }
    let trailing = common(shortest - 1 - leading) { $0[$0.count - 1 - $1] }
    return rows.map { row in
      let middle = row.dropFirst(leading).dropLast(trailing).joined(separator: ".")
      return row.prefix(leading) + [middle] + row.suffix(trailing)
    }
  }
}
