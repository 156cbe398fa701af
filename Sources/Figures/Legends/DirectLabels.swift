/// Names right of a panel, beside the ends of their lines.
enum DirectLabels {
  /// How many line heights a name may stand from the end of its line.
  private static let reach = 3.0
  /// A name this far above or below its line's end, half its height, …
  private static let slack = Measure.labelText / 2
  /// … or a line that ends this far before the edge needs a leader.
  private static let farEnd = 20.0

  /// The room that names take right of the plot area.
  static func width(of names: [LineName], gap: Double) -> Double {
    names.map(\.width).max().map { $0 + gap } ?? 0
  }

  /// The names `gap` pixels right of a plot area, pushed apart where line ends are close.
  ///
  /// Those that don't stand beside their lines' ends are led there. Nil where there is too little
  /// room for all of them, for leaders, or where one is led far away, and where lines of one colour
  /// end in one place, so that only a key with dashes tells them apart.
  static func commands(
    for names: [LineName], beside map: PlotMap, gap: Double
  ) -> [DrawCommand]? {
    let column = (map.area.minY - 4)...(map.area.maxY + 4)
    let room = column.upperBound - column.lowerBound
    guard Double(names.count) * Measure.directSpacing <= room else { return nil }
    let ends = names.map { end(of: $0, map) }
    guard !areConfusable(names, ends) else { return nil }
    let centers = PushApart.centers(
      wishes: ends.map(\.y), spacing: Measure.directSpacing, within: column)
    let places = zip(ends, centers).map {
      Place(end: $0, target: Point(x: map.area.maxX + gap, y: $1))
    }
    let hasRoomForLeaders = gap >= Measure.leaderGap
    guard
      places.allSatisfy({
        $0.shift <= reach * Measure.directSpacing && (hasRoomForLeaders || !needsLeader($0, map))
      })
    else { return nil }
    return zip(names, places).flatMap { name, place in
      let text = TextLine(
        name.label, at: place.target, align: 0, size: Measure.labelText, color: name.color)
      return (needsLeader(place, map) ? [leader(to: place, map, name.color)] : []) + [.text(text)]
    }
  }

  /// Where a line ends and where its name begins.
  private struct Place {
    var end: Point
    var target: Point

    var shift: Double { abs(end.y - target.y) }
  }

  private static func areConfusable(_ names: [LineName], _ ends: [Point]) -> Bool {
    names.indices.contains { index in
      names.indices.prefix(index).contains {
        names[$0].color == names[index].color && abs(ends[$0].y - ends[index].y) < slack
      }
    }
  }

  private static func end(of name: LineName, _ map: PlotMap) -> Point {
    let end = map.point(name.x, name.y) ?? map.area.center
    return Point(x: end.x, y: min(max(end.y, map.area.minY), map.area.maxY))
  }

  private static func needsLeader(_ place: Place, _ map: PlotMap) -> Bool {
    place.shift > slack || map.area.maxX - place.end.x > farEnd
  }

  /// A thin line from a line's end to its name.
  private static func leader(to place: Place, _ map: PlotMap, _ color: Color) -> DrawCommand {
    let (end, target) = (place.end, place.target)
    let path = [
      Point(x: end.x + 3, y: end.y), Point(x: map.area.maxX + 4, y: end.y),
      Point(x: target.x - 6, y: target.y), Point(x: target.x - 3, y: target.y),
    ]
    return .stroke(Stroke(path: path, color: color.mixed(with: .white, 0.35), width: 0.9))
  }
}
