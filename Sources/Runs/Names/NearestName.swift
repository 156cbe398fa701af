/// The name that a misspelt one was probably meant to be.
public enum NearestName {
  /// The candidate with the least edit distance, if it is near enough to be meant. One that
  /// begins so, if it is the only one, is meant rather than one that differs in more than a letter.
  public static func of(_ name: String, among candidates: some Collection<String>) -> String? {
    let limit = limit(for: name.count)
    let letters = Array(name)
    let nearest =
      candidates
      // A name is at least as far away as the two are apart in length.
      .filter { abs($0.count - letters.count) <= limit }
      .map { (distance: distance(letters, Array($0)), name: $0) }
      .filter { $0.distance <= limit }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    if let nearest, nearest.distance < 2 { return nearest.name }
    let begun = letters.count < 3 ? [] : candidates.filter { $0.hasPrefix(name) }
    return begun.count == 1 ? begun[0] : nearest?.name
  }

  /// The candidates that a pattern of `Glob` which matches none of them was probably meant to match,
  /// in their order: those that differ least if they are near, or else those that contain it.
  public static func all(meantBy pattern: String, among candidates: [String]) -> [String] {
    let letters = Array(pattern)
    let literals = letters.count { $0 != "*" && $0 != "?" }
    guard literals > 1 else { return [] }
    let distances = candidates.map { distance(letters, Array($0), isPattern: true) }
    guard let least = distances.min(), least <= limit(for: literals) else {
      return candidates.filter { Glob.matches("*\(pattern)*", $0) }
    }
    return zip(candidates, distances).filter { $0.1 == least }.map(\.0)
  }

  /// How many mistakes a name of that many letters may hold.
  private static func limit(for letters: Int) -> Int { min(3, max(1, (letters + 1) / 3)) }

  /// How many letters have to be put in, taken out, replaced or swapped with their neighbour; in a
  /// pattern `*` and `?` cost nothing for what they stand for.
  private static func distance(
    _ from: [Character], _ to: [Character], isPattern: Bool = false
  ) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...to.count)
    for row in 1..<(from.count + 1) {
      let isStar = isPattern && from[row - 1] == "*"
      var current = [last[0] + (isStar ? 0 : 1)]
      for column in 1..<(to.count + 1) {
        if isStar {
          current.append(min(last[column], current[column - 1]))
          continue
        }
        let isSame = from[row - 1] == to[column - 1] || (isPattern && from[row - 1] == "?")
        var best = min(last[column] + 1, current[column - 1] + 1)
        best = min(best, last[column - 1] + (isSame ? 0 : 1))
        let isSwap =
          row > 1 && column > 1 && from[row - 1] == to[column - 2]
          && from[row - 2] == to[column - 1]
        if isSwap { best = min(best, beforeLast[column - 2] + 1) }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[to.count]
  }
}
