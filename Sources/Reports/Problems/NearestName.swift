/// The name that a misspelt one was probably meant to be.
enum NearestName {
  /// The candidate with the least edit distance, if it is near enough to be meant.
  static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let limit = min(3, max(1, (name.count + 1) / 3))
    let letters = Array(name)
    return
      candidates
      .map { (distance: distance(letters, Array($0)), name: $0) }
      .filter { $0.distance <= limit }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
      .name
  }

  /// How many letters have to be put in, taken out, replaced or swapped with their neighbour.
  static func distance(_ from: [Character], _ to: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...to.count)
    for row in 1..<(from.count + 1) {
      var current = [row]
      for column in 1..<(to.count + 1) {
        let isSame = from[row - 1] == to[column - 1]
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
