import Runs

/// Cuts the series of one quantity into panels that can be read: by the parts of their names, so that
/// methods are compared within a panel, each with its own look.
struct PanelSplit {
  /// More lines than this are not followed by eye in one pair of axes.
  static let lineLimit = 8
  /// Where lines are cut apart anyway, so many are better.
  private static let comfortableLimit = 6
  /// Every set of places at which names may be cut is tried, so there are few.
  private static let placeLimit = 6

  private let series: [Series]
  /// The parts of each name.
  private let rows: [[String]]
  private let isMethod: (String) -> Bool

  private init(_ series: [Series], _ isMethod: @escaping (String) -> Bool) {
    self.series = series
    rows = series.map { $0.name.split(separator: ".").map(String.init) }
    self.isMethod = isMethod
  }

  /// The groups of each panel, in the order of first appearance; `isMethod` knows the parts of names
  /// that are methods.
  static func groups(
    of series: [Series], isMethod: @escaping (String) -> Bool
  ) -> [[Series]] {
    PanelSplit(series, isMethod).groups
  }

  private var groups: [[Series]] {
    let isReadable = series.count <= Self.lineLimit
    if isReadable, hasEachMethodOnce(series) { return [series] }
    let length = rows[0].count
    guard rows.allSatisfy({ $0.count == length }) else {
      return isReadable ? [series] : groupsOfUnequal
    }
    let places = rows[0].indices.filter { place in
      rows.contains { $0[place] != rows[0][place] } && place != methodPlace
    }
    let cuts = Self.subsets(of: Array(places.prefix(Self.placeLimit))).map(cut)
      .filter { $0.count > 1 && $0.count * 2 <= series.count }
    let readable = cuts.filter { Self.fullest($0) <= Self.lineLimit }
    let together = readable.filter { $0.count <= PictureSplit.panelLimit }
    let comparing = methodPlace == nil ? [] : together.filter { $0.allSatisfy(hasEachMethodOnce) }
    if let best = Self.fewest(comparing) { return best }
    if isReadable { return [series] }
    let comfortable = together.filter { Self.fullest($0) <= Self.comfortableLimit }
    if let best = Self.fewest(comfortable) ?? Self.fewest(readable) { return best }
    let finest = cuts.min { Self.fullest($0) < Self.fullest($1) }
    return (finest ?? [series]).flatMap(Self.slices)
  }

  /// Names of different lengths are first told apart by where they first differ.
  private var groupsOfUnequal: [[Series]] {
    let shortest = rows.map(\.count).min() ?? 0
    let place = (0..<shortest).first { place in rows.contains { $0[place] != rows[0][place] } }
    guard let place else { return Self.slices(series) }
    let cut = cut([place])
    guard cut.count * 2 <= series.count else { return Self.slices(series) }
    return cut.flatMap { Self.groups(of: $0, isMethod: isMethod) }
  }

  private func cut(_ places: [Int]) -> [[Series]] {
    var keys: [[String]] = []
    var groups: [[Series]] = []
    for (row, one) in zip(rows, series) {
      let key = places.map { row[$0] }
      if let index = keys.firstIndex(of: key) {
        groups[index].append(one)
      } else {
        keys.append(key)
        groups.append([one])
      }
    }
    return groups
  }
}

// MARK: Methods

extension PanelSplit {
  /// Where most names have the part that is a method, if any has.
  private var methodPlace: Int? {
    let places = rows.compactMap { $0.firstIndex(where: isMethod) }
    return Set(places).sorted().max { one, other in
      places.count { $0 == one } < places.count { $0 == other }
    }
  }

  private func hasEachMethodOnce(_ group: [Series]) -> Bool {
    let methods = group.compactMap { one in
      one.name.split(separator: ".").map(String.init).first(where: isMethod)
    }
    return Set(methods).count == methods.count
  }
}

// MARK: Choices

extension PanelSplit {
  private static func subsets(of places: [Int]) -> [[Int]] {
    places.reduce([[]]) { subsets, place in subsets + subsets.map { $0 + [place] } }
  }

  private static func fewest(_ cuts: [[[Series]]]) -> [[Series]]? {
    cuts.min { $0.count < $1.count }
  }

  private static func fullest(_ cut: [[Series]]) -> Int { cut.map(\.count).max() ?? 0 }

  /// Runs of nearly equal length that are short enough.
  private static func slices(_ series: [Series]) -> [[Series]] {
    let count = (series.count + lineLimit - 1) / lineLimit
    return (0..<count).map { index in
      Array(series[(index * series.count / count)..<((index + 1) * series.count / count)])
    }
  }
}
