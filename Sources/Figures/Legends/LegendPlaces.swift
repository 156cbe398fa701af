/// Where the entries of a legend stand: in one row if they fit, else in columns whose keys line up,
/// so that names made of two properties form a small matrix.
struct LegendPlaces: Equatable, Sendable {
  struct Place: Equatable, Sendable {
    var x: Double
    var row: Int
  }

  private(set) var all: [Place] = []
  /// The width of the whole legend.
  private(set) var width = 0.0

  var rows: Int { (all.map(\.row).max() ?? -1) + 1 }

  /// Places for entries of the given lengths within `width`, and after them for `asides`, which stand
  /// in a column of their own where there is one to spare.
  init(lengths: [Double], asides: [Double], width: Double) {
    let together = Self.columns(of: lengths + asides, within: width)
    add(lengths + asides, columns: together, left: 0)
    guard rows > 1, !lengths.isEmpty, let aside = asides.max() else { return }
    let apart = Self.columns(of: lengths, within: width - aside - Measure.entryGap)
    let needed = (lengths.count + apart - 1) / apart
    guard needed <= rows, asides.count <= needed,
      Self.widths(of: lengths, columns: apart).reduce(0, +) + aside
        + Double(apart) * Measure.entryGap <= width
    else { return }
    (all, self.width) = ([], 0)
    add(lengths, columns: apart, left: 0)
    add(asides, columns: 1, left: self.width + Measure.entryGap)
  }

  private mutating func add(_ lengths: [Double], columns: Int, left: Double) {
    let widths = Self.widths(of: lengths, columns: columns)
    var lefts = [left]
    for width in widths { lefts.append((lefts.last ?? left) + width + Measure.entryGap) }
    for index in lengths.indices {
      let place = Place(x: lefts[index % columns], row: index / columns)
      all.append(place)
      width = max(width, place.x + lengths[index])
    }
  }

  /// The fewest columns that need no more rows than the most that fit.
  private static func columns(of lengths: [Double], within width: Double) -> Int {
    func fits(_ columns: Int) -> Bool {
      let gaps = Double(columns - 1) * Measure.entryGap
      return widths(of: lengths, columns: columns).reduce(0, +) + gaps <= width
    }
    guard !lengths.isEmpty, let most = (1...lengths.count).last(where: fits) else { return 1 }
    let rows = (lengths.count + most - 1) / most
    let fewest = (lengths.count + rows - 1) / rows
    return (fewest...most).first(where: fits) ?? most
  }

  /// The widest entry of each column, the entries being filled in row by row.
  private static func widths(of lengths: [Double], columns: Int) -> [Double] {
    (0..<columns).map { column in
      stride(from: column, to: lengths.count, by: columns).map { lengths[$0] }.max() ?? 0
    }
  }
}
